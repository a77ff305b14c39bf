from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.personal import Value

from .choices import State, Voters
from .models import Ballot, Decision, DecisionText, Declaration, Elector

SPEAKING = (Role.MANAGER, Role.REPRESENTATIVE)
LONG_AGO = timedelta(days=366)  # what a calendar still shows of before


@dataclass(frozen=True, slots=True)
class Entitled:
    """One entry of an electorate: for whom, who casts it where it is one person, and its weight."""

    key: str
    party: Party
    person: User | None = None
    votes: int = 1
    is_entitled: bool = True
    reason: str = ""


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
    """The decisions of the collaborations of this person."""
    here = Decision.objects.filter(collaboration__in=collaborations.ids_visible_to(person))
    return _whole(here)


def decisions_in(collaboration: Collaboration) -> QuerySet[Decision]:
    """The register of a collaboration, newest first."""
    return _whole(Decision.objects.filter(collaboration=collaboration)).order_by("-number")


def electors_of(decision: Decision) -> QuerySet[Elector]:
    """The electorate as it was fixed, with what each voted."""
    found = decision.electors.select_related("party", "person", "ballot")
    return found.order_by("party__name", "person__name", "pk")


def own_electors(person: User, decision: Decision) -> QuerySet[Elector]:
    """The entries that this person casts: their own, or those of the parties they speak for."""
    found = electors_of(decision).filter(is_entitled=True)
    if decision.voters == Voters.PARTIES:
        return found.filter(party__in=speaking_parties(person, decision.collaboration))
    return found.filter(person=person)


def text_of(decision: Decision) -> DecisionText:
    """The newest wording."""
    return next(iter(decision.texts.all()))


def speakers_by_party(collaboration: Collaboration) -> Iterator[tuple[Party, list[User]]]:
    """Each party here with the people who have a say for it."""
    for party in collaboration.parties.order_by("participations__pk"):
        speaking = party.representations.filter(role__in=SPEAKING, person__is_program=False)
        yield party, [each.person for each in speaking.select_related("person").order_by("pk")]


def waits_for(person: User, at: datetime) -> Iterator[Entry]:
    """The votes that this person did not cast yet, and the outcomes to be declared."""
    for decision in decisions_visible_to(person).filter(state__in=(State.OPEN, State.CLOSED)):
        said = {"title": decision.title}
        if decision.is_open and at < decision.closes_at:
            if own_electors(person, decision).filter(ballot=None).exists():
                opened_at = decision.opened_at or at
                yield _entry(_("Vote on “%(title)s”.") % said, decision, opened_at)
        elif decision.chair_id == person.pk:
            says = _("Declare the outcome of “%(title)s”.") % said
            yield _entry(says, decision, decision.closes_at)


def changed_for(person: User, since: datetime, until: datetime) -> Iterator[Entry]:
    """Which votes opened and which outcomes were declared."""
    for decision in decisions_visible_to(person).exclude(opened_at=None).order_by("pk"):
        declaration = declaration_of(decision)
        moments = (
            (decision.opened_at, _("A vote opened: “%(title)s”.")),
            (declaration and declaration.declared_at, _("The outcome is known: “%(title)s”.")),
        )
        for moment, says in moments:
            if moment and since < moment <= until:
                yield _entry(says % {"title": decision.title}, decision, moment)


def days_of(person: User, at: datetime) -> Iterator[Day]:
    """When each vote closes."""
    shown = decisions_visible_to(person).filter(
        state__in=(State.OPEN, State.CLOSED, State.DECLARED), closes_at__gt=at - LONG_AGO
    )
    for decision in shown.order_by("pk"):
        title = _("The vote on “%(title)s” closes") % {"title": decision.title}
        key, where = f"decision-closes-{decision.pk}", decision.collaboration.name
        yield Day(key, title, decision.closes_at, page_of(decision), where)


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


def texts_told(person: User) -> Iterator[dict[str, Value]]:
    """The texts this person put to a vote."""
    for each in DecisionText.objects.filter(written_by=person).order_by("written_at", "pk"):
        yield {"at": each.written_at, "text": each.text}


def ballots_told(person: User) -> Iterator[dict[str, Value]]:
    """What this person voted, for themselves or for a party."""
    cast = Ballot.objects.filter(cast_by=person).select_related("elector__decision")
    for each in cast.order_by("cast_at", "pk"):
        said = f"{each.elector.decision.title}: {each.get_choice_display()}. {each.why}"
        yield {"at": each.cast_at, "text": said.strip()}


def votes_to_cast_told(person: User) -> Iterator[dict[str, Value]]:
    """In which votes this person had a vote."""
    for each in Elector.objects.filter(person=person).select_related("decision").order_by("pk"):
        yield {"at": each.decision.opened_at, "text": each.decision.title}


def declarations_told(person: User) -> Iterator[dict[str, Value]]:
    """The outcomes this person declared."""
    said = Declaration.objects.filter(declared_by=person).select_related("tally__decision")
    for each in said.order_by("declared_at", "pk"):
        title = each.tally.decision.title
        words = f"{title}: {each.get_verdict_display()}. {each.words}"
        yield {"at": each.declared_at, "text": words.strip()}


def proposals_told(person: User) -> Iterator[dict[str, Value]]:
    """The decisions this person proposed or chairs."""
    mine = Decision.objects.filter(Q(proposed_by=person) | Q(chair=person))
    for each in mine.order_by("proposed_at", "pk"):
        yield {"at": each.proposed_at, "text": each.title}


def _whole(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    related = ("collaboration", "proposed_for", "chair", "tally__declaration__declared_by")
    texts = DecisionText.objects.select_related("written_by").order_by("-number")
    return decisions.select_related(*related).prefetch_related(Prefetch("texts", queryset=texts))


def _entry(says: str, decision: Decision, at: datetime) -> Entry:
    return Entry(says, decision.collaboration.name, page_of(decision), at)
