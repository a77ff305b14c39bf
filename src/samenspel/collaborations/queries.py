import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samenspel.people.models import ApiKey, SignInProvider, User
from samenspel.people.queries import fingerprint
from samenspel.platform.agenda import Entry
from samenspel.platform.events import About
from samenspel.platform.personal import Fact, in_words
from samenspel.platform.prepared import prepared
from samenspel.platform.queries import lines_about, names_in, state_of_letter
from samenspel.platform.together import Asking, asked

from .choices import Role
from .models import (
    Collaboration,
    Participation,
    Party,
    PhaseNote,
    Representation,
    RoleInvitation,
)

LINES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class TrailLine:
    """What changed about a party; `name` is empty for who was erased, `None` for nobody at all."""

    at: datetime
    name: str | None
    what: str


def parties_of(person: User) -> QuerySet[Party]:
    """The parties this person speaks for."""
    return Party.objects.filter(representations__person=person).order_by("name", "pk")


def parties_and_work_of(person: User) -> QuerySet[Any]:
    """The same, with whether each takes part in anything."""
    part = Participation.objects.filter(party=OuterRef("pk"))
    return parties_of(person).annotate(takes_part=Exists(part))


def visible_to(person: User) -> QuerySet[Collaboration]:
    """The collaborations in which a party of this person takes part."""
    return Collaboration.objects.filter(pk__in=ids_visible_to(person))


def ids_visible_to(person: User) -> "QuerySet[Participation, Any]":
    """Their keys, for another query to look among."""
    mine = Participation.objects.filter(party__representations__person=person)
    return mine.values("collaboration")


def collaborations_of(person: User) -> QuerySet[Collaboration]:
    """The same with their parties, in the order of their names."""
    return _with_parties(visible_to(person)).order_by("name", "pk")


def new_slug(name: str) -> str:
    """How a new collaboration is called in an address: its name, and what nobody guesses."""
    return f"{slugify(name)[:40] or 's'}-{secrets.token_hex(3)}"


def examples() -> QuerySet[Collaboration]:
    """The fictional collaborations that everyone may read, with their parties."""
    return _with_parties(Collaboration.objects.filter(is_example=True)).order_by("pk")


