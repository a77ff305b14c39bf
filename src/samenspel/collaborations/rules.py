from django.conf import settings

from samenspel.people.models import User
from samenspel.people.queries import has_second_step

from . import queries
from .models import Collaboration, Party


def may_manage(person: User, party: Party) -> bool:
    """Whether this person invites and gives roles for this party."""
    return queries.managed_by(person).filter(pk=party.pk).exists()


def owes_second_step(person: User) -> bool:
    """Whether this person has to set up a second step before anything else.

    The parties that ask it are noted with the person, so that asking costs no query.
    """
    asked = person.owes_second_step or (
        person.is_staff and settings.ADMINISTRATORS_NEED_SECOND_STEP
    )
    return asked and not has_second_step(person)


def may_note_phase(person: User, collaboration: Collaboration) -> bool:
    """A manager or representative of one of its parties says where a collaboration stands."""
    return queries.speaks_in(person, collaboration)


def may_ask_parties(person: User, collaboration: Collaboration) -> bool:
    """A manager of one of its parties asks another party to join."""
    return queries.managed_here(person, collaboration).exists()
