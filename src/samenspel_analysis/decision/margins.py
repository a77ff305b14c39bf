"""How close an outcome was."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Margin:
    """`ahead` had `votes` (or points) more than `behind`, or against it; in which round, if any."""

    ahead: int
    behind: int
    votes: Fraction
    round: int | None = None
