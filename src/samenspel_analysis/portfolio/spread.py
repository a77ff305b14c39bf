"""How far what a party puts in is spread over its collaborations."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samenspel_analysis.portfolio.chain import PortfolioError


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares of one total; `concentration` is the sum of their squares, `None` without a total."""

    total: float
    shares: tuple[float, ...]
    concentration: float | None

    @property
    def as_many_as(self) -> float | None:
        """How many equal parts would be as concentrated: 1 / concentration."""
        return None if self.concentration is None else 1 / self.concentration


def spread_of(amounts: Sequence[float]) -> Spread:
    """The share of each amount in their total (Herfindahl and Hirschman)."""
    given = np.asarray(amounts, dtype=np.float64)
    if given.ndim != 1 or not np.isfinite(given).all() or (given < 0).any():
        raise PortfolioError("Amounts are a row of numbers from zero up.")
    total = float(given.sum())
    if total == 0:
        return Spread(0.0, tuple(0.0 for _ in given), None)
    shares = given / total
    return Spread(total, tuple(float(each) for each in shares), float(shares @ shares))
