"""The four numbers of 1 + 1 = 3: what each side got and what it cost each, in their own terms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samenspel_analysis.exchange.flows import ExchangeError, FloatArray

MOST = 10.0


@dataclass(frozen=True, slots=True)
class Rated:
    """What one side said of some contributions: the sum of its ratings, of how many it rated."""

    total: float | None
    rated: int
    asked: int

    @property
    def is_complete(self) -> bool:
        """Whether every contribution was rated, and there was one."""
        return self.asked > 0 and self.rated == self.asked


@dataclass(frozen=True, slots=True)
class SideValue:
    """What a side got, rated by itself, and what its own giving cost, rated by itself."""

    received: Rated
    borne: Rated


@dataclass(frozen=True, slots=True)
class Gain:
    """The numbers of each side, and only then their ratio; `None` where a side did not rate."""

    sides: tuple[SideValue, ...]
    ratio: float | None


def gain(
    givers: Sequence[int],
    receivers: Sequence[int],
    value: ArrayLike,
    cost: ArrayLike,
    *,
    sides: int,
) -> Gain:
    """Value and cost (0 to 10, NaN where not rated) of contributions between sides from 0.

    Above 1 the ratio says that together they got more than it cost them, by their own rating. It is
    given only when every contribution has both ratings.
    """
    giver = np.asarray(givers, dtype=np.int64)
    receiver = np.asarray(receivers, dtype=np.int64)
    got, took = _ratings(value, giver.shape), _ratings(cost, giver.shape)
    if giver.shape != receiver.shape or (giver == receiver).any():
        raise ExchangeError("a contribution goes from one side to another")
    found = tuple(
        SideValue(_rated(got[receiver == side]), _rated(took[giver == side]))
        for side in range(sides)
    )
    whole = giver.size > 0 and not (np.isnan(got).any() or np.isnan(took).any())
    borne = float(took.sum()) if whole else 0.0
    return Gain(found, float(got.sum()) / borne if borne > 0 else None)


def _ratings(given: ArrayLike, shape: tuple[int, ...]) -> FloatArray:
    ratings = np.asarray(given, dtype=np.float64)
    known = ratings[~np.isnan(ratings)]
    if ratings.shape != shape or (known < 0).any() or (known > MOST).any():
        raise ExchangeError("one rating from 0 to 10 per contribution is expected, or NaN")
    return ratings


def _rated(ratings: FloatArray) -> Rated:
    known = ratings[~np.isnan(ratings)]
    return Rated(float(known.sum()) if known.size else None, int(known.size), int(ratings.size))
