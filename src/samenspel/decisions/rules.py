from django.db.models import QuerySet

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User

from . import queries
from .models import Decision


def parties_to_propose_for(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """For whom this person puts something to a vote; a facilitator looks on."""
    return queries.speaking_parties(person, collaboration)


def may_lead(person: User, decision: Decision) -> bool:
    """Whether this person changes the text, opens the vote and closes or withdraws it."""
    if decision.chair_id == person.pk and collaborations.speaks_in(person, decision.collaboration):
        return True
    return parties_to_propose_for(person, decision.collaboration).filter(
        pk=decision.proposed_for_id
    ).exists()  # fmt: skip


def may_declare(person: User, decision: Decision) -> bool:
    """The chair says what the outcome is; without a chair, who speaks for the proposing party.

    A person does, by name; a program of a party does not.
    """
    if person.is_program:
        return False
    if decision.chair_id is not None:
        return decision.chair_id == person.pk
    return may_lead(person, decision)


def may_speak_in(person: User, decision: Decision) -> bool:
    """Whether this person asks and reacts in a round: who decides about it, or leads it."""
    return queries.speaks_in_rounds_of(person, decision) or may_lead(person, decision)
