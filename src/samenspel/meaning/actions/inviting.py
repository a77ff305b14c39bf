import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.meaning import queries, rules
from samenspel.meaning.choices import MailState, ScanState
from samenspel.meaning.models import (
    GroupLink,
    Invitation,
    Respondent,
    Scan,
    ScanSide,
    WordAnswer,
)
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit
from samenspel.platform.choices import Outcome
from samenspel.platform.errors import DomainError
from samenspel.platform.guests import Guest

from .making import NotForYou

MOST_PEOPLE = 500
NAMES_KEPT_FOR = timedelta(days=548)  # a yearly wave can still ask the same people
ON_ITS_WAY = (MailState.WAITING, MailState.SENDING)


class ScanOver(DomainError):
    """Someone invited or answered after a scan had ended."""


class SentByMail(DomainError):
    """Someone wanted to see the personal link of a person who gets it by e-mail."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A personal link at the one moment that it can be read."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(
    *,
    side: ScanSide,
    guests: Sequence[Guest],
    language: str,
    mail: "Task[[int, str], None]",
    site: str,
    by: User | None,
    at: datetime,
) -> list[NewLink]:
    """Ask people of one's own side. E-mails go out once the scan is open; other links come back.

    Whoever is asked already, by this address or this name, is not asked again. Who was withdrawn
    before gets the same invitation back with a new link, so that everyone counts once.
    """
    scan = _not_over(side, by, at)
    known = {(i.email or i.name).casefold() for i in side.invitations.filter(revoked_at=None)}
    links = []
    for guest in guests[:MOST_PEOPLE]:
        if (guest.email or guest.name).casefold() in known:
            continue
        known.add((guest.email or guest.name).casefold())
        link = _add(side, guest, language, by)
        if not guest.email:
            links.append(link)
        elif scan.state == ScanState.OPEN:
            mail.enqueue(link.invitation.pk, site)
    audit.record("meaning.people_invited", subject=side, by=by, at=at)
    return links


@transaction.atomic
def make_personal_link(*, invitation: Invitation, by: User | None, at: datetime) -> str:
    """A new personal link for someone to hand over; the earlier one stops working.

    Who can get it by e-mail gets it there: a link that others have seen is less one's own.
    """
    _not_over(invitation.side, by, at)
    token = secrets.token_urlsafe(32)
    asked = Invitation.objects.filter(pk=invitation.pk, revoked_at=None)
    if by is not None and asked.filter(mail_refused_at=None).exclude(email="").exists():
        raise SentByMail(_("A new link for someone with an e-mail address goes by e-mail."))
    if not asked.update(token_hash=fingerprint(token)):
        raise ScanOver(_("This invitation was withdrawn."))
    invitation.messages.update(token_hash="")
    audit.record("meaning.personal_link_made", subject=invitation, by=by, at=at)
    return token


@transaction.atomic
def mail_again(
    *, invitation: Invitation, mail: "Task[[int, str], None]", site: str, by: User, at: datetime
) -> None:
    """Send an invitation once more, with a new link."""
    scan = _not_over(invitation.side, by, at)
    asked = Invitation.objects.filter(
        pk=invitation.pk, revoked_at=None, mail_refused_at=None
    ).exclude(email="")
    if scan.state != ScanState.OPEN or not asked.update(mail_state=MailState.WAITING):
        raise ScanOver(_("This invitation cannot be sent now."))
    mail.enqueue(invitation.pk, site)
    audit.record("meaning.mail_asked_again", subject=invitation, by=by, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Close a personal link. What was answered stays in, so nobody can be subtracted."""
    _not_over(invitation.side, by, at)
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(
        revoked_at=at, token_hash=""
    )
    audit.record("meaning.invitation_withdrawn", subject=invitation, by=by, at=at)


@transaction.atomic
def begin_mail(*, invitation_id: int, by: None, at: datetime) -> NewLink | None:
    """Claim an invitation that waits for its e-mail; `None` when there is nothing to send.

    One that was claimed before by a process that died is noted as uncertain, and not sent again.
    """
    waiting = Invitation.objects.select_for_update(of=("self",)).select_related(
        "side__scan__collaboration", "side__party", "added_by"
    )
    found = waiting.filter(pk=invitation_id, revoked_at=None, mail_state__in=ON_ITS_WAY).first()
    if found is None or not found.side.scan.takes_answers(at):
        return None
    if found.mail_state == MailState.SENDING:
        end_mail(invitation=found, state=MailState.UNCERTAIN, by=by, at=at)
        return None
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(pk=found.pk).update(
        mail_state=MailState.SENDING, token_hash=fingerprint(token)
    )
    found.messages.update(token_hash="")
    audit.record("meaning.mail_begun", subject=found, by=by, at=at)
    return NewLink(found, token)


