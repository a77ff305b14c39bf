"""Whether a proposal is adopted, and the arithmetic behind it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from samenspel_analysis.decision.majority.votes import Counts


class Verdict(StrEnum):
    """What became of a proposal."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Part:
    """A class, or all together: its votes, how many of which total were needed, and got.

    `whole` is the total that the threshold is a part of. `share` is what the class adds to the
    outcome where classes have shares.
    """

    name: str
    counts: Counts
    in_favour: Fraction
    whole: Fraction
    needed: Fraction
    enough: bool
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """How many votes were there or represented, of how many, and how many were needed."""

    present: int
    entitled: int
    needed: int
    met: bool


@dataclass(frozen=True, slots=True)
class MajorityOutcome:
    """The verdict; all together, each class, who was there, and what would have changed it.

    `margin` votes in favour were more than needed; below zero so many were lacking. It is `None`
    where classes have shares, and no number of votes says it. `organ_factor` is what each vote of
    an organ counts for.
    """

    verdict: Verdict
    total: Part
    classes: tuple[Part, ...]
    presence: Presence | None
    margin: Fraction | None
    organ_factor: Fraction
