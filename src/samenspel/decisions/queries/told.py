"""What someone finds of decisions in their own data."""

from django.db.models import Q, QuerySet

from samenspel.decisions.models import (
    Ballot,
    Contest,
    DecidingBody,
    Decision,
    DecisionText,
    Declaration,
    Elector,
    Nomination,
    Remark,
    Stance,
    VoteElsewhere,
)
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked


@prepared
def _bodies_kept_by(person: User) -> QuerySet[DecidingBody]:
    return DecidingBody.objects.filter(kept_by=person).order_by("kept_at", "pk")


def bodies_told(person: User) -> Asking[Fact]:
    """The bodies whose statutes this person wrote down."""
    for each in (yield from asked(_bodies_kept_by(person))):
        yield {"at": each.kept_at, "text": each.name}


@prepared
def _circles_with(person: User) -> QuerySet[Decision]:
    return Decision.objects.filter(circle=person).order_by("proposed_at", "pk")


def circles_told(person: User) -> Asking[Fact]:
    """The decisions for which this person was named as one of the circle that decides."""
    for each in (yield from asked(_circles_with(person))):
        yield {"at": each.proposed_at, "text": each.title}


@prepared
def _decision_texts_written_by(person: User) -> QuerySet[DecisionText]:
    return DecisionText.objects.filter(written_by=person).order_by("written_at", "pk")


def texts_told(person: User) -> Asking[Fact]:
    """The texts this person put to a vote."""
    for each in (yield from asked(_decision_texts_written_by(person))):
        yield {"at": each.written_at, "text": each.text}


@prepared
def _ballots_of(person: User) -> QuerySet[Ballot]:
    mine = Q(cast_by=person) | Q(cast_by=None, elector__person=person)
    voted = Ballot.objects.filter(mine).select_related("elector__decision")
    cast = voted.prefetch_related("elector__decision__options")
    return cast.order_by("cast_at", "pk")


def ballots_told(person: User) -> Asking[Fact]:
    """What this person voted, for themselves or for a party."""
    for each in (yield from asked(_ballots_of(person))):
        what = each.get_choice_display() or _picked(each)
        said = f"{each.elector.decision.title}: {what}. {each.why}"
        yield {"at": each.cast_at, "text": said.strip()}


def _picked(ballot: Ballot) -> str:
    """What was chosen among several: names in order, or with their points."""
    names = {each.place: each.name for each in ballot.elector.decision.options.all()}
    kept = ballot.picked or {}
    ranked = [names[place] for level in kept.get("ranking", ()) for place in level]
    points = [f"{names[int(place)]} ({n})" for place, n in kept.get("points", {}).items()]
    return ", ".join(ranked or points)


@prepared
def _electors_of(person: User) -> QuerySet[Elector]:
    return Elector.objects.filter(person=person).select_related("decision").order_by("pk")


def votes_to_cast_told(person: User) -> Asking[Fact]:
    """In which votes this person had a vote."""
    for each in (yield from asked(_electors_of(person))):
        yield {"at": each.decision.opened_at, "text": each.decision.title}


@prepared
def _results_brought_in_by(person: User) -> QuerySet[VoteElsewhere]:
    mine = VoteElsewhere.objects.filter(brought_in_by=person).select_related("decision")
    return mine.order_by("brought_in_at", "pk")


def results_told(person: User) -> Asking[Fact]:
    """The results of votes elsewhere that this person brought in."""
    for each in (yield from asked(_results_brought_in_by(person))):
        yield {"at": each.brought_in_at, "text": each.decision.title}


@prepared
def _declarations_by(person: User) -> QuerySet[Declaration]:
    said = Declaration.objects.filter(declared_by=person).select_related("tally__decision")
    return said.order_by("declared_at", "pk")


def declarations_told(person: User) -> Asking[Fact]:
    """The outcomes this person declared."""
    for each in (yield from asked(_declarations_by(person))):
        title = each.tally.decision.title
        words = f"{title}: {each.get_verdict_display()}. {each.words}"
        yield {"at": each.declared_at, "text": words.strip()}


@prepared
def _decisions_led_by(person: User) -> QuerySet[Decision]:
    mine = Decision.objects.filter(Q(proposed_by=person) | Q(chair=person))
    return mine.order_by("proposed_at", "pk")


def proposals_told(person: User) -> Asking[Fact]:
    """The decisions this person proposed or chairs."""
    for each in (yield from asked(_decisions_led_by(person))):
        yield {"at": each.proposed_at, "text": each.title}


@prepared
def _remarks_of(person: User) -> QuerySet[Remark]:
    mine = Remark.objects.filter(Q(said_by=person) | Q(answered_by=person))
    return mine.order_by("said_at", "pk")


def remarks_told(person: User) -> Asking[Fact]:
    """What this person asked of a proposal, said of it or answered."""
    for each in (yield from asked(_remarks_of(person))):
        words = each.words if each.said_by_id == person.pk else each.answer
        yield {"at": each.said_at, "text": words}


@prepared
def _nominations_of(person: User) -> QuerySet[Nomination]:
    mine = Nomination.objects.filter(elector__person=person).select_related("nominee")
    return mine.order_by("given_at", "pk")


def nominations_told(person: User) -> Asking[Fact]:
    """Whom this person nominated; that others nominated them stands in the register."""
    for each in (yield from asked(_nominations_of(person))):
        name = each.nominee.name if each.nominee else ""
        yield {"at": each.given_at, "text": f"{name}: {each.why}"}


@prepared
def _stances_of(person: User) -> QuerySet[Stance]:
    own = Q(given_by=person) | Q(given_by=None, elector__person=person)
    mine = Stance.objects.filter(own).select_related("round__decision")
    return mine.order_by("given_at", "pk")


def stances_told(person: User) -> Asking[Fact]:
    """Where this person stood on a proposal."""
    for each in (yield from asked(_stances_of(person))):
        said = f"{each.round.decision.title}: {each.get_position_display()}. {each.words}"
        yield {"at": each.given_at, "text": said.strip()}


@prepared
def _contests_of(person: User) -> QuerySet[Contest]:
    mine = Contest.objects.filter(Q(elector__person=person) | Q(settled_by=person))
    return mine.select_related("elector").order_by("raised_at", "pk")


def contests_told(person: User) -> Asking[Fact]:
    """The outcomes this person contested, or answered for."""
    for each in (yield from asked(_contests_of(person))):
        contested = each.elector.person_id == person.pk
        yield {"at": each.raised_at, "text": each.why if contested else each.answer}
