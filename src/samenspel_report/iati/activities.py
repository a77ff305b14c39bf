"""What we read and write of an activity; codes are those of the code lists of IATI."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

UNIT, PERCENTAGE, QUALITATIVE = "1", "2", "5"  # IndicatorMeasure; 3 and 4 are in words too
OUTPUT, OUTCOME, IMPACT = "1", "2", "3"  # ResultType
IDEA, RUNNING, FINISHING, CLOSED, CANCELLED, SUSPENDED = "1", "2", "3", "4", "5", "6"
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"  # ActivityDateType
ACCOUNTABLE, IMPLEMENTING = "2", "4"  # OrganisationRole


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by its number; its name is how this file calls it, and nothing more."""

    number: str
    name: str
    kind: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class ResultIndicator:
    """By what a result is seen; numbers with their day, or words."""

    title: str
    measure: str = UNIT
    ascending: bool = True
    description: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    actual: Decimal | None = None
    actual_on: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What an activity brings about, and its indicators."""

    kind: str
    title: str
    indicators: tuple[ResultIndicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity with who reports it and who takes part."""

    identifier: str
    title: str
    description: str
    reporting: Organisation
    organisations: tuple[Organisation, ...]
    status: str
    dates: tuple[tuple[str, date], ...]
    results: tuple[Result, ...] = ()

    def day(self, *kinds: str) -> date | None:
        """The day of the first of these kinds that is there."""
        known = dict(self.dates)
        return next((known[kind] for kind in kinds if kind in known), None)
