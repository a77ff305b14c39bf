from samenspel.people.models import User

from . import queries
from .models import Collaboration, Party


def may_manage(person: User, party: Party) -> bool:
    """Whether this person invites and gives roles for this party."""
    return queries.managed_by(person).filter(pk=party.pk).exists()


def may_note_phase(person: User, collaboration: Collaboration) -> bool:
    """A manager or representative of one of its parties says where a collaboration stands."""
    return queries.speaks_in(person, collaboration)


def may_ask_parties(person: User, collaboration: Collaboration) -> bool:
    """A manager of one of its parties asks another party to join."""
    return queries.managed_here(person, collaboration).exists()
