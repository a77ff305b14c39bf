"""Raking: weights under which every group of every margin has its known share.

Deming & Stephan 1940. Margins are brought right one after another until all hold at once. Where
that cannot be done, or only by letting a few people speak for many, no weights come out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

FEWEST = 5  # people of a group who can stand for it
HEAVIEST = 5.0  # times the mean: DeBell & Krosnick 2009, for the American election studies
CYCLES = 1_000
NEAR = 1e-10  # how far a share may be off in the end
UNKNOWN = -1


class MarginError(ValueError):
    """Groups or shares that do not fit each other."""


class CannotWeigh(Enum):
    """Why no weights come out."""

    NOBODY = "nobody"  # no margin, or nobody who told their group in each
    TOO_FEW = "too_few"  # a group that is there has fewer than `FEWEST` people
    AT_ODDS = "at_odds"  # no weights give every margin its shares
    TOO_HEAVY = "too_heavy"  # somebody would count more than `HEAVIEST` times the mean


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights with mean 1 over `counted` people, 0 for others; none with the reason `cannot`.

    `effective` is how many equal people say as much (Kish 1965), `deff` the counted for each.
    """

    weights: FloatArray
    counted: int
    cannot: CannotWeigh | None
    deff: float | None
    effective: float | None
    heaviest: float | None


def weigh(groups: npt.ArrayLike, shares: Sequence[npt.ArrayLike]) -> Weighing:
    """Weigh people by `groups` (people, margins): a group by place, -1 where not known.

    `shares` holds the known shares of each margin, any positive total. A group without a share is
    left out of the weighing with its people, as those are who did not tell.
    """
    placed, known = _checked(groups, shares)
    inside = np.ones(len(placed), dtype=bool) if known else np.zeros(len(placed), dtype=bool)
    for margin, share in zip(placed.T, known, strict=True):
        inside &= (margin != UNKNOWN) & (np.append(share, 0.0)[margin] > 0)
    people = placed[inside]
    if not len(people):
        return _none(placed, 0, CannotWeigh.NOBODY)
    cells, cell, sizes = np.unique(people, axis=0, return_inverse=True, return_counts=True)
    for margin, share in zip(people.T, known, strict=True):
        if (np.bincount(margin, minlength=len(share))[share > 0] < FEWEST).any():
            return _none(placed, len(people), CannotWeigh.TOO_FEW)
    factors = _raked(cells, sizes.astype(np.float64), known)
    if factors is None:
        return _none(placed, len(people), CannotWeigh.AT_ODDS)
    if factors.max() > HEAVIEST:
        return _none(placed, len(people), CannotWeigh.TOO_HEAVY)
    weights = np.zeros(len(placed))
    weights[inside] = factors[cell.reshape(-1)]
    return _weighed(weights, len(people))


def _checked(
    groups: npt.ArrayLike, shares: Sequence[npt.ArrayLike]
) -> tuple[IntArray, list[FloatArray]]:
    placed = np.asarray(groups, dtype=np.int64)
    if placed.ndim != 2 or placed.shape[1] != len(shares):
        raise MarginError("one column of groups for each margin")
    known = [np.asarray(each, dtype=np.float64) for each in shares]
    for margin, share in zip(placed.T, known, strict=True):
        if share.ndim != 1 or not np.isfinite(share).all() or (share < 0).any():
            raise MarginError("shares are numbers from 0 on")
        if share.sum() <= 0:
            raise MarginError("the shares of a margin add up to more than 0")
        if margin.min(initial=UNKNOWN) < UNKNOWN or margin.max(initial=UNKNOWN) >= len(share):
            raise MarginError("a group without a place among the shares")
    return placed, [share / share.sum() for share in known]


def _raked(cells: IntArray, sizes: FloatArray, known: Sequence[FloatArray]) -> FloatArray | None:
    """The weight of one person in each cell; `None` where the margins do not meet."""
    people, mass = sizes.sum(), sizes.copy()
    for _cycle in range(CYCLES):
        for margin, share in zip(cells.T, known, strict=True):
            now = np.bincount(margin, mass, len(share))
            factor = np.divide(share * people, now, out=np.ones_like(now), where=now > 0)
            mass *= factor[margin]
        if _off(cells, mass, known) < NEAR:
            return np.asarray(mass / sizes)
    return None


def _off(cells: IntArray, mass: FloatArray, known: Sequence[FloatArray]) -> float:
    """The furthest that any share is from what it should be."""
    return max(
        float(np.abs(np.bincount(margin, mass, len(share)) / mass.sum() - share).max())
        for margin, share in zip(cells.T, known, strict=True)
    )


def _weighed(weights: FloatArray, counted: int) -> Weighing:
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    return Weighing(weights, counted, None, counted / effective, effective, float(weights.max()))


def _none(placed: IntArray, counted: int, cannot: CannotWeigh) -> Weighing:
    return Weighing(np.zeros(len(placed)), counted, cannot, None, None, None)
