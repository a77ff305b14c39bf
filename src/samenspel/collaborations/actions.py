import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.people.actions import add_program, make_api_key, revoke_api_key
from samenspel.people.actions import remove_provider as remove_sign_in_provider
from samenspel.people.actions import set_provider as set_sign_in_provider
from samenspel.people.models import ApiKey, SignInProvider, User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError, NotAllowed
from samenspel.platform.letters import Mail, put_in_line

from . import queries, rules
from .choices import News, PartyKind, Phase, Role, Team
from .models import Collaboration, Party, PhaseNote, Representation, RoleInvitation

INVITATION_LASTS = timedelta(days=14)


class LastManager(DomainError):
    """The last manager of a party wanted to leave."""


class NotForYou(NotAllowed):
    """Someone tried what only a manager or representative of a party may do."""


class NotYetReached(DomainError):
    """A phase was noted for a day that has yet to come."""


class InvitationClosed(DomainError):
    """An invitation was unknown, used, taken back or too old."""


@transaction.atomic
def add_party(
    *, name: str, kind: PartyKind, team: Team, by: User | None, at: datetime, org_id: str = ""
) -> Party:
    """Let an organisation or community take part."""
    party = Party.objects.create(name=name, kind=kind, team=team, org_id=org_id)
    audit.record("collaborations.party_added", subject=party, by=by, at=at)
    return party


@transaction.atomic
def let_speak(*, person: User, party: Party, role: Role, by: User | None, at: datetime) -> None:
    """Let a person speak for a party."""
    representation = party.representations.create(person=person, role=role)
    _note_second_step(person)
    audit.record("collaborations.representation_given", subject=representation, by=by, at=at)


@transaction.atomic
def found_party(
    *, name: str, kind: PartyKind, team: Team, org_id: str, by: User, at: datetime
) -> Party:
    """Bring in one's own party, and manage it."""
    _no_program(by)
    party = add_party(name=name, kind=kind, team=team, org_id=org_id, by=by, at=at)
    let_speak(person=by, party=party, role=Role.MANAGER, by=by, at=at)
    return party


@transaction.atomic
def change_party(
    *, party: Party, name: str, kind: PartyKind, team: Team, org_id: str, by: User, at: datetime
) -> None:
    """Say otherwise what a party is called, what it is, and its number in the trade register."""
    Party.objects.filter(pk=party.pk).update(name=name, kind=kind, team=team, org_id=org_id)
    audit.record("collaborations.party_changed", subject=party, by=by, at=at)


@transaction.atomic
def change_role(*, representation: Representation, role: Role, by: User, at: datetime) -> None:
    """Let someone speak in another role."""
    if representation.role == Role.MANAGER and role != Role.MANAGER:
        _keep_a_manager(representation)
    Representation.objects.filter(pk=representation.pk).update(role=role)
    _note_second_step(representation.person)
    audit.record("collaborations.role_changed", subject=representation, by=by, at=at)


@transaction.atomic
def end_role(*, representation: Representation, by: User, at: datetime) -> None:
    """Let someone speak for the party no longer."""
    if representation.role == Role.MANAGER:
        _keep_a_manager(representation)
    # About the party: of a role that is gone nobody could find the line again.
    audit.record("collaborations.role_ended", subject=representation.party, by=by, at=at)
    person = representation.person
    representation.delete()
    _note_second_step(person)


@transaction.atomic
def make_party_key(
    *, party: Party, name: str, days: int, scopes: Sequence[str], by: User, at: datetime
) -> str:
    """Let a program speak for a party as a representative; returns its key, shown once."""
    if not rules.may_manage(by, party):
        raise NotForYou(_("Only a manager of the party can do this."))
    program = add_program(name=name, by=by, at=at)
    let_speak(person=program, party=party, role=Role.REPRESENTATIVE, by=by, at=at)
    return make_api_key(name=name, days=days, scopes=scopes, of=program, by=by, at=at)


@transaction.atomic
def revoke_party_key(*, party: Party, key: ApiKey, by: User, at: datetime) -> None:
    """Let a program of a party speak no longer."""
    audit.record("collaborations.role_ended", subject=party, by=by, at=at)
    party.representations.filter(person=key.person).delete()
    revoke_api_key(key=key, by=by, at=at)


@transaction.atomic
def ask_second_step(*, party: Party, by: User, at: datetime) -> None:
    """Ask a second step of whoever manages this party; nobody gets time off."""
    Party.objects.filter(pk=party.pk, second_step_since=None).update(second_step_since=at)
    _note_of_managers(party)
    audit.record("collaborations.second_step_asked", subject=party, by=by, at=at)


@transaction.atomic
def drop_second_step(*, party: Party, by: User, at: datetime) -> None:
    """Ask it no longer."""
    Party.objects.filter(pk=party.pk).update(second_step_since=None)
    _note_of_managers(party)
    audit.record("collaborations.second_step_dropped", subject=party, by=by, at=at)


@transaction.atomic
def set_provider(
    *, party: Party, provider: SignInProvider, secret: str, by: User, at: datetime
) -> None:
    """Let people sign in through this party."""
    set_sign_in_provider(provider=provider, secret=secret, by=by, at=at)
    Party.objects.filter(pk=party.pk).update(sign_in_provider=provider)
    audit.record("collaborations.provider_set", subject=party, by=by, at=at)


