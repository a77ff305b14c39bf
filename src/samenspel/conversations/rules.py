from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration
from samenspel.people.models import User


def may_lead(person: User, collaboration: Collaboration) -> bool:
    """Whoever speaks for a party here, a facilitator too, prepares a conversation and reads it."""
    return collaborations.parties_here(person, collaboration).exists()
