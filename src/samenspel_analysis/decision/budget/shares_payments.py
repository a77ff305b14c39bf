"""Who paid what, as fractions: from what was bought, in its order, and who was short of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np

from samenspel_analysis.decision.budget.ballots import IntArray
from samenspel_analysis.decision.budget.claims import Bought, Claims
from samenspel_analysis.decision.budget.results import Purchase

NEARLY_NOTHING = 1e-6  # of a share; far more than rounding of a few hundred rates


@dataclass(frozen=True, slots=True)
class Payments:
    """Rates of what was bought, in units of `1 / scale`: `rates[k] / parts`, whole numbers.

    A ballot that is not `empty` has paid the full rate for each project it bought; `units`
    (ballots, bought) says for how many units. `gave_rest[k]` are the ballots whose last money went
    to purchase `k`, less than its rate.
    """

    share: Fraction
    rates: tuple[int, ...]
    parts: int
    units: IntArray
    empty: IntArray
    gave_rest: tuple[IntArray, ...]

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
    parts, rates, gave_rest = share.denominator, list[int](), list[IntArray]()
    units = np.zeros((len(claims.weights), len(bought)), np.int64)
    empty = np.full(len(claims.weights), len(bought), np.int64)  # the purchase that emptied it
    for k, each in enumerate(bought):
        payers = claims.payers[each.project]
        found = Payments(share, tuple(rates), parts, units, empty, ())
        first = each.short[empty[each.short] == len(bought)]
        rest = claims.costs[each.project] - found.left_with(claims.weights, first, k)
        gave_rest.append(_with_money(found, first, k))
        empty[first] = k
        units[payers, k] = np.where(empty[payers] > k, claims.units[each.project], 0)
        rate = rest / int((claims.weights[payers] * units[payers, k]).sum())
        finer = rate.denominator // gcd(rate.denominator, parts)
        parts *= finer
        rates = [before * finer for before in rates]
        rates.append(int(rate * parts))
    return Payments(share, tuple(rates), parts, units, empty, tuple(gave_rest))


def _with_money(payments: Payments, ballots: IntArray, before: int) -> IntArray:
    """The ballots that hold anything before a purchase; exact where it is close to nothing."""
    rates = np.array([rate / payments.parts for rate in payments.rates], np.float64)
    left = float(payments.share) - payments.units[ballots, :before] @ rates
    has = left > NEARLY_NOTHING * float(payments.share)
    one = np.ones(len(payments.units), np.int64)
    for at in np.flatnonzero(~has).tolist():
        has[at] = payments.left_with(one, ballots[at : at + 1], before) > 0
    return ballots[has]


def purchases_of(
    claims: Claims, bought: Sequence[Bought], payments: Payments
) -> tuple[Purchase, ...]:
    """What each purchase took from whom, in money."""
    found = []
    for k, each in enumerate(bought):
        payers, weights = claims.payers[each.project], claims.weights
        votes, full = weights[payers].sum(), weights[payers][payments.empty[payers] > k].sum()
        gave_rest, rate = payments.gave_rest[k], payments.rate(k)
        emptied = weights[gave_rest].sum()
        found.append(
            Purchase(
                project=each.project,
                rate=rate / claims.scale,
                votes=int(votes),
                full_payers=int(full),
                emptied=int(emptied),
                emptied_paid=payments.left_with(weights, gave_rest, k) / claims.scale,
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
