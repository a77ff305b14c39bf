"""What came out of a vote on a budget, with all that is needed to follow it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from samenspel_analysis.decision.ties import Tie


class Reason(StrEnum):
    """Why a project is not funded."""

    NO_SUPPORT = "no_support"
    NOT_ELIGIBLE = "not_eligible"
    BELOW_THRESHOLD = "below_threshold"
    CONFLICT = "conflict"
    LACKED_MONEY = "lacked_money"
    AFTER_STOP = "after_stop"
    NOT_PREFERRED = "not_preferred"


class Ended(StrEnum):
    """Why no more money was added to the shares of voters."""

    NOT_ADDED = "not_added"
    WOULD_OVERSPEND = "would_overspend"
    EXHAUSTIVE = "exhaustive"
    ALL_BOUGHT = "all_bought"


@dataclass(frozen=True, slots=True)
class Unfunded:
    """A project that is not funded. It lacked `lacked` beside the `held` that there was for it:
    what its supporters had left, or what was left of the budget.
    """

    project: int
    reason: Reason
    held: Fraction | None = None
    lacked: Fraction | None = None
    rival: int | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project that its supporters bought, in the order of buying.

    `rate` is what a supporter paid for each unit of points (one where ballots approve): the most
    that anyone paid. `full_payers` paid it; `emptied` paid less, `emptied_paid` in all: everything
    they had. `penniless` supporters had nothing left. `effective_votes` is the cost divided by
    `rate`: as many equal payers.
    """

    project: int
    rate: Fraction
    votes: int
    full_payers: int
    emptied: int
    emptied_paid: Fraction
    penniless: int
    effective_votes: Fraction
    tied: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GreedyStep:
    """A project in its turn: its score, what was left before it, and whether that was enough."""

    project: int
    score: int
    left: Fraction
    funded: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many voters get more of what they supported from one outcome or the other."""

    prefer_shares: int
    prefer_greedy: int
    greedy: tuple[int, ...]
    took_greedy: bool


@dataclass(frozen=True, slots=True)
class SharesTrace:
    """How the Method of Equal Shares came to its outcome.

    Every voter held `share`, `steps` increments above an equal part of the budget. One step more
    would have cost `next_cost`, where that is known.
    """

    share: Fraction
    steps: int
    ended: Ended
    next_cost: Fraction | None
    purchases: tuple[Purchase, ...]
    completed: tuple[GreedyStep, ...]
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class BudgetOutcome:
    """The funded projects in the order in which they were funded, and the others with why not."""

    funded: tuple[int, ...]
    spent: Fraction
    budget: Fraction
    unfunded: tuple[Unfunded, ...]
    ties: tuple[Tie, ...]
    seed: str | None
    greedy_steps: tuple[GreedyStep, ...] = ()
    shares: SharesTrace | None = None
