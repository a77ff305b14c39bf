"""One more letter to who was asked and has not answered; nobody learns to whom it went."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.evaluation import queries
from samenspel.evaluation.choices import MailState
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    EvaluationReminder,
    EvaluationSide,
)
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit
from samenspel.platform.choices import Outcome
from samenspel.platform.errors import DomainError

from .inviting import ON_ITS_WAY, _open_side

MOST_REMINDERS = 2
BETWEEN = timedelta(days=1)


class RemindedEnough(DomainError):
    """Someone asked for a third reminder, or for one a day after the last."""


@dataclass(frozen=True, slots=True)
class BegunReminder:
    """A reminder that is claimed, with the token of its link."""

    reminder: EvaluationReminder
    token: str


@transaction.atomic
def remind_people(
    *, side: EvaluationSide, mail: "Task[[int], None]", by: User | None, at: datetime
) -> None:
    """Write once more to whoever of a side was asked by e-mail and answered nothing yet.

    Everyone who was asked gets a task, and who answered no letter: how many tasks there are must
    not tell how many answered.
    """
    locked = _open_side(side, by, at)
    if locked.reminders >= MOST_REMINDERS:
        raise RemindedEnough(_("Two reminders went out already. There is no third."))
    if locked.reminded_at and at - locked.reminded_at < BETWEEN:
        raise RemindedEnough(_("A reminder went out less than a day ago."))
    number = locked.reminders + 1
    EvaluationSide.objects.filter(pk=side.pk).update(reminders=number, reminded_at=at)
    asked = [
        EvaluationReminder(invitation=each, number=number) for each in queries.guests_by_mail(side)
    ]
    for each in EvaluationReminder.objects.bulk_create(asked):
        mail.enqueue(each.pk)
    audit.record("evaluation.people_reminded", subject=side, by=by, at=at)


@transaction.atomic
def begin_reminder(*, reminder_id: int, by: None, at: datetime) -> BegunReminder | None:
    """Claim a reminder that waits; `None` when there is nothing to send, or no reason any more.

    One that was claimed before by a process that died is noted as uncertain, and not sent again.
    """
    known = EvaluationReminder.objects.select_for_update(of=("self",)).select_related(
        "invitation__side__evaluation__collaboration", "invitation__side__party"
    )
    found = known.filter(pk=reminder_id, mail_state__in=ON_ITS_WAY).first()
    if found is None:
        return None
    if found.mail_state == MailState.SENDING:
        end_reminder(reminder=found, state=MailState.UNCERTAIN, by=by, at=at)
        return None
    if not _still_silent(found.invitation, at):
        found.delete()
        return None
    token = secrets.token_urlsafe(32)
    EvaluationReminder.objects.filter(pk=found.pk).update(
        mail_state=MailState.SENDING, token_hash=fingerprint(token)
    )
    audit.record("evaluation.reminder_begun", subject=_whose(found), by=by, at=at)
    return BegunReminder(found, token)


@transaction.atomic
def end_reminder(*, reminder: EvaluationReminder, state: MailState, by: None, at: datetime) -> None:
    """Note that a reminder went out, that the mail server refused it, or that nobody knows."""
    EvaluationReminder.objects.filter(pk=reminder.pk).update(mail_state=state)
    result = Outcome.DONE if state == MailState.SENT else Outcome.REFUSED
    audit.record("evaluation.reminder_ended", subject=_whose(reminder), by=by, at=at, result=result)


@transaction.atomic
def refuse_mail(*, by: EvaluationInvitation, at: datetime) -> None:
    """Write no more to someone who was asked; the link they have goes on working."""
    asked = EvaluationInvitation.objects.filter(pk=by.pk, mail_refused_at=None)
    asked.update(mail_refused_at=at)
    audit.record("evaluation.mail_refused", subject=by, by=None, at=at)


@transaction.atomic
def forget_reminders(*, evaluation: Evaluation, by: User | None, at: datetime) -> None:
    """Delete the reminders of an evaluation that has ended: they tell who had not answered."""
    if EvaluationReminder.objects.filter(invitation__side__evaluation=evaluation).delete()[0]:
        audit.record("evaluation.reminders_forgotten", subject=evaluation, by=by, at=at)


def _still_silent(invitation: EvaluationInvitation, at: datetime) -> bool:
    """Whether a reminder still makes sense at the moment that it would go out."""
    side = invitation.side
    takes_answers = side.evaluation.takes_answers(at) and side.accepted_at is None
    return takes_answers and invitation in queries.silent_guests(side)


def _whose(reminder: EvaluationReminder) -> Evaluation:
    """The line in the trail names the evaluation: who gets a reminder has not answered."""
    return reminder.invitation.side.evaluation
