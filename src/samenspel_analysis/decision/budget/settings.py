"""What has to be fixed before a vote on a budget opens."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from samenspel_analysis.decision.ties import TieRule


class Utility(StrEnum):
    """What a funded project is worth to a supporter: its cost, one, or the points given."""

    COST = "cost"
    COUNT = "count"
    POINTS = "points"


class Stop(StrEnum):
    """When adding money to every voter's share ends.

    `OVERSPEND` goes on until the projects cost more than there is, and takes the step before.
    `EXHAUSTIVE` ends at the first step where nothing more fits in what is left.
    """

    OVERSPEND = "overspend"
    EXHAUSTIVE = "exhaustive"


class Completion(StrEnum):
    """What happens with money that is left."""

    NONE = "none"
    GREEDY = "greedy"


class BudgetTie(StrEnum):
    """Which of tied projects goes first; a lot decides what votes or costs leave open."""

    LOT = "lot"
    LISTED = "listed"
    VOTES = "votes"
    CHEAPEST = "cheapest"


@dataclass(frozen=True, slots=True)
class Greedy:
    """Most points first. `skip` passes over what does not fit; without it the first ends all.

    A project with a score below `threshold` is not funded.
    """

    skip: bool = True
    threshold: int = 0


@dataclass(frozen=True, slots=True)
class EqualShares:
    """The Method of Equal Shares.

    With an `increment`, every voter's share grows by that much money until `stop`. `completion`
    spends what is left. With `compared`, the greedy outcome wins if more voters prefer it.
    A project is eligible if its part of the voters is at least `eligibility` x its part of the
    budget.
    """

    utility: Utility = Utility.COST
    increment: Fraction | None = None
    stop: Stop = Stop.OVERSPEND
    completion: Completion = Completion.NONE
    compared: bool = False
    eligibility: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every rule: of each set in `conflicts` at most one project; how ties go."""

    conflicts: tuple[Collection[int], ...] = ()
    tie: BudgetTie = BudgetTie.LOT
    seed: str | None = None  # of the lot; the fingerprint of the ballots where none was announced

    @property
    def last(self) -> TieRule:
        """What decides in the end."""
        return TieRule.LISTED if self.tie is BudgetTie.LISTED else TieRule.LOT
