"""How Polis divides people: k-means twice, from the first rows.

The order of people decides: that is a property of the method, kept here for comparison.
"""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.opinion.votes import FloatArray, IntArray

BASE = 100  # base clusters, at most
BASE_ROUNDS, ROUNDS = 100, 20
STILL = 0.01  # centres that all move less have come to rest
MOST_GROUPS = 5
BASE_PER_GROUP = 12
TICKS = 4  # equal results in a row before the number of groups changes


@dataclass(frozen=True, slots=True)
class Clusters:
    """Centres (k, 2) and the cluster of each row."""

    centres: FloatArray
    labels: IntArray


@dataclass(frozen=True, slots=True)
class PolisGroups:
    """Base clusters of people, groups of base clusters, and the silhouette for each k from 2."""

    base: Clusters
    groups: Clusters
    silhouettes: tuple[float, ...]

    @property
    def labels(self) -> IntArray:
        """The group of each person placed."""
        return self.groups.labels[self.base.labels]


@dataclass(frozen=True, slots=True)
class Smoother:
    """Keeps the number of groups until another came out four times in a row."""

    last: int = 0
    times: int = 0
    smoothed: int = 0

    def after(self, k: int) -> "Smoother":
        """The state after one more result."""
        times = self.times + 1 if k == self.last else 1
        return Smoother(k, times, k if times >= TICKS or not self.smoothed else self.smoothed)


def polis_groups(points: FloatArray) -> PolisGroups:
    """Groups of people at `points` (people, 2), who are in the order of their rows."""
    weights = np.ones(len(points))
    base = k_means(points, weights, BASE, BASE_ROUNDS)
    members = np.bincount(base.labels, minlength=len(base.centres)).astype(np.float64)
    most = min(MOST_GROUPS, 2 + len(base.centres) // BASE_PER_GROUP)
    tried = [k_means(base.centres, members, k, ROUNDS) for k in range(2, most + 1)]
    clear = [silhouette(base.centres, each.labels) for each in tried]
    return PolisGroups(base, tried[int(np.argmax(clear))], tuple(clear))


def k_means(points: FloatArray, weights: FloatArray, k: int, rounds: int) -> Clusters:
    """Weighted k-means from the first k distinct rows; empty clusters vanish."""
    first = np.sort(np.unique(points, axis=0, return_index=True)[1])[:k]
    centres = points[first]
    for _ in range(rounds + 1):
        labels = _nearest(points, centres)
        filled, labels = np.unique(labels, return_inverse=True)
        sizes = np.bincount(labels, weights)
        moved = np.column_stack(
            [np.bincount(labels, weights * points[:, axis]) / sizes for axis in (0, 1)]
        )
        if len(filled) == len(centres) and _at_rest(centres, moved):
            return Clusters(moved, labels)
        centres = moved
    return Clusters(centres, labels)


def silhouette(points: FloatArray, labels: IntArray) -> float:
    """Mean silhouette of points, each counting once; 0 for who is alone."""
    k = int(labels.max()) + 1 if len(labels) else 0
    if k < 2:
        return 0.0
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    member = (labels[:, None] == np.arange(k)).astype(np.float64)
    sizes, rows = member.sum(axis=0), np.arange(len(points))
    summed = apart @ member
    own = summed[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    mean = summed / sizes
    mean[rows, labels] = np.inf
    other = mean.min(axis=1)
    clear = (other - own) / np.maximum(np.maximum(own, other), 1e-300)
    return float(np.where(sizes[labels] > 1, clear, 0.0).mean())


def _nearest(points: FloatArray, centres: FloatArray) -> IntArray:
    away = ((points[:, None] - centres[None]) ** 2).sum(axis=2)
    return np.asarray(away.argmin(axis=1))


def _at_rest(before: FloatArray, after: FloatArray) -> bool:
    sort = [each[np.lexsort(each.T[::-1])] for each in (before, after)]
    return bool(np.all(np.hypot(*(sort[0] - sort[1]).T) < STILL))
