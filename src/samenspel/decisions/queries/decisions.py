from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration, Party
from samenspel.decisions.choices import State, Voters
from samenspel.decisions.models import (
    DecidingBody,
    Decision,
    DecisionText,
    Declaration,
    Elector,
    Proxy,
)
from samenspel.people.models import User
from samenspel.platform.events import About

SPEAKING = (Role.MANAGER, Role.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class Entitled:
    """One entry of an electorate: for whom, who casts it where it is one person, and its weight."""

    key: str
    party: Party
    person: User | None = None
    votes: int = 1
    is_entitled: bool = True
    reason: str = ""

    @property
    def may_vote(self) -> bool:
        """Whether this vote counts: nobody stepped back before the vote opened."""
        return self.is_entitled


def speaking_parties(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """The parties here for which this person has a say."""
    here = collaborations.parties_of(person).filter(participations__collaboration=collaboration)
    return here.filter(representations__role__in=SPEAKING, representations__person=person)


def speakers_in(collaboration: Collaboration) -> QuerySet[User]:
    """Everyone who has a say for a party here, by name; programs apart."""
    speaking = Q(
        representations__role__in=SPEAKING,
        representations__party__participations__collaboration=collaboration,
    )
    return User.objects.filter(speaking, is_program=False).distinct().order_by("name", "pk")


def decisions_visible_to(person: User) -> QuerySet[Decision]:
    """The decisions of the collaborations of this person, and those on whose list they stand.

    Who is on a list of voters keeps the vote, also after leaving the party.
    """
    here = Q(collaboration__in=collaborations.ids_visible_to(person))
    listed = Q(pk__in=Elector.objects.filter(person=person).values("decision"))
    return _whole(Decision.objects.filter(here | listed))


def decisions_in(collaboration: Collaboration) -> QuerySet[Decision]:
    """The register of a collaboration, newest first."""
    return _whole(Decision.objects.filter(collaboration=collaboration)).order_by("-number")


def electors_of(decision: Decision) -> QuerySet[Elector]:
    """The electorate as it was fixed, with what each voted."""
    found = decision.electors.select_related("party", "person", "ballot")
    return found.order_by("party__name", "person__name", "pk")


def own_electors(person: User, decision: Decision) -> QuerySet[Elector]:
    """The entries that this person casts: their own, or those of the parties they speak for.

    A program that speaks for a party casts none: a vote is someone’s.
    """
    if person.is_program:
        return decision.electors.none()
    found = electors_of(decision).filter(is_entitled=True, recused_because="")
    if decision.voters == Voters.PARTIES:
        return found.filter(party__in=speaking_parties(person, decision.collaboration))
    return found.filter(person=person)


def held_electors(person: User, decision: Decision) -> QuerySet[Elector]:
    """The entries of others that this person casts by proxy."""
    mine = own_electors(person, decision).values("pk")
    running = Proxy.objects.filter(holder__in=mine, revoked_at=None).values("giver")
    return electors_of(decision).filter(pk__in=running, is_entitled=True, recused_because="")


def voters_shown_to(person: User, decision: Decision) -> QuerySet[Elector]:
    """The entries this person may read: their own, to whom they can give a proxy, or after all.

    Who voted on what was said in confidence is never told, and others not before the count.
    """
    found, own = electors_of(decision), own_electors(person, decision)
    if decision.is_counted and not decision.is_confidential:
        return found.filter(is_entitled=True)
    held = held_electors(person, decision) if decision.is_open and decision.proxies else own
    if decision.is_open and decision.proxies and own.exists():
        return found.filter(is_entitled=True)
    return found.filter(Q(pk__in=own.values("pk")) | Q(pk__in=held.values("pk")))


def people_who_vote(decision: Decision) -> QuerySet[User]:
    """Everyone who casts a vote on it, once: in person, or for a party; programs apart."""
    electors = decision.electors.filter(is_entitled=True)
    if decision.voters == Voters.PARTIES:
        speaking = Q(
            representations__role__in=SPEAKING,
            representations__party__in=electors.values("party"),
        )
        return User.objects.filter(speaking, is_program=False).distinct().order_by("pk")
    return User.objects.filter(pk__in=electors.values("person")).order_by("pk")


def bodies_in(collaboration: Collaboration) -> QuerySet[DecidingBody]:
    """Who decides here, by name."""
    found = DecidingBody.objects.filter(collaboration=collaboration)
    return found.select_related("party", "kept_by").order_by("name", "pk")


def circle_of(decision: Decision) -> QuerySet[User]:
    """Whom was named to decide about it, by name, of who still takes part."""
    named = decision.circle.values("pk")
    return speakers_in(decision.collaboration).filter(pk__in=named)


def may_have_second(decision: Decision) -> bool:
    """Whether a second vote without a minimum may follow, once too few voted on this one."""
    open_to = decision.allows_second and not decision.is_second
    return open_to and decision.state == State.DECLARED and not second_of(decision).exists()


def second_of(decision: Decision) -> QuerySet[Decision]:
    """The second vote on what too few voted on the first time, unless it was withdrawn."""
    found = Decision.objects.filter(follows=decision, is_second=True)
    return found.exclude(state=State.WITHDRAWN)


def text_of(decision: Decision) -> DecisionText:
    """The newest wording."""
    return max(decision.texts.all(), key=lambda each: each.number)


def speakers_by_party(collaboration: Collaboration) -> Iterator[tuple[Party, list[User]]]:
    """Each party here with the people who have a say for it."""
    for party in collaboration.parties.order_by("participations__pk"):
        speaking = party.representations.filter(role__in=SPEAKING, person__is_program=False)
        yield party, [each.person for each in speaking.select_related("person").order_by("pk")]


def day_of(at: datetime) -> date:
    """The day here at a moment."""
    return at.astimezone(timezone.get_current_timezone()).date()


def declaration_of(decision: Decision) -> Declaration | None:
    """What the chair said the outcome is, if that was said."""
    tally = getattr(decision, "tally", None)
    return getattr(tally, "declaration", None)


def page_of(decision: Decision) -> str:
    """Where a decision is read."""
    return reverse("decisions:decision", args=[decision.collaboration.slug, decision.pk])


def news_about(decision: Decision) -> About:
    """What its parties may have told to their own programs: that it moved on."""
    parties = decision.collaboration.participations.values_list("party_id", flat=True)
    return About(decision, parties, page_of(decision))


def _whole(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    related = (
        "collaboration",
        "decided_by",
        "proposed_for",
        "chair",
        "tally__declaration__declared_by",
    )
    texts = DecisionText.objects.select_related("written_by").order_by("-number")
    return decisions.select_related(*related).prefetch_related(Prefetch("texts", queryset=texts))
