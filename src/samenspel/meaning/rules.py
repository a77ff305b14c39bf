from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User


def may_bring_in_scan(person: User, collaboration: Collaboration, party: Party) -> bool:
    """Only who speaks for a party of the collaboration brings in a scan for that party."""
    return collaborations.parties_here(person, collaboration).filter(pk=party.pk).exists()
