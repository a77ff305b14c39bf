"""What someone finds of decisions in their own data."""

from django.db.models import Q

from samenspel.decisions.models import (
    Ballot,
    Contest,
    Decision,
    DecisionText,
    Declaration,
    Elector,
    Nomination,
    Remark,
    Stance,
)
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.together import Asking, asked


def texts_told(person: User) -> Asking[Fact]:
    """The texts this person put to a vote."""
    for each in (
        yield from asked(
            DecisionText.objects.filter(written_by=person).order_by("written_at", "pk")
        )
    ):
        yield {"at": each.written_at, "text": each.text}


def ballots_told(person: User) -> Asking[Fact]:
    """What this person voted, for themselves or for a party."""
    mine = Q(cast_by=person) | Q(cast_by=None, elector__person=person)
    cast = Ballot.objects.filter(mine).select_related("elector__decision")
    cast = cast.prefetch_related("elector__decision__options")
    for each in (yield from asked(cast.order_by("cast_at", "pk"))):
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


def votes_to_cast_told(person: User) -> Asking[Fact]:
    """In which votes this person had a vote."""
    for each in (
        yield from asked(
            Elector.objects.filter(person=person).select_related("decision").order_by("pk")
        )
    ):
        yield {"at": each.decision.opened_at, "text": each.decision.title}


def declarations_told(person: User) -> Asking[Fact]:
    """The outcomes this person declared."""
    said = Declaration.objects.filter(declared_by=person).select_related("tally__decision")
    for each in (yield from asked(said.order_by("declared_at", "pk"))):
        title = each.tally.decision.title
        words = f"{title}: {each.get_verdict_display()}. {each.words}"
        yield {"at": each.declared_at, "text": words.strip()}


def proposals_told(person: User) -> Asking[Fact]:
    """The decisions this person proposed or chairs."""
    mine = Decision.objects.filter(Q(proposed_by=person) | Q(chair=person))
    for each in (yield from asked(mine.order_by("proposed_at", "pk"))):
        yield {"at": each.proposed_at, "text": each.title}


def remarks_told(person: User) -> Asking[Fact]:
    """What this person asked of a proposal, said of it or answered."""
    mine = Remark.objects.filter(Q(said_by=person) | Q(answered_by=person))
    for each in (yield from asked(mine.order_by("said_at", "pk"))):
        words = each.words if each.said_by_id == person.pk else each.answer
        yield {"at": each.said_at, "text": words}


def nominations_told(person: User) -> Asking[Fact]:
    """Whom this person nominated; that others nominated them stands in the register."""
    mine = Nomination.objects.filter(elector__person=person).select_related("nominee")
    for each in (yield from asked(mine.order_by("given_at", "pk"))):
        name = each.nominee.name if each.nominee else ""
        yield {"at": each.given_at, "text": f"{name}: {each.why}"}


def stances_told(person: User) -> Asking[Fact]:
    """Where this person stood on a proposal."""
    own = Q(given_by=person) | Q(given_by=None, elector__person=person)
    mine = Stance.objects.filter(own).select_related("round__decision")
    for each in (yield from asked(mine.order_by("given_at", "pk"))):
        said = f"{each.round.decision.title}: {each.get_position_display()}. {each.words}"
        yield {"at": each.given_at, "text": said.strip()}


def contests_told(person: User) -> Asking[Fact]:
    """The outcomes this person contested, or answered for."""
    mine = Contest.objects.filter(Q(elector__person=person) | Q(settled_by=person))
    found = mine.select_related("elector").order_by("raised_at", "pk")
    for each in (yield from asked(found)):
        contested = each.elector.person_id == person.pk
        yield {"at": each.raised_at, "text": each.why if contested else each.answer}
