from samenspel.people.models import User

from . import queries
from .models import Party


def may_manage(person: User, party: Party) -> bool:
    """Whether this person invites and gives roles for this party."""
    return queries.managed_by(person).filter(pk=party.pk).exists()
