from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User

from . import queries
from .models import Evaluation


def may_decide_for(person: User, party: Party, collaboration: Collaboration) -> bool:
    """A manager or representative asks, invites, accepts and notes for a party; others look on."""
    return queries.speaking_parties(person, collaboration).filter(pk=party.pk).exists()


def may_write_findings(person: User, evaluation: Evaluation) -> bool:
    """Only the outside evaluator whom each party accepted, once the answers are open."""
    here = queries.read_from_outside(person).filter(pk=evaluation.pk)
    return here.exclude(opened_at=None).exists()
