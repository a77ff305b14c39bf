from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from . import queries
from .choices import Answer, BreachKind, RequestKind
from .models import Breach, PrivacyRequest, RightsReview

GONE = "…"  # of a reason that was given and erased: the law asks that there was one


class YetToCome(DomainError):
    """Something was noted for a day or moment that has yet to come."""


class TooLateToExtend(DomainError):
    """More time was taken after the month in which that must be said, or a second time."""


class AlreadyDone(DomainError):
    """A request was answered, or a breach settled, before."""


class ReasonMissing(DomainError):
    """A reason that the law asks for was not given."""


@transaction.atomic
def note_request(
    *, kind: RequestKind, name: str, contact: str, received_on: date, by: User, at: datetime
) -> PrivacyRequest:
    """Write down that someone asked something about their own data."""
    if received_on > _day(at):
        raise YetToCome(_("Choose today or a day before."))
    made = PrivacyRequest.objects.create(
        kind=kind, name=name, contact=contact, received_on=received_on, noted_by=by
    )
    audit.record("registers.request_noted", subject=made, by=by, at=at)
    return made


@transaction.atomic
def extend(*, request: PrivacyRequest, reason: str, by: User, at: datetime) -> None:
    """Take two months more, said within the first month and with a reason (AVG 12, third)."""
    locked = _unanswered(request)
    if not reason:
        raise ReasonMissing(_("Say why it takes longer; the person must be told."))
    if locked.extended_on or _day(at) > locked.extendable_until:
        raise TooLateToExtend(_("More time can be taken once, within a month of receipt."))
    locked.extended_on, locked.extension_reason = _day(at), reason
    locked.save(update_fields=["extended_on", "extension_reason"])
    audit.record("registers.request_extended", subject=locked, by=by, at=at)


@transaction.atomic
def answer(*, request: PrivacyRequest, answer: Answer, reason: str, by: User, at: datetime) -> None:
    """Write down what became of a request; a refusal has its reason (AVG 12, fourth)."""
    locked = _unanswered(request)
    if answer != Answer.GRANTED and not reason:
        raise ReasonMissing(_("Say why not all of it was done; the person must be told."))
    locked.answer, locked.answer_reason, locked.answered_at = answer, reason, at
    locked.save(update_fields=["answer", "answer_reason", "answered_at"])
    audit.record("registers.request_answered", subject=locked, by=by, at=at)


@transaction.atomic
def note_breach(
    *,
    kind: BreachKind,
    what: str,
    noticed_at: datetime,
    people: int | None,
    consequences: str,
    measures: str,
    by: User,
    at: datetime,
) -> Breach:
    """Write a breach down, also one that need not be reported (AVG 33, fifth)."""
    if noticed_at > at:
        raise YetToCome(_("Choose this moment or one before."))
    made = Breach.objects.create(
        kind=kind, what=what, noticed_at=noticed_at, people=people,
        consequences=consequences, measures=measures, noted_by=by, noted_at=at,
    )  # fmt: skip
    audit.record("registers.breach_noted", subject=made, by=by, at=at)
    return made


@transaction.atomic
def report_breach(
    *, breach: Breach, people_told: bool, late_reason: str, by: User, at: datetime
) -> None:
    """Write down that the authority was told; after 72 hours with the reason for the delay."""
    locked = _open(breach)
    if at > locked.due_at and not late_reason:
        raise ReasonMissing(_("More than 72 hours have passed. Say why it is late."))
    locked.reported_at, locked.late_reason = at, late_reason if at > locked.due_at else ""
    locked.people_told_at = at if people_told else None
    locked.save(update_fields=["reported_at", "late_reason", "people_told_at"])
    audit.record("registers.breach_reported", subject=locked, by=by, at=at)


@transaction.atomic
def close_breach(*, breach: Breach, reason: str, by: User, at: datetime) -> None:
    """Write down why a breach is no risk to people and so need not be reported."""
    locked = _open(breach)
    if not reason:
        raise ReasonMissing(_("Say why it need not be reported."))
    locked.no_report_reason = reason
    locked.save(update_fields=["no_report_reason"])
    audit.record("registers.breach_closed", subject=locked, by=by, at=at)


@transaction.atomic
def note_review(*, party: Party | None, by: User, at: datetime) -> RightsReview:
    """Write down that someone went through who may what, and found it right."""
    seen = queries.rights_in(party) if party else queries.rights_of_all()
    made = RightsReview.objects.create(
        party=party, people=len(seen), reviewed_by=by, reviewed_at=at
    )
    audit.record("registers.rights_reviewed", subject=made, by=by, at=at)
    return made


@transaction.atomic
def forget_who_asked(*, person: User, by: User | None, at: datetime) -> None:
    """Keep that a request was answered in time, and not from whom it came or why."""
    for each in PrivacyRequest.objects.filter(contact__iexact=person.email):
        audit.record("registers.request_erased", subject=each, by=by, at=at)
        PrivacyRequest.objects.filter(pk=each.pk).update(
            name="", contact="", answer_reason="", extension_reason=GONE if each.extended_on else ""
        )


def _day(at: datetime) -> date:
    return at.astimezone(timezone.get_current_timezone()).date()


def _unanswered(request: PrivacyRequest) -> PrivacyRequest:
    locked = PrivacyRequest.objects.select_for_update().get(pk=request.pk)
    if locked.answered_at is not None:
        raise AlreadyDone(_("This request was answered already."))
    return locked


def _open(breach: Breach) -> Breach:
    locked = Breach.objects.select_for_update().get(pk=breach.pk)
    if not locked.is_open:
        raise AlreadyDone(_("This breach was settled already."))
    return locked
