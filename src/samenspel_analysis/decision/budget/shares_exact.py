"""The Method of Equal Shares in whole numbers of any length: slow, and as it is written down.

It decides where `shares_batch` cannot prove which project goes first.
"""

from fractions import Fraction

import numpy as np

from samenspel_analysis.decision.budget.claims import Bought, Claims

Left = list[int]


class _Purse:
    """What is left of each ballot's share per voter, whole in units of `1 / parts`."""

    def __init__(self, claims: Claims, total: int) -> None:
        self.claims = claims
        self.parts = claims.voters
        self.left: Left = [total] * len(claims.weights)
        self.weights: list[int] = claims.weights.tolist()
        self.payers: list[list[int]] = [payers.tolist() for payers in claims.payers]
        self.units: list[list[int]] = [units.tolist() for units in claims.units]

    def rate(self, project: int) -> Fraction | None:
        """What a supporter pays for a unit, in units of `1 / scale`; `None` if they cannot."""
        price = self.claims.costs[project] * self.parts
        given = list(zip(self.payers[project], self.units[project], strict=True))
        if max(unit for _, unit in given) > 1:
            given.sort(key=lambda entry: Fraction(self.left[entry[0]], entry[1]))
        else:
            given.sort(key=lambda entry: self.left[entry[0]])
        units = sum(self.weights[ballot] * unit for ballot, unit in given)
        for ballot, unit in given:
            if price * unit <= self.left[ballot] * units:
                return Fraction(price, units * self.parts)
            price -= self.weights[ballot] * self.left[ballot]
            units -= self.weights[ballot] * unit
        return None

    def pay(self, project: int, rate: Fraction) -> list[int]:
        """Take the money; the ballots that were short of the rate."""
        finer = (rate * self.parts).denominator
        self.left = [left * finer for left in self.left]
        self.parts *= finer
        price, short = int(rate * self.parts), []
        for ballot, unit in zip(self.payers[project], self.units[project], strict=True):
            left = self.left[ballot] - price * unit
            if left < 0:
                short.append(ballot)
            self.left[ballot] = max(left, 0)
        return short


def buy_exactly(claims: Claims, total: int) -> tuple[Bought, ...]:
    """What is bought when voters hold `total` together, in its order."""
    purse, bought = _Purse(claims, total), []
    lowest: dict[int, Fraction] = {
        p: Fraction(0) for p, payers in enumerate(claims.payers) if len(payers)
    }  # never above what they cost now: shares only shrink
    while lowest:
        chosen = _next(purse, lowest)
        if chosen is None:
            continue
        project, rate, tied = chosen
        short = np.array(purse.pay(project, rate), np.int64)
        bought.append(Bought(project, short, tied))
        for gone in (project, *claims.excluded[project]):
            lowest.pop(gone, None)
    return tuple(bought)


def _next(
    purse: _Purse, lowest: dict[int, Fraction]
) -> tuple[int, Fraction, tuple[int, ...]] | None:
    """The project that goes first, its rate and what it tied with; bounds get sharper meanwhile."""
    claims, rates = purse.claims, dict[int, Fraction]()
    while lowest:
        least = min(lowest.values())
        unsure = [p for p, key in lowest.items() if key == least and p not in rates]
        if not unsure:
            tied = tuple(p for p, key in lowest.items() if key == least)
            project = claims.ties_go.first_of(tied)
            return project, rates[project], tied if len(tied) > 1 else ()
        for project in unsure:
            rate = purse.rate(project)
            if rate is None:
                del lowest[project]
            else:
                rates[project] = rate
                lowest[project] = rate / claims.dividers[project]
    return None
