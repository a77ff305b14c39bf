"""Ballots in piles, one for each option still in; a ballot lies with the first that it names."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations, product
from math import factorial, lcm, prod

import numpy as np

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ranked.ballots import (
    MOST_WEIGHT,
    BoolArray,
    IntArray,
    RankArray,
    RankedElection,
)

NOBODY = -1
MOST_ORDERS = 5_040  # of one ballot: seven options tied


@dataclass(frozen=True, slots=True)
class Orders:
    """Ballots without ties: `named` (rows, places) lists options in order, then `NOBODY`.

    A ballot that ties options is divided over all orders that it leaves open; so that its parts
    are whole, each weight is `parts` times the number of voters.
    """

    named: RankArray
    weights: IntArray
    parts: int
    divided: int


def orders_of(election: RankedElection) -> Orders:
    """The ballots of an election in order; raises `DecisionError` where ties are too many."""
    tied = election.tied
    plain = _plain_orders(election.ranks[:, ~tied])
    torn = [_levels(election.ranks[:, ballot]) for ballot in np.flatnonzero(tied).tolist()]
    counts = [prod(factorial(len(level)) for level in levels) for levels in torn]
    parts = lcm(*counts)
    if max(counts, default=1) > MOST_ORDERS or election.voters * parts >= MOST_WEIGHT:
        raise DecisionError("ballots tie too many options to divide them over all orders")
    rows, weights = [plain], [election.weights[~tied] * parts]
    for levels, count, weight in zip(torn, counts, election.weights[tied].tolist(), strict=True):
        named = [sum(each, ()) for each in product(*(permutations(level) for level in levels))]
        filled = np.full((count, plain.shape[1]), NOBODY, np.int16)
        filled[:, : len(named[0])] = named
        rows.append(filled)
        weights.append(np.full(count, weight * parts // count, np.int64))
    divided = int(election.weights[tied].sum())
    return Orders(np.vstack(rows), np.concatenate(weights), parts, divided)


def _plain_orders(ranks: RankArray) -> RankArray:
    options, ballots = ranks.shape
    named = np.full((ballots, options + 1), NOBODY, np.int16)
    for option in range(options):
        rows = np.flatnonzero(ranks[option] < options)
        named[rows, ranks[option, rows]] = option
    return named


def _levels(ranks: RankArray) -> list[tuple[int, ...]]:
    levels: dict[int, tuple[int, ...]] = {}
    for option, rank in enumerate(ranks.tolist()):
        if rank < len(ranks):
            levels[rank] = (*levels.get(rank, ()), option)
    return [levels[rank] for rank in sorted(levels)]


class Piles:
    """Where each ballot lies, and what a vote on it is worth; values come in few sizes."""

    def __init__(self, orders: Orders, options: int) -> None:
        self.orders, self.options = orders, options
        self.values: list[Fraction] = [Fraction(1)]
        self._value = np.zeros(len(orders.weights), np.int64)  # the size of each ballot
        self._place = np.zeros(len(orders.weights), np.int64)
        self._holder = orders.named[:, 0].astype(np.int64)
        self.votes = [Fraction(0)] * options
        self.exhausted = Fraction(0)
        self._lay(np.arange(len(orders.weights)), np.ones(options, bool))

    def of(self, option: int) -> IntArray:
        """The ballots that lie with an option."""
        return np.flatnonzero(self._holder == option)

    def worth(self, rows: IntArray) -> list[tuple[Fraction, int, int]]:
        """The sizes of value among ballots: what each is, its number, and the weight of those."""
        sums = np.bincount(self._value[rows], self.orders.weights[rows], len(self.values))
        return [
            (self.values[size], size, int(weight)) for size, weight in enumerate(sums) if weight
        ]

    def revalue(self, rows: IntArray, become: dict[int, Fraction]) -> None:
        """Give ballots of some sizes of value another value."""
        numbers = np.arange(len(self.values))
        for size, value in become.items():
            numbers[size] = len(self.values)
            self.values.append(value)
        self._value[rows] = numbers[self._value[rows]]

    def move(self, option: int, still_in: BoolArray) -> None:
        """Lay the ballots of an option with the next that each names and that is still in."""
        rows = self.of(option)
        self.votes[option] = Fraction(0)
        self._lay(rows, still_in)

    def _lay(self, rows: IntArray, still_in: BoolArray) -> None:
        named, place = self.orders.named, self._place
        open_to = np.append(still_in, True)  # NOBODY is the last, and always open
        waiting = rows
        while len(waiting):
            waiting = waiting[~open_to[named[waiting, place[waiting]]]]
            place[waiting] += 1
        self._holder[rows] = named[rows, place[rows]]
        sizes = len(self.values)
        keys = (self._holder[rows] + 1) * sizes + self._value[rows]
        sums = np.bincount(keys, self.orders.weights[rows], (self.options + 1) * sizes)
        for key in np.flatnonzero(sums).tolist():
            holder, size = divmod(key, sizes)
            votes = self.values[size] * int(sums[key]) / self.orders.parts
            if holder:
                self.votes[holder - 1] += votes
            else:
                self.exhausted += votes