@transaction.atomic
def end_mail(*, invitation: Invitation, state: MailState, by: None, at: datetime) -> None:
    """Note that an e-mail went out, that the mail server refused it, or that nobody knows."""
    sent_at = at if state == MailState.SENT else None
    Invitation.objects.filter(pk=invitation.pk).update(mail_state=state, sent_at=sent_at)
    result = Outcome.DONE if state == MailState.SENT else Outcome.REFUSED
    audit.record("meaning.mail_ended", subject=invitation, by=by, at=at, result=result)


def _add(side: ScanSide, guest: Guest, language: str, by: User | None) -> NewLink:
    token = "" if guest.email else secrets.token_urlsafe(32)
    invitation = _withdrawn(side, guest) or Invitation(side=side)
    invitation.name, invitation.email, invitation.language = guest.name, guest.email, language
    invitation.token_hash = fingerprint(token) if token else ""
    invitation.added_by, invitation.revoked_at = by, None
    refused = invitation.mail_refused_at is not None
    waits = bool(guest.email) and not refused
    invitation.mail_state = MailState.WAITING if waits else MailState.NONE
    invitation.save()
    return NewLink(invitation, token)


def _withdrawn(side: ScanSide, guest: Guest) -> Invitation | None:
    """The invitation of this guest that was withdrawn last, by address or else by name."""
    gone = side.invitations.exclude(revoked_at=None).filter(group_link=None)
    same = Q(email__iexact=guest.email) if guest.email else Q(email="", name__iexact=guest.name)
    return gone.filter(same).order_by("revoked_at", "pk").last()


def _not_over(side: ScanSide, by: User | None, at: datetime) -> Scan:
    """The scan of a side, locked, if this person acts for the side and it has not ended."""
    if by is not None and not rules.may_act_for_side(by, side):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
    scan = Scan.objects.select_for_update().get(pk=side.scan_id)
    if scan.is_over(at):
        raise ScanOver(_("This scan has ended."))
    return scan


@transaction.atomic
def erase_invitations(*, person: User, by: User, at: datetime) -> None:
    """Delete the invitations made out to someone who is erased.

    What they answered goes too while people can answer; after the end it stays in, tied to no one.
    """
    for invitation in queries.invitations_to(person).select_related("side__scan"):
        scan = invitation.side.scan
        if scan.takes_answers(at):
            _forget_answers(scan, invitation)
        audit.record("meaning.invitation_erased", subject=invitation, by=by, at=at)
        invitation.delete()


def _forget_answers(scan: Scan, invitation: Invitation) -> None:
    """Delete what was answered on an invitation, and all that ties it to someone.

    Until the end an empty row without a key stays behind: a count that goes down as a name vanishes
    from a list would tell that this one had answered.
    """
    key = queries.link_key(scan, invitation.pk)
    found = Respondent.objects.filter(link_key=key) if key else Respondent.objects.none()
    counted = list(queries.who_answered().filter(pk__in=found))
    WordAnswer.objects.filter(respondent__in=found).delete()
    nothing = {"wave_tag": "", "agrees_to_small_group": False, "came_by_group_link": False}
    Respondent.objects.filter(pk__in=[each.pk for each in counted]).update(link_key="", **nothing)
    found.delete()


@transaction.atomic
def forget_old_invitations(*, by: User | None, at: datetime) -> int:
    """Delete whom a scan asked a year and a half after its last day; how many rows went."""
    old = Scan.objects.filter(closes_at__lt=at - NAMES_KEPT_FOR)
    gone = GroupLink.objects.filter(side__scan__in=old).delete()[0]
    for scan in old.filter(sides__invitations__isnull=False).distinct().order_by("pk"):
        audit.record("meaning.invitations_forgotten", subject=scan, by=by, at=at)
        gone += Invitation.objects.filter(side__scan=scan).delete()[0]
    return gone
