"""Who fits whom, where several wish the same: as much agreement as possible in all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from samenspel_analysis.portfolio.chain import PortfolioError

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of an offer and a need, and how much they agree on in all."""

    pairs: tuple[tuple[int, int], ...]
    total: float


def best_matching(agreement: Scores, capacity: Sequence[int]) -> Matching:
    """Give each need at most one offer, and each offer at most its capacity of needs.

    `agreement[offer, need]` is above zero where they fit, and zero where they cannot be paired.
    """
    scores = np.asarray(agreement, dtype=np.float64)
    room = np.asarray(capacity, dtype=np.int64)
    if scores.ndim != 2 or room.shape != (len(scores),) or (room < 0).any():
        raise PortfolioError("A capacity from zero up for each offer.")
    if not np.isfinite(scores).all() or (scores < 0).any():
        raise PortfolioError("Agreement is a number from zero up.")
    seats = np.repeat(np.arange(len(scores)), np.minimum(room, scores.shape[1]))
    taken, needs = linear_sum_assignment(scores[seats], maximize=True)
    found = [
        (int(seats[seat]), int(need))
        for seat, need in zip(taken, needs, strict=True)
        if scores[seats[seat], need] > 0
    ]
    return Matching(tuple(sorted(found)), float(sum(scores[pair] for pair in found)))
