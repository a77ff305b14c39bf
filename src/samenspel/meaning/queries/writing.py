"""Whom to write to about a scan, and when it is time."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from samenspel.meaning.choices import MailState, ScanOrigin, ScanState
from samenspel.meaning.models import Invitation, Respondent, Scan, ScanSide
from samenspel.people.models import User

from .sides import link_key

INVITED = (MailState.SENT, MailState.SENDING, MailState.UNCERTAIN)
REMIND_BEFORE = timedelta(days=3)  # the last moment to answer
LATE = timedelta(days=14)  # what was missed that long ago is not news any more


def guests_by_mail(side: ScanSide) -> QuerySet[Invitation]:
    """Who of a side was asked by e-mail and refused no mail."""
    asked = side.invitations.filter(
        revoked_at=None, mail_refused_at=None, mail_state__in=INVITED
    ).exclude(email="")
    return asked.order_by("pk")


def silent_guests(side: ScanSide, scan: Scan) -> list[Invitation]:
    """Who of them answered nothing yet."""
    answered = Respondent.objects.filter(side=side, word_answers__isnull=False)
    keys = set(answered.values_list("link_key", flat=True))
    return [each for each in guests_by_mail(side) if link_key(scan, each.pk) not in keys]


def speakers_of(scan: Scan) -> QuerySet[User]:
    """Everyone who speaks for a side of a scan; programs read no letters."""
    here = Q(representations__party__scan_sides__scan=scan)
    return User.objects.filter(here, is_active=True, is_program=False).distinct().order_by("pk")


def sides_to_remind(at: datetime) -> QuerySet[ScanSide]:
    """The sides without a reminder so far, of scans that end within three days."""
    soon = Q(scan__closes_at__gt=at, scan__closes_at__lte=at + REMIND_BEFORE)
    open_a_while = Q(scan__state=ScanState.OPEN, scan__opened_at__lte=at - REMIND_BEFORE)
    return ScanSide.objects.filter(soon & open_a_while, reminders=0).order_by("pk")


def ended_scans(at: datetime) -> QuerySet[Scan]:
    """The scans that ended lately and are still sealed."""
    sealed = Scan.objects.filter(state__in=(ScanState.OPEN, ScanState.CLOSED))
    return sealed.filter(closes_at__lte=at, closes_at__gt=at - LATE).order_by("pk")


def opened_scans(at: datetime) -> QuerySet[Scan]:
    """The scans among people whose outcome opened lately."""
    return _asked().filter(revealed_at__gt=at - LATE).order_by("pk")


def _asked() -> QuerySet[Scan]:
    return Scan.objects.filter(
        origin=ScanOrigin.SEALED, state=ScanState.REVEALED, collaboration__is_example=False
    )
