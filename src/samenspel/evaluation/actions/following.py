from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.evaluation import queries
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.models import Evaluation, Improvement
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .asking import _check_may

MOST_IMPROVEMENTS = 10


class NotYetOpen(DomainError):
    """Something was noted of an evaluation before it opened."""


class TooManyImprovements(DomainError):
    """More improvements were noted than anyone sees to."""


class AlreadySettled(DomainError):
    """Something was said of an improvement that is done or dropped."""


class DueInThePast(DomainError):
    """An improvement was to be done before the day on which it was noted."""


@transaction.atomic
def note_improvement(
    *, evaluation: Evaluation, what: str, owner: str, due_on: date, party: Party,
    by: User | None, at: datetime,
) -> Improvement:  # fmt: skip
    """Note what parties do about what they read, who sees to it, and by when."""
    related = Evaluation.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=evaluation.pk)
    _check_may(by, party, locked.collaboration)
    if locked.opened_at is None:
        raise NotYetOpen(_("Open the answers together first."))
    if locked.improvements.count() >= MOST_IMPROVEMENTS:
        raise TooManyImprovements(_("Ten is enough. Finish some first."))
    if due_on < queries.day_of(at):
        raise DueInThePast(_("Choose today or a day after it."))
    made = locked.improvements.create(
        party=party, what=what, owner=owner, due_on=due_on, written_by=by, made_at=at
    )
    audit.record("evaluation.improvement_noted", subject=made, by=by, at=at)
    return made


@transaction.atomic
def settle_improvement(
    *, improvement: Improvement, fate: Fate, party: Party, by: User | None, at: datetime
) -> None:
    """Say that an improvement is done, or that it is dropped; until then it is asked about."""
    related = Improvement.objects.select_related("evaluation__collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=improvement.pk)
    _check_may(by, party, locked.evaluation.collaboration)
    if locked.fate != Fate.OPEN:
        raise AlreadySettled(_("Someone settled this already."))
    locked.fate, locked.settled_at = fate, at
    locked.save(update_fields=["fate", "settled_at"])
    audit.record("evaluation.improvement_settled", subject=locked, by=by, at=at)
