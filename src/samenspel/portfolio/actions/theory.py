from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError
from samenspel.portfolio import analyses, queries
from samenspel.portfolio.choices import Measure, Stage
from samenspel.portfolio.models import ChainArrow, ChainStep, Indicator
from samenspel.portfolio.queries import IndicatorTold, StepTold

from .common import _check_may

MOST_STEPS = 200


class AlreadyThere(DomainError):
    """The same step, arrow or indicator was written before."""


class GoesBack(DomainError):
    """An arrow would lead back, or round in a circle."""


class NotMeasured(DomainError):
    """An indicator was hung on a step that has none, or says what does not fit its measure."""


class TooMuch(DomainError):
    """More was written than a page can show."""


@transaction.atomic
def add_step(*, party: Party, told: StepTold, by: User | None, at: datetime) -> ChainStep:
    """Write a step in the theory of change of a party."""
    _check_may(by, party)
    if queries.steps_of(party).count() >= MOST_STEPS:
        raise TooMuch(_("There are %(n)s steps. Take one out first.") % {"n": MOST_STEPS})
    step = ChainStep(party=party, **asdict(told))
    _save(step, _("This step is there already."))
    audit.record("portfolio.step_set", subject=step, by=by, at=at)
    return step


@transaction.atomic
def change_step(*, step: ChainStep, told: StepTold, by: User | None, at: datetime) -> None:
    """Write a step otherwise; its arrows must still lead onwards."""
    _check_may(by, step.party)
    locked = ChainStep.objects.select_for_update().get(pk=step.pk)
    _check_stage(locked, told.stage)
    for name, value in asdict(told).items():
        setattr(locked, name, value)
    _save(locked, _("This step is there already."))
    audit.record("portfolio.step_set", subject=locked, by=by, at=at)


@transaction.atomic
def drop_step(*, step: ChainStep, by: User | None, at: datetime) -> None:
    """Take a step out, with its arrows and indicators."""
    _check_may(by, step.party)
    audit.record("portfolio.step_dropped", subject=step.party, by=by, at=at)
    step.delete()


@transaction.atomic
def draw_arrow(
    *, source: ChainStep, target: ChainStep, assumption: str, by: User | None, at: datetime
) -> ChainArrow:
    """Say that one step leads to another; saying it again changes the assumption."""
    _check_may(by, source.party)
    Party.objects.select_for_update().get(pk=source.party_id)
    if source.party_id != target.party_id or source.pk == target.pk:
        raise GoesBack(_("Choose another step of the same theory of change."))
    if Stage(target.stage).place < Stage(source.stage).place:
        raise GoesBack(_("An arrow leads onwards: from inputs to impact."))
    drawn, is_new = ChainArrow.objects.update_or_create(
        source=source, target=target, defaults={"assumption": assumption}
    )
    if is_new and analyses.comes_back(queries.theory_of(source.party)):
        raise GoesBack(_("With this arrow the steps would lead back to themselves."))
    audit.record("portfolio.arrow_drawn", subject=drawn, by=by, at=at)
    return drawn


@transaction.atomic
def drop_arrow(*, arrow: ChainArrow, by: User | None, at: datetime) -> None:
    """Take an arrow out."""
    _check_may(by, arrow.source.party)
    audit.record("portfolio.arrow_dropped", subject=arrow.source.party, by=by, at=at)
    arrow.delete()


@transaction.atomic
def set_indicator(
    *, step: ChainStep, told: IndicatorTold, by: User | None, at: datetime,
    indicator: Indicator | None = None,
) -> Indicator:  # fmt: skip
    """Write a new indicator of a step, or write the given one otherwise."""
    _check_may(by, step.party)
    if step.stage not in Stage.measured():
        raise NotMeasured(_("Only outputs, outcomes and impact have indicators."))
    _check_numbers(told)
    kept = indicator or Indicator(step=step)
    for name, value in asdict(told).items():
        setattr(kept, name, value)
    _save(kept, _("This step has an indicator of that name already."))
    audit.record("portfolio.indicator_set", subject=kept, by=by, at=at)
    return kept


@transaction.atomic
def drop_indicator(*, indicator: Indicator, by: User | None, at: datetime) -> None:
    """Take an indicator away."""
    _check_may(by, indicator.step.party)
    audit.record("portfolio.indicator_dropped", subject=indicator.step.party, by=by, at=at)
    indicator.delete()


def _check_stage(step: ChainStep, stage: Stage) -> None:
    """A step that moves along the chain keeps its arrows, indicators and links, if they fit."""
    place = stage.place
    before = (Stage(arrow.source.stage).place for arrow in step.arrows_in.all())
    after = (Stage(arrow.target.stage).place for arrow in step.arrows_out.all())
    if any(place < each for each in before) or any(place > each for each in after):
        raise GoesBack(_("Its arrows would lead back. Take them out first."))
    if stage not in Stage.measured() and step.indicators.exists():
        raise NotMeasured(_("Only outputs, outcomes and impact have indicators."))
    if stage != Stage.OUTCOME and step.links.exists():
        raise GoesBack(_("Collaborations work on this outcome. Unlink them first."))


def _check_numbers(told: IndicatorTold) -> None:
    numbers = (told.baseline, told.target, told.actual)
    if told.measure == Measure.QUALITATIVE and any(each is not None for each in numbers):
        raise NotMeasured(_("What is told in words has no numbers. Leave them empty."))
    if told.target is not None and told.target_on is None:
        raise NotMeasured(_("Say by which day the target should be reached."))
    if told.actual is not None and told.actual_on is None:
        raise NotMeasured(_("Say on which day it was measured."))


def _save(row: ChainStep | Indicator, sentence: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise AlreadyThere(sentence) from clash
