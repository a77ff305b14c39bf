import secrets
from collections.abc import Sequence
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
    EvaluationRespondent,
    EvaluationSide,
    FacetAnswer,
)
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit
from samenspel.platform.choices import Outcome
from samenspel.platform.guests import Guest

from .asking import EvaluationOver, _check_may, _sealed

MOST_PEOPLE = 200
NAMES_KEPT_FOR = timedelta(days=548)
ON_ITS_WAY = (MailState.WAITING, MailState.SENDING)
Mail = Task[[int, str], None]


@dataclass(frozen=True, slots=True)
class NewLink:
    """A personal link at the one moment that it can be read."""

    invitation: EvaluationInvitation
    token: str


@transaction.atomic
def invite(
    *, side: EvaluationSide, guests: Sequence[Guest], population: int | None, language: str,
    mail: Mail, site: str, by: User | None, at: datetime,
) -> list[NewLink]:  # fmt: skip
    """Ask people of one's own side, and say of how many they are; links without e-mail come back.

    Whoever is asked already, by this address or this name, is not asked again.
    """
    locked = _open_side(side, by, at)
    EvaluationSide.objects.filter(pk=locked.pk).update(population=population)
    known = {(i.email or i.name).casefold() for i in locked.invitations.filter(revoked_at=None)}
    links = []
    for guest in guests[:MOST_PEOPLE]:
        if (guest.email or guest.name).casefold() in known:
            continue
        known.add((guest.email or guest.name).casefold())
        token = "" if guest.email else secrets.token_urlsafe(32)
        made = locked.invitations.create(
            name=guest.name,
            email=guest.email,
            language=language,
            added_by=by,
            token_hash=fingerprint(token) if token else "",
            mail_state=MailState.WAITING if guest.email else MailState.NONE,
        )
        if token:
            links.append(NewLink(made, token))
        else:
            mail.enqueue(made.pk, site)
    audit.record("evaluation.people_invited", subject=locked, by=by, at=at)
    return links


@transaction.atomic
def ask_yourself(*, side: EvaluationSide, language: str, by: User, at: datetime) -> NewLink:
    """The personal link of someone who decides for this side; a link from before stops working."""
    locked = _open_side(side, by, at)
    token = secrets.token_urlsafe(32)
    found = locked.invitations.filter(revoked_at=None, email__iexact=by.email).first()
    if found is None:
        found = EvaluationInvitation(
            side=locked, name=by.name, email=by.email, language=language, added_by=by
        )
    found.token_hash = fingerprint(token)
    if found.mail_state in ON_ITS_WAY:
        found.mail_state = MailState.NONE
    found.save()
    EvaluationReminder.objects.filter(invitation=found).update(token_hash="")
    audit.record("evaluation.link_made", subject=found, by=by, at=at)
    return NewLink(found, token)


@transaction.atomic
def renew_link(
    *, invitation: EvaluationInvitation, mail: Mail, site: str, by: User | None, at: datetime
) -> str:
    """A new personal link; the earlier one stops working. With an address it goes by e-mail."""
    _open_side(invitation.side, by, at)
    asked = EvaluationInvitation.objects.filter(pk=invitation.pk, revoked_at=None)
    token = "" if invitation.email else secrets.token_urlsafe(32)
    kept = {"token_hash": fingerprint(token)} if token else {"mail_state": MailState.WAITING}
    if not asked.update(**kept):
        raise EvaluationOver(_("This invitation was withdrawn."))
    EvaluationReminder.objects.filter(invitation=invitation).update(token_hash="")
    if not token:
        mail.enqueue(invitation.pk, site)
    audit.record("evaluation.link_made", subject=invitation, by=by, at=at)
    return token


@transaction.atomic
def withdraw_invitation(*, invitation: EvaluationInvitation, by: User | None, at: datetime) -> None:
    """Close a personal link. What was answered stays in, so nobody can be subtracted."""
    _open_side(invitation.side, by, at)
    asked = EvaluationInvitation.objects.filter(pk=invitation.pk, revoked_at=None)
    asked.update(revoked_at=at, token_hash="")
    audit.record("evaluation.invitation_withdrawn", subject=invitation, by=by, at=at)


