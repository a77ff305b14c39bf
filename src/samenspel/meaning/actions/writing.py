"""Letters about a scan after the invitation: each has a row, and goes out once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.meaning import queries
from samenspel.meaning.choices import MailState, MessageKind, ScanState
from samenspel.meaning.models import Invitation, Scan, ScanMessage, ScanSide
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit
from samenspel.platform.choices import Outcome
from samenspel.platform.errors import DomainError

from .inviting import ON_ITS_WAY, ScanOver, _not_over

MOST_REMINDERS = 2
BETWEEN = timedelta(days=1)


class RemindedEnough(DomainError):
    """Someone asked for a third reminder, or for one a day after the last."""


@dataclass(frozen=True, slots=True)
class BegunMessage:
    """A message that is claimed, with the token of its link, if it has one."""

    message: ScanMessage
    token: str


@transaction.atomic
def remind(*, side: ScanSide, mail: "Task[[int], None]", by: User | None, at: datetime) -> None:
    """Write once more to whoever of a side was asked by e-mail and answered nothing yet.

    Everyone who was asked gets a task, and who answered no letter: the page of the administrator
    shows how many tasks there are, and that must not tell how many answered.
    """
    scan = _not_over(side, by, at)
    if scan.state != ScanState.OPEN:
        raise ScanOver(_("Reminders go out when the scan is open."))
    fresh = ScanSide.objects.select_for_update().get(pk=side.pk)
    if fresh.reminders >= MOST_REMINDERS:
        raise RemindedEnough(_("Two reminders went out already. There is no third."))
    if fresh.reminded_at and at - fresh.reminded_at < BETWEEN:
        raise RemindedEnough(_("A reminder went out less than a day ago."))
    number = fresh.reminders + 1
    ScanSide.objects.filter(pk=side.pk).update(reminders=number, reminded_at=at)
    kind = MessageKind.REMINDER
    _write(
        [
            ScanMessage(scan=scan, kind=kind, number=number, invitation=each)
            for each in queries.guests_by_mail(fresh)
        ],
        mail,
    )
    audit.record("meaning.people_reminded", subject=side, by=by, at=at)


@transaction.atomic
def tell_speakers(
    *,
    scan: Scan,
    kind: MessageKind,
    mail: "Task[[int], None]",
    by: User | None,
    at: datetime,
    number: int = 1,
) -> None:
    """Write to everyone who speaks for a side; of each kind and number everyone gets one, ever."""
    locked = Scan.objects.select_for_update().get(pk=scan.pk)
    known = set(
        locked.messages.filter(kind=kind, number=number).values_list("person_id", flat=True)
    )
    people = [each for each in queries.speakers_of(locked) if each.pk not in known]
    if not people:
        return
    _write(
        [ScanMessage(scan=locked, kind=kind, number=number, person=person) for person in people],
        mail,
    )
    audit.record("meaning.speakers_told", subject=locked, by=by, at=at)


@transaction.atomic
def begin_message(*, message_id: int, by: None, at: datetime) -> BegunMessage | None:
    """Claim a message that waits; `None` when there is nothing to send, or no reason any more.

    One that was claimed before by a process that died is noted as uncertain, and not sent again.
    """
    known = ScanMessage.objects.select_for_update(of=("self",)).select_related(
        "scan__collaboration", "person", "invitation__side__party"
    )
    found = known.filter(pk=message_id, mail_state__in=ON_ITS_WAY).first()
    if found is None:
        return None
    if found.mail_state == MailState.SENDING:
        end_message(message=found, state=MailState.UNCERTAIN, by=by, at=at)
        return None
    if found.invitation and not _still_silent(found.invitation, found.scan, at):
        found.delete()
        return None
    token = secrets.token_urlsafe(32) if found.invitation else ""
    ScanMessage.objects.filter(pk=found.pk).update(
        mail_state=MailState.SENDING, token_hash=fingerprint(token) if token else ""
    )
    audit.record("meaning.message_begun", subject=found.scan, by=by, at=at)
    return BegunMessage(found, token)


@transaction.atomic
def end_message(*, message: ScanMessage, state: MailState, by: None, at: datetime) -> None:
    """Note that a message went out, that the mail server refused it, or that nobody knows."""
    ScanMessage.objects.filter(pk=message.pk).update(mail_state=state)
    result = Outcome.DONE if state == MailState.SENT else Outcome.REFUSED
    # The line names the scan: who gets a reminder has not answered.
    audit.record("meaning.message_ended", subject=message.scan, by=by, at=at, result=result)


@transaction.atomic
def refuse_mail(*, by: Invitation, at: datetime) -> None:
    """Write no more to someone who was asked; the link they have goes on working."""
    Invitation.objects.filter(pk=by.pk, mail_refused_at=None).update(mail_refused_at=at)
    audit.record("meaning.mail_refused", subject=by, by=None, at=at)


@transaction.atomic
def forget_reminders(*, scan: Scan, by: None, at: datetime) -> None:
    """Delete the reminders of a scan that has ended: they tell who had not answered."""
    if scan.messages.filter(kind=MessageKind.REMINDER).delete()[0]:
        audit.record("meaning.reminders_forgotten", subject=scan, by=by, at=at)


def _write(messages: Sequence[ScanMessage], mail: "Task[[int], None]") -> None:
    for message in ScanMessage.objects.bulk_create(messages):
        mail.enqueue(message.pk)


def _still_silent(invitation: Invitation, scan: Scan, at: datetime) -> bool:
    """Whether a reminder still makes sense at the moment that it would go out."""
    silent = queries.silent_guests(invitation.side, scan)
    return scan.takes_answers(at) and invitation.pk in {each.pk for each in silent}
