"""What is kept of a person in evaluations, as they read it."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from samenspel.collaborations.queries import parties_of, visible_to
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    EvaluationSide,
    Improvement,
    OutsideEvaluator,
    ReadinessStep,
)
from samenspel.people.models import User
from samenspel.platform.personal import Fact, day_in_words
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

Owned = TypeVar("Owned", Improvement, ReadinessStep)


def invitations_to(person: User) -> QuerySet[EvaluationInvitation]:
    """The invitations to answer that were made out to this person's address."""
    return _made_out_to(person.email)


def _made_out_to(email: str) -> QuerySet[EvaluationInvitation]:
    return EvaluationInvitation.objects.filter(email__iexact=email).order_by("pk")


@prepared
def _invitations_to(email: str) -> QuerySet[EvaluationInvitation]:
    return _made_out_to(email).select_related("side__evaluation__collaboration")


@prepared
def _invitations_of_others(person: User, email: str) -> QuerySet[EvaluationInvitation]:
    made = EvaluationInvitation.objects.filter(added_by=person).exclude(email__iexact=email)
    return made.select_related("side__evaluation__collaboration").order_by("pk")


def invitations_told(person: User) -> Asking[Fact]:
    """Invitations made out to this person, and that this person asked others."""
    for each in (yield from asked(_invitations_to(person.email))):
        where = each.side.evaluation.collaboration.name
        yield {"where": where, "name": each.name, "email": each.email}
    for each in (yield from asked(_invitations_of_others(person, person.email))):
        yield {"where": each.side.evaluation.collaboration.name, "name": "", "email": ""}


def improvements_owned(person: User) -> QuerySet[Improvement]:
    """What someone of this person's name would see to, in this person's collaborations."""
    found = Improvement.objects.filter(evaluation__collaboration__in=visible_to(person))
    return _owned(found, person)


def steps_owned(person: User) -> QuerySet[ReadinessStep]:
    """The same among the steps that this person's parties plan to get readier."""
    return _owned(ReadinessStep.objects.filter(party__in=parties_of(person)), person)


def _owned(found: QuerySet[Owned], person: User) -> QuerySet[Owned]:
    name = person.name.strip()
    return found.filter(owner__iexact=name).order_by("pk") if name else found.none()


@prepared
def _evaluations_asked_by(person: User) -> QuerySet[Evaluation]:
    mine = Evaluation.objects.filter(asked_by=person).select_related("collaboration")
    return mine.order_by("asked_at", "pk")


def evaluations_told(person: User) -> Asking[Fact]:
    """The evaluations this person asked."""
    for each in (yield from asked(_evaluations_asked_by(person))):
        yield {"at": each.asked_at, "text": each.collaboration.name}


@prepared
def _evaluation_sides_accepted_by(person: User) -> QuerySet[EvaluationSide]:
    mine = EvaluationSide.objects.filter(accepted_by=person).select_related("party")
    return mine.order_by("accepted_at", "pk")


def sides_told(person: User) -> Asking[Fact]:
    """The sides for which this person accepted that an evaluation opens."""
    for each in (yield from asked(_evaluation_sides_accepted_by(person))):
        yield {"at": each.accepted_at, "text": each.party.name}


@prepared
def _improvements_written_by(person: User) -> QuerySet[Improvement]:
    return Improvement.objects.filter(written_by=person).order_by("made_at", "pk")


def improvements_told(person: User) -> Asking[Fact]:
    """The improvements this person noted."""
    for each in (yield from asked(_improvements_written_by(person))):
        yield {
            "at": each.made_at,
            "text": f"{each.what} ({each.owner}, {day_in_words(each.due_on.isoformat())})",
        }


@prepared
def _evaluators_of(person: User, email: str) -> QuerySet[OutsideEvaluator]:
    of_person = Q(email__iexact=email) | Q(asked_by=person)
    return OutsideEvaluator.objects.filter(of_person).order_by("asked_at", "pk")


def evaluators_told(person: User) -> Asking[Fact]:
    """Where this person is the outside evaluator, or proposed one."""
    for each in (yield from asked(_evaluators_of(person, person.email))):
        is_mine = each.email.casefold() == person.email.casefold()
        yield {"at": each.asked_at, "text": f"{each.name} {each.findings}" if is_mine else ""}
