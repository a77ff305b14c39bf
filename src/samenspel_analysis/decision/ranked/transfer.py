"""Rounds of a count by transfer: who is in, what happened, and who goes first of equals."""

from fractions import Fraction

import numpy as np

from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ranked.ballots import BoolArray, RankedElection
from samenspel_analysis.decision.ranked.piles import Piles, orders_of
from samenspel_analysis.decision.ranked.results import Act, RankedOutcome, Round
from samenspel_analysis.decision.ranked.settings import RankedTerms, tie_order
from samenspel_analysis.decision.ties import Tie


class Count:
    """A count on its way: piles, who is still in, who is elected, and the rounds so far."""

    def __init__(self, election: RankedElection, terms: RankedTerms) -> None:
        self.seed, self.places = tie_order(election, terms)
        orders = orders_of(election)
        self.piles = Piles(orders, len(election.names))
        self.divided, self.seats = orders.divided, terms.seats
        self.still_in: BoolArray = np.ones(len(election.names), bool)
        self.out: set[int] = set()
        self.elected: list[int] = []
        self.rounds: list[Round] = []
        self.ties: list[Tie] = []
        self.margins: list[Margin] = []
        self.lost = Fraction(0)

    @property
    def hopeful(self) -> list[int]:
        """Options that are neither elected nor excluded."""
        found: list[int] = np.flatnonzero(self.still_in).tolist()
        return found

    @property
    def vacancies(self) -> int:
        """Seats that are still free."""
        return self.seats - len(self.elected)

    def elect(self, options: list[int]) -> tuple[int, ...]:
        """Elect options, most votes first."""
        order = sorted(options, key=lambda o: (-self.piles.votes[o], self.places[o]))
        self.elected += order
        self.still_in[order] = False
        return tuple(order)

    def write(self, elected: tuple[int, ...], act: Act, moved: int | None = None) -> None:
        """Write a round down as it stands, before votes move."""
        votes = self.piles.votes
        self.rounds.append(
            Round(
                votes=tuple(None if o in self.out else v for o, v in enumerate(votes)),
                exhausted=self.piles.exhausted,
                lost=self.lost,
                elected=elected,
                act=act,
                moved=moved,
            )
        )

    def exclude_lowest(self, elected: tuple[int, ...]) -> None:
        """The option with the fewest votes is out, and its votes move on."""
        hopeful, votes = self.hopeful, self.piles.votes
        least = min(votes[option] for option in hopeful)
        level = [option for option in hopeful if votes[option] == least]
        lowest = self.first_of(level, -1)
        others = [option for option in hopeful if option != lowest]
        if others:
            next_up = min(others, key=lambda option: votes[option])
            gap = votes[next_up] - votes[lowest]
            self.margins.append(Margin(next_up, lowest, gap, len(self.rounds) + 1))
        self.write(elected, Act.EXCLUDED, lowest)
        self.still_in[lowest] = False
        self.out.add(lowest)
        self.piles.move(lowest, self.still_in)

    def first_of(self, level: list[int], sign: int) -> int:
        """Of options with equal votes the one that had most (sign 1) or fewest (-1) before.

        The latest round in which they differed decides; where there is none, the lot.
        """
        tied = level
        for earlier in reversed(self.rounds):
            if len(tied) == 1:
                return tied[0]
            before = [(sign * (earlier.votes[o] or Fraction(0)), o) for o in tied]
            most = max(value for value, _ in before)
            tied = [option for value, option in before if value == most]
        if len(tied) == 1:
            return tied[0]
        chosen = (min if sign > 0 else max)(tied, key=self.places.__getitem__)
        self.ties.append(Tie(tuple(sorted(tied)), chosen, mattered=True))
        return chosen

    def outcome(self, quota: Fraction | None) -> RankedOutcome:
        """What came out, the options in the order in which they were elected."""
        excluded = [r.moved for r in self.rounds if r.act is Act.EXCLUDED and r.moved is not None]
        rest = [o for o in self.hopeful if o not in self.elected]
        return RankedOutcome(
            elected=tuple(self.elected),
            order=(*self.elected, *rest, *reversed(excluded)),
            ties=tuple(self.ties),
            margins=tuple(self.margins),
            seed=self.seed,
            quota=quota,
            rounds=tuple(self.rounds),
            divided=self.divided,
        )
