from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.portfolio.choices import Measure, Stage, Weight
from samenspel.portfolio.models import ChainArrow, ChainStep, Indicator


@dataclass(frozen=True, slots=True)
class StepTold:
    """What a step of a theory of change says."""

    stage: Stage
    name: str
    weight: Weight = Weight.SUPPORTING


@dataclass(frozen=True, slots=True)
class IndicatorTold:
    """What an indicator says."""

    name: str
    measure: Measure = Measure.UNIT
    unit: str = ""
    goes_down: bool = False
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    actual: Decimal | None = None
    actual_on: date | None = None
    in_words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Theory:
    """The theory of change of a party: its steps in the order of the chain, and its arrows."""

    steps: tuple[ChainStep, ...]
    arrows: tuple[ChainArrow, ...]

    def at(self, stage: Stage) -> list[ChainStep]:
        """The steps of one stage."""
        return [step for step in self.steps if step.stage == stage]


def steps_of(party: Party) -> QuerySet[ChainStep]:
    """The steps in the theory of change of a party, in the order in which they were written."""
    return ChainStep.objects.filter(party=party).order_by("pk")


def outcomes_of(party: Party) -> QuerySet[ChainStep]:
    """What a party wants to change, in the order in which it was written."""
    return steps_of(party).filter(stage=Stage.OUTCOME)


def outcomes_with_indicators_of(party: Party) -> QuerySet[ChainStep]:
    """What a party wants to change, with the indicators that show it."""
    indicators = Prefetch("indicators", queryset=Indicator.objects.order_by("pk"))
    return outcomes_of(party).prefetch_related(indicators)


def theory_of(party: Party) -> Theory:
    """The theory of change of a party, with its indicators."""
    measured = Prefetch("indicators", queryset=Indicator.objects.order_by("pk"))
    steps = list(steps_of(party).prefetch_related(measured))
    steps.sort(key=lambda step: Stage(step.stage).place)
    return Theory(tuple(steps), tuple(arrows_among(steps)))


def arrows_among(steps: Sequence[ChainStep]) -> QuerySet[ChainArrow]:
    """The arrows that leave these steps, in the order in which they were drawn."""
    found = ChainArrow.objects.filter(source__in=steps).select_related("source", "target")
    return found.order_by("pk")


def steps_visible_to(person: User) -> QuerySet[ChainStep]:
    """The steps of the parties for which this person speaks."""
    found = ChainStep.objects.filter(party__representations__person=person)
    return found.select_related("party")


def arrows_visible_to(person: User) -> QuerySet[ChainArrow]:
    """Their arrows."""
    found = ChainArrow.objects.filter(source__party__representations__person=person)
    return found.select_related("source__party", "target")


def indicators_visible_to(person: User) -> QuerySet[Indicator]:
    """Their indicators."""
    found = Indicator.objects.filter(step__party__representations__person=person)
    return found.select_related("step__party")
