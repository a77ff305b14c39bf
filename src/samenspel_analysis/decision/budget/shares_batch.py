"""The Method of Equal Shares for many sizes of share at once, proved in whole numbers of 64 bits.

Money is written in units so small that every start is whole. What a voter has left is known to
within `doubt` units, and so is every rate. A project is bought only when its rate is surely the
lowest, or exactly equal to that of others; a run in which that cannot be proved is handed to
`shares_exact`. Floating point numbers only order rates, widened by
more than they can be off.
"""

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.decision.budget.ballots import IntArray
from samenspel_analysis.decision.budget.claims import Bought, Claims

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

BITS = 61  # a sum of money stays below 2 to this power
WIDER = 1e-15  # more than the four roundings of a quotient of whole numbers


class Runs:
    """Runs beside each other, one for each total of money that voters hold together.

    `bought` (projects, runs) says what each run bought; `unsure` (runs,) where it proves nothing.
    `touching` says for each project those with a payer in common; without it, that is all of them.
    """

    def __init__(
        self,
        claims: Claims,
        totals: list[int],
        *,
        touching: list[IntArray] | None = None,
        bits: int = BITS,
    ) -> None:
        self.claims = claims
        shape = (len(claims.costs), len(totals))
        shift = _shift(claims, max(totals), bits)
        self.bought: BoolArray = np.zeros(shape, bool)
        self.unsure: BoolArray = np.full(len(totals), shift < 0)
        self.order: list[Bought] = []  # of the last run only: made to be read with one run
        self._fine = claims.voters << max(shift, 0)
        spare = bits - claims.voters.bit_length() - len(claims.costs).bit_length()
        self._most_off = 1 << max(spare, 0)  # so that a sum of doubts stays within its bits
        starts = np.array([total << shift if shift >= 0 else 0 for total in totals], np.int64)
        self._left: IntArray = np.repeat(starts[None, :], len(claims.weights), axis=0)
        self._doubt: IntArray = np.zeros_like(self._left)
        self._low: FloatArray = np.full(shape, np.inf)
        self._high: FloatArray = np.full(shape, np.inf)
        self._known: BoolArray = np.zeros(shape, bool)  # since the last purchase that touched it
        self._rate: IntArray = np.zeros(shape, np.int64)
        self._off: IntArray = np.zeros(shape, np.int64)
        all_of_them = [np.arange(shape[0])] * shape[0]
        self._touching = all_of_them if touching is None else touching
        self._plain: IntArray = np.zeros(shape, np.int64)  # units of all payers, if none is short
        if not self.unsure.all():
            self._begin(max(totals))
            self._run()

    def _begin(self, most: int) -> None:
        """Rates are never below what they are when everybody still has enough."""
        for project, payers in enumerate(self.claims.payers):
            if len(payers) and self.claims.costs[project] <= most:
                units = int((self.claims.weights[payers] * self.claims.units[project]).sum())
                price = self.claims.costs[project] * self._fine
                self._rate[project] = price // units
                lowest = price // units / (self.claims.dividers[project] * self._fine)
                self._low[project] = lowest * (1 - WIDER)

    def _run(self) -> None:
        runs = np.arange(len(self.unsure))
        while True:
            first = self._low.argmin(axis=0)
            going = np.isfinite(self._low[first, runs])
            if not going.any():
                return
            target, tied = self._targets(first, going)
            for project in np.unique(target[going & ~tied]).tolist():
                self._look(project, np.flatnonzero(going & ~tied & (target == project)))
            if tied.any():
                self._settle(np.flatnonzero(tied), first)

    def _targets(self, first: IntArray, going: BoolArray) -> tuple[IntArray, BoolArray]:
        """The project to look at in each run, or that all that may be first are known."""
        target, tied = first.copy(), np.zeros_like(going)
        stuck = np.flatnonzero(going & self._known[first, np.arange(len(first))])
        if len(stuck):
            close = self._low[:, stuck] <= self._high[first[stuck], stuck]
            open_ones = close & ~self._known[:, stuck]
            target[stuck] = open_ones.argmax(axis=0)
            tied[stuck] = ~open_ones.any(axis=0)
        return target, tied

    def _look(self, project: int, runs: IntArray) -> None:
        """Find the rate of a project in these runs, and buy it where it is surely the lowest."""
        runs = self._find_rate(project, runs)
        if not len(runs):
            return
        others = self._low[:, runs]
        others[project] = np.inf
        sure = self._high[project, runs] < others.min(axis=0)
        if sure.any():
            self._buy(project, runs[sure])

    def _find_rate(self, project: int, runs: IntArray) -> IntArray:
        """The rate of a project to within its doubt; the runs in which it can be paid."""
        claims = self.claims
        payers, units = claims.payers[project], claims.units[project][:, None]
        weights, price = claims.weights[payers][:, None], claims.costs[project] * self._fine
        left, doubt = self._left[payers[:, None], runs], self._doubt[payers[:, None], runs]
        held, unsure = (weights * left).sum(axis=0), (weights * doubt).sum(axis=0)
        can = held - unsure >= price
        self._low[project, runs[held + unsure < price]] = np.inf
        self._give_up(runs[~can & (held + unsure >= price)])
        if not can.all():
            runs, left, doubt = runs[can], left[:, can], doubt[:, can]
            if not len(runs):
                return runs
        rate, short = _solve(left, weights, units, price, self._rate[project, runs])
        rich_units = (weights * units * ~short).sum(axis=0)
        paid = (weights * left * short).sum(axis=0)
        lost = (weights * doubt * short).sum(axis=0)
        exact = (lost == 0) & ((price - paid) % rich_units == 0)
        off = np.where(exact, 0, -(-lost // rich_units) + 1)
        clear = np.where(
            short, left + doubt <= (rate - off) * units, left - doubt >= (rate + off) * units
        ).all(axis=0) & (off * units.max() <= self._most_off)
        self._rate[project, runs], self._off[project, runs] = rate, off
        self._plain[project, runs] = np.where((paid == 0) & (lost == 0), rich_units, 0)
        divider = float(claims.dividers[project] * self._fine)
        self._low[project, runs] = (rate - off) / divider * (1 - WIDER)
        self._high[project, runs] = (rate + off) / divider * (1 + WIDER)
        self._known[project, runs] = True
        self._give_up(runs[~clear])
        sure: IntArray = runs[clear]
        return sure

    def _settle(self, runs: IntArray, first: IntArray) -> None:
        """Buy where one is left, or where all that may be first are exactly equal."""
        close = self._low[:, runs] <= self._high[first[runs], runs]
        plain = np.where(close, self._plain[:, runs], 0)
        alone = close.sum(axis=0) == 1
        all_plain = (~close | (plain > 0)).all(axis=0)
        self._give_up(runs[~alone & ~all_plain])
        together: dict[tuple[int, ...], list[int]] = {}
        for at in np.flatnonzero(alone | all_plain).tolist():
            best = self._best(np.flatnonzero(close[:, at]).tolist(), plain[:, at].tolist())
            together.setdefault(best, []).append(int(runs[at]))
        for tied, those in together.items():
            chosen = self.claims.ties_go.first_of(tied)
            self._buy(chosen, np.array(those), tied if len(tied) > 1 else ())

    def _best(self, close: list[int], plain: list[int]) -> tuple[int, ...]:
        """Which go first: rates whose payers are not short are fractions of whole numbers."""
        claims, best = self.claims, close[:1]
        for project in close[1:]:
            mine = claims.costs[project] * plain[best[0]] * claims.dividers[best[0]]
            theirs = claims.costs[best[0]] * plain[project] * claims.dividers[project]
            if mine == theirs:
                best.append(project)
            elif mine < theirs:
                best = [project]
        return tuple(best)

    def _buy(self, project: int, runs: IntArray, tied: tuple[int, ...] = ()) -> None:
        claims, at = self.claims, (self.claims.payers[project][:, None], runs)
        units = claims.units[project][:, None]
        left, price = self._left[at], self._rate[project, runs] * units
        short = left < price
        if self._left.shape[1] == 1:
            self.order.append(Bought(project, claims.payers[project][short[:, 0]], tied))
        self._left[at] = np.where(short, 0, left - price)
        self._doubt[at] = np.where(short, 0, self._doubt[at] + self._off[project, runs] * units)
        self.bought[project, runs] = True
        self._low[project, runs] = np.inf
        for other in claims.excluded[project]:
            self._low[other, runs] = np.inf
        self._known[self._touching[project][:, None], runs] = False

    def _give_up(self, runs: IntArray) -> None:
        self.unsure[runs] = True
        self._low[:, runs] = np.inf


def _solve(
    left: IntArray, weights: IntArray, units: IntArray, price: int, rate: IntArray
) -> tuple[IntArray, BoolArray]:
    """The rate at which payers pay the price, rounded down, and who is short of it.

    From below, as Newton: what the others lack falls to those who have more.
    """
    while True:
        short = left < rate * units
        rich = (weights * units * ~short).sum(axis=0)
        higher = np.maximum((price - (weights * left * short).sum(axis=0)) // rich, rate)
        if (higher == rate).all():
            return rate, short
        rate = higher


def _shift(claims: Claims, most: int, bits: int) -> int:
    """How many bits a unit of money is divided into; less than zero if it is too large."""
    units = max((int(each.max()) for each in claims.units if len(each)), default=1)
    payable = max((cost for cost in claims.costs if cost <= most), default=1)
    largest = max(most, payable) * max(claims.voters, units)
    return bits - largest.bit_length()