def parties_here(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """The parties of this collaboration for which this person speaks."""
    return parties_of(person).filter(participations__collaboration=collaboration)


def names_of_parties(collaboration: Collaboration) -> list[str]:
    """The names of its parties, in the order in which they joined."""
    return [each.party.name for each in _joined().filter(collaboration=collaboration)]


def managed_by(person: User) -> QuerySet[Party]:
    """The parties for which this person may invite and give roles."""
    return Party.objects.filter(
        representations__person=person, representations__role=Role.MANAGER
    ).order_by("name", "pk")


def provider_to_set(party: Party) -> SignInProvider:
    """The provider of a party, or one with an address of its own that is not kept yet."""
    known = party.sign_in_provider
    slug = f"{slugify(party.name)[:30] or 'p'}-{secrets.token_hex(3)}"
    found = known or SignInProvider(slug=slug)
    found.name = party.name
    return found


def asking_second_step(person: User) -> QuerySet[Party]:
    """The parties that this person manages and that ask a second step of who does."""
    return managed_by(person).exclude(second_step_since=None)


def managed_here(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """The parties of this collaboration that this person manages."""
    return managed_by(person).filter(participations__collaboration=collaboration)


def speaks_in(person: User, collaboration: Collaboration) -> bool:
    """Whether this person is a manager or representative of one of its parties."""
    here = person.representations.filter(party__participations__collaboration=collaboration)
    return here.filter(role__in=(Role.MANAGER, Role.REPRESENTATIVE)).exists()


def phase_notes_of(collaboration: Collaboration) -> QuerySet[PhaseNote]:
    """What was noted of the phases of a collaboration, newest first."""
    notes = collaboration.phase_notes.select_related("noted_by")
    return notes.order_by("-reached_on", "-noted_at", "-pk")


@prepared
def _phase_notes_by(person: User) -> QuerySet[PhaseNote]:
    return PhaseNote.objects.filter(noted_by=person).order_by("noted_at", "pk")


def phase_notes_told(person: User) -> Asking[Fact]:
    """The phases this person noted, with the reason given."""
    for note in (yield from asked(_phase_notes_by(person))):
        yield {
            "noted_at": note.noted_at,
            "phase": note.get_phase_display(),
            "evidence": note.evidence,
        }


def asked_to_join(collaboration: Collaboration, *, at: datetime) -> QuerySet[RoleInvitation]:
    """Who was asked to join this collaboration with a party and did not answer yet."""
    asked = _open(at).filter(collaboration=collaboration)
    return _with_letters(asked.select_related("party").order_by("made_at", "pk"))


def speakers_of(party: Party) -> QuerySet[Representation]:
    """Who speaks for a party, by name; its programs apart."""
    people = party.representations.filter(person__is_program=False)
    return people.select_related("person").order_by("person__name", "pk")


def keys_of(party: Party, *, at: datetime) -> QuerySet[ApiKey]:
    """The keys of programs of a party that work, newest first."""
    working = ApiKey.objects.filter(
        person__is_program=True,
        person__representations__party=party,
        expires_at__gt=at,
        revoked_at=None,
    )
    return working.order_by("-made_at", "-pk")


def open_invitations_of(party: Party, *, at: datetime) -> QuerySet[RoleInvitation]:
    """Who was asked and did not answer yet."""
    asked = _open(at).filter(party=party).select_related("collaboration")
    return _with_letters(asked.order_by("made_at", "pk"))


def trail_of(party: Party) -> list[TrailLine]:
    """What was changed last about who speaks for a party, and by whom; nothing of any scan."""
    subjects = {
        "collaborations.Party": [party.pk],
        "collaborations.Representation": party.representations.values_list("pk", flat=True),
        "collaborations.RoleInvitation": party.invitations.values_list("pk", flat=True),
    }
    lines = list(lines_about(subjects)[:LINES_SHOWN])
    names = names_in(lines)
    return [
        TrailLine(line.at, names.get(line.actor, "") if line.actor else None, in_words(line.action))
        for line in lines
    ]


def invitation(token: str, *, at: datetime) -> RoleInvitation | None:
    """What `token` invites to at this moment, if anything."""
    related = ("party", "collaboration", "invited_by")
    return _open(at).select_related(*related).filter(token_hash=fingerprint(token)).first()


@prepared
def _invitations_of(person: User, email: str) -> QuerySet[RoleInvitation]:
    of_person = Q(invited_by=person) | Q(email__iexact=email)
    return RoleInvitation.objects.filter(of_person).select_related("party").order_by("made_at")


def invitations_told(person: User) -> Asking[Fact]:
    """The invitations this person sent, and those sent to their address."""
    for each in (yield from asked(_invitations_of(person, person.email))):
        yield {"made_at": each.made_at, "email": each.email, "party": each.party.name}


def news_about(collaboration: Collaboration) -> About:
    """What its parties may have told to their own programs: that it moved on."""
    parties = collaboration.participations.values_list("party_id", flat=True)
    path = reverse("collaborations:phase", args=[collaboration.slug])
    return About(collaboration, parties, path)


def changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """Which collaborations of this person came into another phase."""
    notes = PhaseNote.objects.filter(
        collaboration__in=ids_visible_to(person), noted_at__gt=since, noted_at__lte=until
    )
    for note in (yield from asked(notes.select_related("collaboration"))):
        found, phase = note.collaboration, note.get_phase_display()
        says = _("The collaboration came into another phase: %(phase)s.") % {"phase": phase}
        path = reverse("collaborations:phase", args=[found.slug])
        yield Entry(says, found.name, path, note.noted_at)


def _with_letters(asked: QuerySet[RoleInvitation]) -> QuerySet[RoleInvitation]:
    """Invitations with how far the letter of each came."""
    return asked.annotate(letter=state_of_letter(RoleInvitation))


def _open(at: datetime) -> QuerySet[RoleInvitation]:
    return RoleInvitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)


@prepared
def _representations_of(person: User) -> QuerySet[Representation]:
    return person.representations.select_related("party").order_by("party__name", "pk")


def representations_told(person: User) -> Asking[Fact]:
    """For which parties this person speaks, and in which role."""
    for each in (yield from asked(_representations_of(person))):
        yield {"party": each.party.name, "role": each.get_role_display()}


def _with_parties(collaborations: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    return collaborations.prefetch_related(Prefetch("participations", queryset=_joined()))


def _joined() -> QuerySet[Participation]:
    return Participation.objects.select_related("party").order_by("pk")
