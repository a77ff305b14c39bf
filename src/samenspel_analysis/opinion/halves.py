"""Which statements are typical of a group, tested on votes that did not make the groups.

Each person's votes are split in two at random. Groups come from one half, tests from the other, and
the other way round. Without that, groups and tests would share their noise ("double dipping").
"""

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.special import ndtr

from samenspel_analysis.opinion.cells import cells_of, level_for
from samenspel_analysis.opinion.division import division, nearest
from samenspel_analysis.opinion.sampled import Sampled, eigen, shuffled
from samenspel_analysis.opinion.votes import FloatArray, IntArray

FEW = 2000  # people up to whom the exact test is used


def half_p_values(people: Sampled, groups: IntArray, count: int, seed: int) -> FloatArray:
    """p-values (2, count, K): does a group agree (0), or disagree (1), more than all others?

    "Agree" is the upper side of `people`. `groups` (people,) are those on the map. Each value is
    twice the smaller of the two directions of the split, so it holds whatever ties them.
    """
    chance = np.random.default_rng([seed, 3])
    turn = np.arange(len(people.up)) - people.starts[people.person]
    drawn = people.starts[people.person] + shuffled(people.person, turn, chance)
    coin = chance.integers(0, 2, people.people)
    first = np.empty(len(drawn))
    first[drawn] = (turn + coin[people.person]) % 2
    halves = ((grouped(people, made, groups, count, seed), 1 - made) for made in (first, 1 - first))
    told = [said_of(people, kept, labels, count) for labels, kept in halves if labels is not None]
    if not told:
        return np.ones((2, count, people.statements))
    said, of = map(np.stack, zip(*told, strict=True))
    return np.asarray(np.minimum(1, 2 * more_than_others(said, of).min(axis=0)))


def grouped(
    people: Sampled, kept: FloatArray, groups: IntArray, count: int, seed: int
) -> IntArray | None:
    """Groups made of the votes kept alone, numbered like the groups they overlap most."""
    centred = people.centred(people.up, kept)
    vectors = eigen(centred, 2, tolerance=1e-3)[1]
    points = (centred @ vectors) * people.scale(kept)[:, None]
    if points.shape[1] < 2:
        return None
    made = division(cells_of(points, level_for(len(points))), count, seed)
    if made is None:
        return None
    labels = nearest(points, made[None])[0][0]
    overlap = np.zeros((count, count))
    np.add.at(overlap, (labels, groups), 1)
    return np.asarray(linear_sum_assignment(-overlap)[1][labels])


def said_of(
    people: Sampled, kept: FloatArray, labels: IntArray, count: int
) -> tuple[FloatArray, FloatArray]:
    """Of the votes kept, how many of each group are on the upper side (0) and the lower (1).

    And of how many votes: both (2, count, K).
    """
    slot = labels[people.person] * people.statements + people.statement
    size = count * people.statements
    cast = np.asarray(np.bincount(slot, kept, size), dtype=np.float64)
    said = np.empty((2, size))
    for row, side in zip(said, (1, -1), strict=True):
        row[:] = np.bincount(slot, kept * (people.up == side), size)
    shape = (2, count, people.statements)
    return said.reshape(shape), np.broadcast_to(cast, said.shape).reshape(shape)


def more_than_others(said: FloatArray, of: FloatArray) -> FloatArray:
    """p-values (..., groups, K) that a group says so more than all others (Fisher's exact test)."""
    from scipy.stats import hypergeom  # takes a third of a second: only where it is needed

    total, total_said = of.sum(axis=-2, keepdims=True), said.sum(axis=-2, keepdims=True)
    others, others_said = total - of, total_said - said
    some = (of > 0) & (others > 0)
    p_values = np.ones(of.shape)
    few = some & (np.minimum(of, others) <= FEW)
    if few.any():
        wide = (np.broadcast_to(each, of.shape)[few] for each in (total, total_said))
        p_values[few] = hypergeom.sf(said[few] - 1, *wide, of[few])
    many = some & ~few
    pooled = total_said / np.maximum(total, 1)
    error = np.sqrt(pooled * (1 - pooled) * (1 / np.maximum(of, 1) + 1 / np.maximum(others, 1)))
    z = (said / np.maximum(of, 1) - others_said / np.maximum(others, 1)) / np.maximum(error, 1e-12)
    p_values[many] = ndtr(-z[many])
    return np.clip(p_values, 0, 1)


def discovered(p_values: FloatArray) -> FloatArray:
    """p-values adjusted so that a level bounds the false discovery rate (Benjamini-Hochberg)."""
    flat = p_values.ravel()
    if not len(flat):
        return p_values
    order = np.argsort(flat)[::-1]
    ranked = flat[order] * len(flat) / np.arange(len(flat), 0, -1)
    adjusted = np.empty_like(flat)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(ranked))
    return adjusted.reshape(p_values.shape)
