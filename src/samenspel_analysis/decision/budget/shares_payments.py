"""Who paid what, as fractions: from what was bought, in its order, and who was short of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np

from samenspel_analysis.decision.budget.ballots import IntArray
from samenspel_analysis.decision.budget.claims import Bought, Claims
from samenspel_analysis.decision.budget.results import Purchase


@dataclass(frozen=True, slots=True)
class Payments:
    """Rates of what was bought, in units of `1 / scale`: `rates[k] / parts`, whole numbers.

    A ballot that is not `empty` has paid the full rate for each project it bought; `units`
    (ballots, bought) says for how many units.
    """

    share: Fraction
    rates: tuple[int, ...]
    parts: int
    units: IntArray
    empty: IntArray

    def rate(self, at: int) -> Fraction:
        """The rate of a purchase."""
        return Fraction(self.rates[at], self.parts)

    def left_with(self, weights: IntArray, ballots: IntArray, before: int) -> Fraction:
        """What ballots that never ran short hold together before a purchase."""
        counted = weights[ballots]
        units = (counted @ self.units[ballots, :before]).tolist()
        paid = sum(u * rate for u, rate in zip(units, self.rates, strict=False))
        return int(counted.sum()) * self.share - Fraction(paid, self.parts)


def payments_of(claims: Claims, bought: Sequence[Bought], total: int) -> Payments:
    """Exact rates: what those who gave all had, follows from the rates before."""
    share = Fraction(total, claims.voters)
    parts, rates = share.denominator, list[int]()
    units = np.zeros((len(claims.weights), len(bought)), np.int64)
    empty = np.full(len(claims.weights), len(bought), np.int64)  # the purchase that emptied it
    for k, each in enumerate(bought):
        payers = claims.payers[each.project]
        found = Payments(share, tuple(rates), parts, units, empty)
        rest = claims.costs[each.project] - found.left_with(claims.weights, each.emptied, k)
        empty[each.emptied] = k
        units[payers, k] = np.where(empty[payers] > k, claims.units[each.project], 0)
        rate = rest / int((claims.weights[payers] * units[payers, k]).sum())
        finer = rate.denominator // gcd(rate.denominator, parts)
        parts *= finer
        rates = [before * finer for before in rates]
        rates.append(int(rate * parts))
    return Payments(share, tuple(rates), parts, units, empty)


def purchases_of(
    claims: Claims, bought: Sequence[Bought], payments: Payments
) -> tuple[Purchase, ...]:
    """What each purchase took from whom, in money."""
    found = []
    for k, each in enumerate(bought):
        payers, weights = claims.payers[each.project], claims.weights
        votes, full = weights[payers].sum(), weights[payers][payments.empty[payers] > k].sum()
        emptied, rate = weights[each.emptied].sum(), payments.rate(k)
        paid = payments.left_with(weights, each.emptied, k)
        found.append(
            Purchase(
                project=each.project,
                rate=rate / claims.scale,
                votes=int(votes),
                full_payers=int(full),
                emptied=int(emptied),
                emptied_paid=paid / claims.scale,
                penniless=int(votes - full - emptied),
                effective_votes=claims.costs[each.project] / rate,
                tied=each.tied,
            )
        )
    return tuple(found)


def held_for(claims: Claims, payments: Payments, project: int) -> Fraction:
    """What the supporters of a project have left together in the end, in money."""
    payers, count = claims.payers[project], len(payments.rates)
    standing = payers[payments.empty[payers] == count]
    return payments.left_with(claims.weights, standing, count) / claims.scale


def paid_by(payments: Payments, claims: Claims, ballot: int) -> tuple[Fraction, ...]:
    """What one voter with this ballot paid for each purchase, in money."""
    left, paid = payments.share, []
    for k, units in enumerate(payments.units[ballot].tolist()):
        emptied = k == int(payments.empty[ballot])
        price = left if emptied else units * payments.rate(k)
        left -= price
        paid.append(price / claims.scale)
    return tuple(paid)
