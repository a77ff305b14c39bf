from django.db.models import QuerySet

from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User

from . import queries
from .choices import Changers
from .models import Agreement, Commitment


def parties_to_decide_for(
    person: User, collaboration: Collaboration, agreement: Agreement | None = None
) -> QuerySet[Party]:
    """For whom this person proposes, accepts and declines; a facilitator looks on.

    The version in force says who may; before there is one, managers and representatives may.
    """
    versions = agreement.versions.all() if agreement else ()
    in_force = next((each for each in versions if each.is_accepted), None)
    if in_force and in_force.changers == Changers.MANAGERS:
        return queries.managed_parties(person, collaboration)
    return queries.speaking_parties(person, collaboration)


def may_decide_for(
    person: User, party: Party, collaboration: Collaboration, agreement: Agreement | None = None
) -> bool:
    """Whether this person decides for this party here."""
    mine = parties_to_decide_for(person, collaboration, agreement)
    return mine.filter(pk=party.pk).exists()


def parties_to_give_or_get(person: User, commitment: Commitment) -> QuerySet[Party]:
    """For which of its two sides this person decides."""
    mine = parties_to_decide_for(person, commitment.collaboration)
    return mine.filter(pk__in=(commitment.giver_id, commitment.receiver_id))