@transaction.atomic
def begin_mail(*, invitation_id: int, by: None, at: datetime) -> NewLink | None:
    """Claim an invitation that waits for its e-mail; `None` when there is nothing to send.

    One that was claimed before by a process that died is noted as uncertain, and not sent again.
    """
    waiting = EvaluationInvitation.objects.select_for_update(of=("self",)).select_related(
        "side__evaluation__collaboration", "side__party"
    )
    found = waiting.filter(pk=invitation_id, revoked_at=None, mail_state__in=ON_ITS_WAY).first()
    if found is None or not found.side.evaluation.takes_answers(at):
        return None
    if found.mail_state == MailState.SENDING:
        end_mail(invitation=found, state=MailState.UNCERTAIN, by=by, at=at)
        return None
    token = secrets.token_urlsafe(32)
    EvaluationInvitation.objects.filter(pk=found.pk).update(
        mail_state=MailState.SENDING, token_hash=fingerprint(token)
    )
    audit.record("evaluation.mail_begun", subject=found, by=by, at=at)
    return NewLink(found, token)


@transaction.atomic
def end_mail(*, invitation: EvaluationInvitation, state: MailState, by: None, at: datetime) -> None:
    """Note that an e-mail went out, that the mail server refused it, or that nobody knows."""
    sent_at = at if state == MailState.SENT else None
    asked = EvaluationInvitation.objects.filter(pk=invitation.pk)
    asked.update(mail_state=state, sent_at=sent_at)
    result = Outcome.DONE if state == MailState.SENT else Outcome.REFUSED
    audit.record("evaluation.mail_ended", subject=invitation, by=by, at=at, result=result)


@transaction.atomic
def erase_invitations(*, person: User, by: User, at: datetime) -> None:
    """Delete the invitations made out to someone who is erased, and, while sealed, the answers."""
    for invitation in queries.invitations_to(person).select_related("side__evaluation"):
        _forget_answers(invitation)
        audit.record("evaluation.invitation_erased", subject=invitation, by=by, at=at)
        invitation.delete()


@transaction.atomic
def forget_old_invitations(*, by: User | None, at: datetime) -> int:
    """Delete whom an evaluation asked a year and a half after its last day; how many rows went."""
    old = Evaluation.objects.filter(
        closes_at__lt=at - NAMES_KEPT_FOR, sides__invitations__isnull=False
    )
    gone = 0
    for each in old.distinct().order_by("pk"):
        audit.record("evaluation.invitations_forgotten", subject=each, by=by, at=at)
        gone += EvaluationInvitation.objects.filter(side__evaluation=each).delete()[0]
    return gone


def _forget_answers(invitation: EvaluationInvitation) -> None:
    """Delete what was answered on an invitation, and all that ties it to someone.

    Until it opens an empty row without a key stays behind for who answered: a count that goes
    down as a name vanishes from a list would tell that this one had answered. Who only began
    was not counted, and leaves nothing that is.
    """
    key = queries.link_key(invitation.side.evaluation, invitation.pk)
    found = EvaluationRespondent.objects.filter(link_key=key) if key else ()
    for each in found:
        if not each.answers.exists():
            each.delete()
            continue
        FacetAnswer.objects.filter(respondent=each).delete()
        nothing = {"link_key": "", "agrees_to_small_group": False}
        EvaluationRespondent.objects.filter(pk=each.pk).update(**nothing)


def _open_side(side: EvaluationSide, by: User | None, at: datetime) -> EvaluationSide:
    """The side, locked, while people of it can answer and this person decides for it."""
    evaluation = _sealed(side.evaluation)
    _check_may(by, side.party, evaluation.collaboration)
    locked = EvaluationSide.objects.select_for_update().get(pk=side.pk)
    if not evaluation.takes_answers(at) or locked.accepted_at:
        raise EvaluationOver(_("Nobody of this side can answer any more."))
    return locked
