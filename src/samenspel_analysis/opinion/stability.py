"""Does a group come back when other people of the same kind had voted?"""

import numpy as np

from samenspel_analysis.opinion.cells import cells_of, level_for
from samenspel_analysis.opinion.division import division, nearest
from samenspel_analysis.opinion.sampled import Sampled, eigen
from samenspel_analysis.opinion.votes import FloatArray, IntArray


def stabilities(
    people: Sampled, groups: IntArray, count: int, *, resamples: int, seed: int
) -> FloatArray | None:
    """Mean Jaccard overlap of each group with the best group of a resample (Hennig 2007).

    People are drawn again with replacement, axes and groups made anew, and everyone drawn is put
    in the nearest group. Shape (count,), in [0, 1]; `None` without resamples.
    """
    if resamples == 0:
        return None
    chance = np.random.default_rng([seed, 4])
    centred = people.centred(people.up)
    scale = people.scale()[:, None]
    overlap = np.zeros(count)
    along = eigen(centred, 2, tolerance=1e-3)[1].sum(axis=1)
    for _ in range(resamples):
        drawn = np.bincount(
            chance.integers(0, people.people, people.people), minlength=people.people
        )
        weights = drawn.astype(np.float64)
        vectors = eigen(centred, 2, weights, tolerance=1e-3, start=along)[1]
        points = (centred @ vectors) * scale
        here = np.flatnonzero(drawn)
        again = np.repeat(here, drawn[here])
        made = division(cells_of(points[again], level_for(len(again))), count, seed)
        if made is not None:
            overlap += _best(groups[here], nearest(points[here], made[None])[0][0], count)
    return np.asarray(overlap / resamples)


def _best(groups: IntArray, labels: IntArray, count: int) -> FloatArray:
    both = np.zeros((count, count))
    np.add.at(both, (groups, labels), 1)
    either = both.sum(axis=1)[:, None] + both.sum(axis=0)[None] - both
    return np.asarray((both / np.maximum(either, 1)).max(axis=1))
