"""How much would come back by chance, had each party given and got as much as it did.

The null of Squartini, Picciolo, Ruzzenenti and Garlaschelli (2013): all that is held fixed is how
much each party gave in all and got in all. Amounts are then exponential with mean 1 / (u + v), u of
the giver and v of the receiver; the smaller of two independent ones has mean 1 / (sum of both
rates). It is their geometric null for ever finer units, so that the unit does not matter.
"""

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.exchange.flows import FloatArray, Flows

ROUNDS = 400
CLOSE = 1e-9  # of the largest total, by which a fitted total may be off
TOUCHING = 1e-9  # of all that was given: a party this close to being in all of it is in all


def expected_back(flows: Flows) -> float | None:
    """The sum over both directions of the smaller of two flows, by chance; `None` where no fit."""
    out = np.bincount(flows.givers, flows.amounts, minlength=flows.parties)
    into = np.bincount(flows.receivers, flows.amounts, minlength=flows.parties)
    whole = float(out.sum())
    if whole <= 0:
        return None
    if (out + into >= whole * (1 - TOUCHING)).any():
        return _between(flows.amounts, flows.back)
    rates = _rates(out / whole, into / whole)
    return None if rates is None else whole * _back(rates)


def _between(amounts: FloatArray, back: FloatArray) -> float:
    """Where one party is in all that was given, its totals leave only the flows as they are."""
    return float((amounts * back / (amounts + back)).sum())


def _back(rates: FloatArray) -> float:
    both = rates + rates.T
    return float((1.0 / both[np.isfinite(both)]).sum())


def _rates(out: FloatArray, into: FloatArray) -> FloatArray | None:
    """(parties, parties) one over the mean amount, infinite where nothing can go."""
    gives, gets = out > 0, into > 0
    may = np.outer(gives, gets) & ~np.eye(out.size, dtype=np.bool_)
    u = np.where(gives, 1 / np.where(gives, out, 1.0), 0.0) * max(int(gets.sum()), 1) / 2
    v = np.where(gets, 1 / np.where(gets, into, 1.0), 0.0) * max(int(gives.sum()), 1) / 2
    for _ in range(ROUNDS):
        u = _solved(u, v, out, may)
        v = _solved(v, u, into, may.T)
        mean = _means(u, v, may)
        if np.abs(mean.sum(axis=1) - out).max() <= CLOSE * out.max():
            return np.where(may, u[:, None] + v[None, :], np.inf)
    return None


def _means(u: FloatArray, v: FloatArray, may: NDArray[np.bool_]) -> FloatArray:
    rates = u[:, None] + v[None, :]
    return np.divide(1.0, rates, out=np.zeros_like(rates), where=may)


def _solved(u: FloatArray, v: FloatArray, totals: FloatArray, may: NDArray[np.bool_]) -> FloatArray:
    """Each u for which its means add up to its total, the other side held as it is.

    The sum of 1 / (u + v) falls and is convex in u: from the left Newton rises to the answer. At
    `least` the largest of the means alone makes the total, so the answer lies to the right.
    """
    some = totals > 0
    goal = np.where(some, totals, 1.0)
    lowest = np.where(may, v[None, :], np.inf).min(axis=1, initial=np.inf)
    least = np.where(some, 1 / goal - np.where(some, lowest, 0.0), 0.0)
    u = np.maximum(u, least)
    for _ in range(60):
        mean = _means(u, v, may)
        sums = mean.sum(axis=1)
        slope = np.where(some, (mean**2).sum(axis=1), 1.0)
        # Newton on 1 / sum, which is nearly straight in u, seldom overshoots
        step = np.where(some, (sums / goal - 1) * sums / slope, 0.0)
        u = np.maximum(u + step, least)
        if np.abs(np.where(some, sums - goal, 0.0)).max() <= CLOSE * goal.max() / 10:
            break
    return u
