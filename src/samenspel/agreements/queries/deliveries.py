from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch

from samenspel.agreements.models import Commitment, Contribution

WITH_DELIVERIES = Prefetch("deliveries", Contribution.objects.order_by("given_on", "pk"))
IS_BEGUN = Exists(Contribution.objects.filter(fulfils=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Measure:
    """How much was promised in one unit, and how much of that was given; no unit for hours."""

    unit: str
    promised: Decimal
    given: Decimal

    @property
    def left(self) -> Decimal:
        """What is still due."""
        return max(self.promised - self.given, Decimal(0))


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was given so far of a commitment, and whether that is all of it."""

    deliveries: tuple[Contribution, ...]
    measures: tuple[Measure, ...]
    is_all: bool

    @property
    def counted(self) -> tuple[Measure, ...]:
        """In what it can be counted how much was given of it and how much is due."""
        return tuple(each for each in self.measures if each.given and each.left)

    @property
    def last_on(self) -> date | None:
        """The day on which something of it was given last."""
        return max((each.given_on for each in self.deliveries), default=None)

    @property
    def is_begun(self) -> bool:
        """Whether a part was given and the rest is still due."""
        return bool(self.deliveries) and not self.is_all


def delivered_of(commitment: Commitment) -> Delivered:
    """What was given of a commitment; who noted it says whether a rest is due if nothing counts.

    What is counted in what it was promised in is all there as soon as the sum is. Short of that the
    rest is due: who wants to leave it at less proposes so.
    """
    given = tuple(commitment.deliveries.all())
    measures = tuple(_measures(commitment, given))
    return Delivered(given, measures, bool(given) and _is_all(given, measures))


def _measures(commitment: Commitment, given: Sequence[Contribution]) -> Iterator[Measure]:
    for unit, promised in ((commitment.unit, commitment.amount), ("", commitment.hours)):
        if promised is not None:
            counted = [_counted(each, unit) or Decimal(0) for each in given]
            yield Measure(unit, promised, sum(counted, Decimal(0)))


def _is_all(given: Sequence[Contribution], measures: Sequence[Measure]) -> bool:
    if measures and not any(each.left for each in measures):
        return True
    last = max(given, key=lambda each: each.pk)
    is_short = any(each.left and _counted(last, each.unit) is not None for each in measures)
    return not (is_short or last.is_part)


def _counted(given: Contribution, unit: str) -> Decimal | None:
    """How much of a unit something was, or how many hours; nothing if that was not said."""
    if not unit:
        return given.hours
    return given.amount if given.unit.strip().casefold() == unit.strip().casefold() else None
