"""The best division of a cloud of points into k groups, and how clear it is.

Weighted k-means (Lloyd 1982) from seeded k-means++ starts (Arthur & Vassilvitskii 2007); clarity is
the mean silhouette (Rousseeuw 1987), each cell counting for its people.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from samenspel_analysis.opinion import speed
from samenspel_analysis.opinion.cells import Cells, coarsened
from samenspel_analysis.opinion.votes import FloatArray, IntArray

STARTS = 12
ROUNDS = 30
SEEKING_ROUNDS = 12
SEEKING = 256  # cells at most while starts are tried and clarity is measured
POLISHED = 3  # starts that are carried on with finer cells


@dataclass(frozen=True, slots=True)
class Parted:
    """A division into k groups: `centres` (k, 2), clarity, and people in the smallest group."""

    centres: FloatArray
    silhouette: float
    smallest: int
    others: tuple[FloatArray, ...]  # next best starts, to be polished


@dataclass(frozen=True, slots=True)
class _Sought:
    """What the starts led to, the least spread first: centres, the labels of points, and sizes."""

    centres: FloatArray
    labels: IntArray
    sizes: FloatArray


def divisions(cells: Cells, most_groups: int, least_people: int, seed: int) -> tuple[Parted, ...]:
    """For each k from 2, the division of least spread with no group below `least_people`.

    Where every start leaves a smaller group, that k is left out.
    """
    points, weights = _coarse(cells)
    apart = _distances(points)
    found = []
    for k in range(2, min(most_groups, len(points)) + 1):
        sought = _sought(points, weights, k, least_people, seed)
        if sought is not None:
            clear = silhouette(apart, weights, sought.labels[0], k)
            smallest = int(sought.sizes[0].min())
            found.append(Parted(sought.centres[0], clear, smallest, tuple(sought.centres[1:])))
    return tuple(found)


def division(cells: Cells, groups: int, seed: int) -> FloatArray | None:
    """The centres of the division of least spread into just so many groups, none empty."""
    points, weights = _coarse(cells)
    sought = _sought(points, weights, groups, 1, seed) if groups <= len(points) else None
    return None if sought is None else sought.centres[0]


def _distances(points: FloatArray) -> FloatArray:
    """Between each two points, (C, C); in place, for memory is what takes the time."""
    apart, along = (np.subtract.outer(axis, axis) for axis in points.T)
    apart *= apart
    along *= along
    apart += along
    return np.asarray(np.sqrt(apart, out=apart))


def _coarse(cells: Cells) -> tuple[FloatArray, FloatArray]:
    coarse = coarsened(cells, SEEKING)
    return coarse.points, coarse.people.astype(np.float64)


def _sought(
    points: FloatArray, weights: FloatArray, k: int, least_people: int, seed: int
) -> _Sought | None:
    centres = lloyd(points, weights, starts(points, weights, k, seed), SEEKING_ROUNDS)
    labels, spread = nearest(points, centres)
    sizes = _sums(labels, weights, k)
    fit = sizes.min(axis=1) >= least_people
    if not fit.any():
        return None
    order = np.argsort(np.where(fit, spread @ weights, np.inf), kind="stable")
    order = order[: min(POLISHED, int(fit.sum()))]
    return _Sought(centres[order], labels[order], sizes[order])


def starts(points: FloatArray, weights: FloatArray, k: int, seed: int) -> FloatArray:
    """`STARTS` sets of k points far from each other, shape (starts, k, 2)."""
    chance = _lots(seed, k)
    chosen = np.empty((STARTS, k), dtype=np.int64)
    if speed.HAS_NUMBA:
        from samenspel_analysis.opinion import compiled

        compiled.far_apart(points, weights, chance, chosen)
        return points[chosen]
    away = np.full((STARTS, len(points)), np.inf)
    odds = np.broadcast_to(weights, away.shape)
    for turn in range(k):
        reach = np.cumsum(odds, axis=1)
        wanted = chance[turn][:, None] * reach[:, -1:]
        chosen[:, turn] = np.minimum((reach <= wanted).sum(axis=1), len(points) - 1)
        new = points[chosen[:, turn]]
        across, along = (points[None] - new[:, None]).transpose(2, 0, 1)
        away = np.minimum(away, across * across + along * along)
        odds = away * weights
    return points[chosen]


@lru_cache(maxsize=16)
def _lots(seed: int, k: int) -> FloatArray:
    lots = np.random.default_rng([seed, k]).random((k, STARTS))
    lots.flags.writeable = False  # handed out again
    return lots


def lloyd(points: FloatArray, weights: FloatArray, centres: FloatArray, rounds: int) -> FloatArray:
    """Centres (starts, k, 2) moved to the mean of their points until nothing moves."""
    if speed.HAS_NUMBA:
        from samenspel_analysis.opinion import compiled

        moved = centres.copy()
        compiled.settle(points, weights, moved, rounds)
        return moved
    runs, k = centres.shape[:2]
    heaped = [np.tile(each, runs) for each in (weights, *(points * weights[:, None]).T)]
    labels = None
    for _ in range(rounds):
        new, _ = nearest(points, centres)
        if labels is not None and np.array_equal(new, labels):
            break
        labels = new
        slots = (labels + k * np.arange(runs)[:, None]).ravel()
        sizes, *summed = (np.bincount(slots, each, minlength=runs * k) for each in heaped)
        means = np.stack(summed, axis=1) / np.maximum(sizes, 1)[:, None]
        centres = np.where(sizes[:, None] > 0, means, centres.reshape(-1, 2)).reshape(runs, k, 2)
    return centres


def nearest(points: FloatArray, centres: FloatArray) -> tuple[IntArray, FloatArray]:
    """Per start the nearest centre of each point, and the squared distance to it."""
    best = np.full((len(centres), len(points)), np.inf)
    labels = np.zeros(best.shape, dtype=np.int64)
    if speed.HAS_NUMBA:
        from samenspel_analysis.opinion import compiled

        compiled.nearest(points, centres, labels, best)
        return labels, best
    for k in range(centres.shape[1]):
        across = points[None, :, 0] - centres[:, k, :1]
        along = points[None, :, 1] - centres[:, k, 1:]
        away = across * across + along * along
        closer = away < best
        labels[closer] = k
        np.minimum(best, away, out=best)
    return labels, best


def silhouette(apart: FloatArray, weights: FloatArray, labels: IntArray, k: int) -> float:
    """Mean silhouette in [-1, 1] of cells with `apart` (C, C) distances; 0 for who is alone."""
    member = (np.arange(k)[:, None] == labels) * weights
    total = member.sum(axis=1)
    summed = np.einsum("ij,kj->ik", apart, member)
    rows = np.arange(len(labels))
    own = summed[rows, labels] / np.maximum(total[labels] - 1, 1)
    mean = summed / np.maximum(total, 1)
    mean[rows, labels] = np.inf
    other = mean.min(axis=1)
    clear = (other - own) / np.maximum(np.maximum(own, other), 1e-300)
    return float((np.where(total[labels] > 1, clear, 0.0) * weights).sum() / weights.sum())


def _sums(labels: IntArray, values: FloatArray, k: int) -> FloatArray:
    runs = len(labels)
    slots = labels + np.arange(runs)[:, None] * k
    spread = np.broadcast_to(values, labels.shape)
    summed = np.bincount(slots.ravel(), spread.ravel(), minlength=runs * k)
    return np.asarray(summed, dtype=np.float64).reshape(runs, k)
