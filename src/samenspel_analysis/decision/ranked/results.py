"""What came out of ranked ballots, with all that is needed to follow it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ties import Tie

Matrix = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class PairwiseTrace:
    """How many voters put the first option (row) before the second (column), for each two.

    `paths` are strengths of the strongest chain of wins, for Schulze; `condorcet` is the option
    that wins from each other, if there is one.
    """

    preferred: Matrix
    condorcet: int | None
    paths: Matrix | None = None


class Act(StrEnum):
    """What happened at the end of a round."""

    SURPLUS = "surplus"
    EXCLUDED = "excluded"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a count by transfer.

    `votes` are those of each option; `None` once it is out. `elected` reached the quota (or a
    majority) in this round. Then the votes of `moved` went on: its surplus, or all of them.
    `exhausted` votes name nobody who is still in; `lost` is what rounding took.
    """

    votes: tuple[Fraction | None, ...]
    exhausted: Fraction
    lost: Fraction
    elected: tuple[int, ...]
    act: Act
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class RankedOutcome:
    """Elected options in their order, the order of all where the rule gives one, and how it came.

    `totals` are points, where the rule adds up points. The ballots of `divided` voters tie options
    and were divided equally among the orders that they leave open.
    """

    elected: tuple[int, ...]
    order: tuple[int, ...]
    ties: tuple[Tie, ...]
    margins: tuple[Margin, ...]
    seed: str | None
    totals: tuple[Fraction, ...] = ()
    pairwise: PairwiseTrace | None = None
    quota: Fraction | None = None
    rounds: tuple[Round, ...] = ()
    divided: int = 0
