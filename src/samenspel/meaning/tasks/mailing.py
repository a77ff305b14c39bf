import logging
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation
from django_tasks import task

from samenspel.meaning import actions, queries
from samenspel.meaning.choices import MailState, MessageKind
from samenspel.meaning.models import Scan
from samenspel.platform import audit
from samenspel.platform.choices import Origin

from . import letters

log = logging.getLogger(__name__)
REFUSALS = (SMTPRecipientsRefused, SMTPResponseException, ValueError)


@task()
def mail_invitation(invitation_id: int, site: str) -> None:
    """Send one invitation, once; an address that is refused is noted and stops nothing."""
    with audit.acting_from(Origin.JOB), _post_office() as connection:
        link = actions.begin_mail(invitation_id=invitation_id, by=None, at=timezone.now())
        if link is None:
            return
        with translation.override(link.invitation.language):
            letter = letters.invitation(link, site)
        state = _hand_over(letter, connection)
        actions.end_mail(invitation=link.invitation, state=state, by=None, at=timezone.now())


@task()
def mail_message(message_id: int) -> None:
    """Send one later message, once, in the language of its reader."""
    with audit.acting_from(Origin.JOB), _post_office() as connection:
        begun = actions.begin_message(message_id=message_id, by=None, at=timezone.now())
        if begun is None:
            return
        with translation.override(letters.language_of(begun.message)):
            letter = letters.later(begun)
        state = _hand_over(letter, connection)
        actions.end_message(message=begun.message, state=state, by=None, at=timezone.now())


@task()
def write_what_is_due() -> None:
    """Once a day: remind before the end, and tell what nobody was told yet."""
    now = timezone.now()
    with audit.acting_from(Origin.JOB):
        for side in queries.sides_to_remind(now):
            actions.remind(side=side, mail=mail_message, by=None, at=now)
        for scan in queries.ended_scans(now):
            actions.forget_reminders(scan=scan, by=None, at=now)
            _tell(scan, MessageKind.CLOSED)
        for scan in queries.opened_scans(now):
            _tell(scan, MessageKind.REVEALED)
        for scan in queries.next_waves_due(now):
            _tell(scan, MessageKind.NEXT_WAVE, number=2 if scan.next_wave_told_at else 1)
            actions.note_next_wave_told(scan=scan, by=None, at=now)


def _tell(scan: Scan, kind: MessageKind, *, number: int = 1) -> None:
    actions.tell_speakers(
        scan=scan, kind=kind, number=number, mail=mail_message, by=None, at=timezone.now()
    )


@contextmanager
def _post_office() -> Iterator[BaseEmailBackend]:
    """The mail server, reached before anything is claimed; if it is away the task comes back."""
    connection = get_connection()
    connection.open()
    try:
        yield connection
    finally:
        connection.close()


def _hand_over(letter: EmailMultiAlternatives, connection: BaseEmailBackend) -> MailState:
    """What became of a letter; a line that breaks half way leaves it uncertain."""
    letter.connection = connection
    try:
        return MailState.SENT if letter.send() == 1 else MailState.FAILED
    except REFUSALS as error:
        log.warning("A letter was refused: %s", type(error).__name__)
        return MailState.FAILED
    except (SMTPException, OSError) as error:
        log.warning("Nobody knows whether a letter went out: %s", type(error).__name__)
        return MailState.UNCERTAIN
