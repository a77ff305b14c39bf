"""What has to be fixed before a vote on a proposal opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

HALF = Fraction(1, 2)


class Basis(StrEnum):
    """Of which votes a part must be in favour: those cast, those present, or all."""

    CAST = "cast"
    PRESENT = "present"
    ENTITLED = "entitled"


class Chambers(StrEnum):
    """How classes count: all together, each with a fixed share, or each with its own majority."""

    TOGETHER = "together"
    SHARES = "shares"
    CONCURRENT = "concurrent"


@dataclass(frozen=True, slots=True)
class Threshold:
    """The part that must be in favour: more than it (`strict`), or at least it."""

    part: Fraction = HALF
    strict: bool = True

    def needed(self, whole: int | Fraction) -> int:
        """The fewest whole votes that are enough; never none."""
        line = self.part * whole
        least = line.numerator // line.denominator
        if self.strict or line.denominator > 1:
            least += 1
        return max(least, 1)

    def reached(self, votes: Fraction, whole: Fraction) -> bool:
        """Whether so many of these are enough; of nothing, nothing is."""
        line = self.part * whole
        return whole > 0 and (votes > line if self.strict else votes >= line)


@dataclass(frozen=True, slots=True)
class Quorum:
    """The part of all votes that must be present or represented; not asked in a second meeting."""

    part: Fraction
    strict: bool = False


@dataclass(frozen=True, slots=True)
class MajorityRule:
    """A majority with all that goes with it.

    Blank votes count as not cast, unless `blanks_count`. `shares` give each class its part of the
    outcome, for `Chambers.SHARES`. Votes of `organs` (classes of who are no members) count for at
    most `organ_cap` of the votes that members cast.
    """

    threshold: Threshold = Threshold()
    basis: Basis = Basis.CAST
    blanks_count: bool = False
    quorum: Quorum | None = None
    second_meeting: bool = False
    chambers: Chambers = Chambers.TOGETHER
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    organs: frozenset[str] = frozenset()
    organ_cap: Fraction = HALF
