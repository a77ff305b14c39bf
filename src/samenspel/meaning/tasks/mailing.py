from django.utils import timezone, translation
from django_tasks import task

from samenspel.meaning import actions, queries
from samenspel.meaning.choices import MailState, MessageKind
from samenspel.meaning.models import Scan
from samenspel.platform import audit
from samenspel.platform.choices import Origin
from samenspel.platform.mailing import hand_over, post_office

from . import letters


@task()
def mail_invitation(invitation_id: int, site: str) -> None:
    """Send one invitation, once; an address that is refused is noted and stops nothing."""
    with audit.acting_from(Origin.JOB), post_office() as connection:
        link = actions.begin_mail(invitation_id=invitation_id, by=None, at=timezone.now())
        if link is None:
            return
        with translation.override(link.invitation.language):
            letter = letters.invitation(link, site)
        state = MailState(hand_over(letter, connection))
        actions.end_mail(invitation=link.invitation, state=state, by=None, at=timezone.now())


@task()
def mail_message(message_id: int) -> None:
    """Send one later message, once, in the language of its reader."""
    with audit.acting_from(Origin.JOB), post_office() as connection:
        begun = actions.begin_message(message_id=message_id, by=None, at=timezone.now())
        if begun is None:
            return
        with translation.override(letters.language_of(begun.message)):
            letter = letters.later(begun)
        state = MailState(hand_over(letter, connection))
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