@transaction.atomic
def remove_provider(*, party: Party, by: User, at: datetime) -> None:
    """Let nobody sign in through this party any more."""
    if party.sign_in_provider is None:
        return
    audit.record("collaborations.provider_removed", subject=party, by=by, at=at)
    remove_sign_in_provider(provider=party.sign_in_provider, by=by, at=at)


@transaction.atomic
def invite(
    *,
    email: str,
    party: Party,
    role: Role | None,
    collaboration: Collaboration | None,
    mail: Mail,
    site: str,
    language: str,
    by: User,
    at: datetime,
) -> str:
    """Ask someone to speak for `party`, or to join a collaboration with it; gives the token."""
    token = secrets.token_urlsafe(24)
    invitation = RoleInvitation.objects.create(
        token_hash=fingerprint(token),
        email=email.lower(),
        party=party,
        role=role or "",
        collaboration=collaboration,
        invited_by=by,
        made_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    put_in_line(mail=mail, about=invitation, given=[token, site, language])
    audit.record("collaborations.invited", subject=invitation, by=by, at=at)
    return token


@transaction.atomic
def revoke(*, invitation: RoleInvitation, by: User, at: datetime) -> None:
    """Take an invitation back."""
    RoleInvitation.objects.filter(pk=invitation.pk, accepted_at=None).update(revoked_at=at)
    audit.record("collaborations.invitation_revoked", subject=invitation, by=by, at=at)


@transaction.atomic
def accept(*, token: str, party: Party | None, by: User, at: datetime) -> RoleInvitation:
    """Say yes: speak for the party that asked, or join its collaboration with one's own."""
    _no_program(by)
    invitation = queries.invitation(token, at=at)
    still_open = RoleInvitation.objects.filter(pk__in=[invitation.pk] if invitation else [])
    if invitation is None or not still_open.filter(accepted_at=None).update(accepted_at=at):
        raise InvitationClosed(_("This invitation does not work any more. Ask for a new one."))
    if invitation.collaboration is None:
        known = Representation.objects.filter(person=by, party=invitation.party).exists()
        if not known:
            let_speak(person=by, party=invitation.party, role=Role(invitation.role), by=by, at=at)
    elif party is not None:
        _part, joined = invitation.collaboration.participations.get_or_create(party=party)
        if joined:
            events.tell(News.PARTY_JOINED, queries.news_about(invitation.collaboration), at=at)
    audit.record("collaborations.invitation_accepted", subject=invitation, by=by, at=at)
    return invitation


def _no_program(by: User) -> None:
    """A program speaks for one party and manages none."""
    if by.is_program:
        raise NotForYou(_("A person does this, not a program of a party."))


def _note_of_managers(party: Party) -> None:
    for each in queries.speakers_of(party).filter(role=Role.MANAGER):
        _note_second_step(each.person)


def _note_second_step(person: User) -> None:
    """Keep with a person whether a party asks a second step: each page looks at it."""
    person.owes_second_step = queries.asking_second_step(person).exists()
    User.objects.filter(pk=person.pk).update(owes_second_step=person.owes_second_step)


def _keep_a_manager(representation: Representation) -> None:
    """Lock the party, so that two managers cannot leave at the same moment."""
    Party.objects.select_for_update().get(pk=representation.party_id)
    others = Representation.objects.filter(party=representation.party_id, role=Role.MANAGER)
    if not others.exclude(pk=representation.pk).exists():
        raise LastManager(_("A party needs a manager. Make someone else manager first."))


@transaction.atomic
def start_collaboration(
    *,
    name: str,
    slug: str,
    purpose: str,
    phase: Phase,
    parties: Sequence[Party],
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Collaboration:
    """Bring parties together around a purpose."""
    collaboration = Collaboration.objects.create(
        name=name, slug=slug, purpose=purpose, phase=phase, is_example=is_example
    )
    for party in parties:
        collaboration.participations.create(party=party)
    audit.record("collaborations.started", subject=collaboration, by=by, at=at)
    return collaboration


@transaction.atomic
def note_phase(
    *,
    collaboration: Collaboration,
    phase: Phase,
    reached_on: date,
    evidence: str,
    by: User | None,
    at: datetime,
) -> PhaseNote:
    """Say where a collaboration stands since a day, and what shows it; the newest day counts."""
    if by is not None and not rules.may_note_phase(by, collaboration):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
    if reached_on > at.astimezone(timezone.get_current_timezone()).date():
        raise NotYetReached(_("Choose today or a day before."))
    note = collaboration.phase_notes.create(
        phase=phase, reached_on=reached_on, evidence=evidence, noted_by=by, noted_at=at
    )
    newest = queries.phase_notes_of(collaboration)[0]
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=newest.phase)
    audit.record("collaborations.phase_noted", subject=collaboration, by=by, at=at)
    events.tell(News.PHASE_NOTED, queries.news_about(collaboration), at=at)
    return note


@transaction.atomic
def forget_invitations(*, person: User, by: User | None, at: datetime) -> None:
    """Delete the invitations to the address of someone who is erased."""
    for invitation in RoleInvitation.objects.filter(email__iexact=person.email):
        audit.record("collaborations.invitation_erased", subject=invitation, by=by, at=at)
        invitation.delete()
