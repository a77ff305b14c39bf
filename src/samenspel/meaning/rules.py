from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User

from . import queries
from .models import Scan, ScanSide


def may_bring_in_scan(person: User, collaboration: Collaboration, party: Party) -> bool:
    """Only who speaks for a party of the collaboration brings in a scan for that party."""
    return collaborations.parties_here(person, collaboration).filter(pk=party.pk).exists()


def may_remove_scan(person: User, scan: Scan) -> bool:
    """A manager of the party that brought a scan in takes it away, or who brought it in."""
    return queries.removable_scans(person).filter(pk=scan.pk).exists()


def may_make_scan(person: User, collaboration: Collaboration) -> bool:
    """A manager or representative of one of its parties prepares a scan; a facilitator looks on."""
    return collaborations.speaks_in(person, collaboration)


def may_act_for_side(person: User, side: ScanSide) -> bool:
    """Only a manager or representative of a party invites, closes, accepts or withholds for it."""
    return queries.speaks_for(person, side.party_id)


def may_lead_talk(person: User, collaboration: Collaboration) -> bool:
    """Whoever speaks for a party here, a facilitator too, leads the talk and writes in it."""
    return collaborations.parties_here(person, collaboration).exists()


def may_skip_talk(person: User, collaboration: Collaboration) -> bool:
    """Only a manager or representative of one of the parties opens the numbers without a talk."""
    return collaborations.speaks_in(person, collaboration)
