from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samenspel.people.models import User
from samenspel.platform import audit

from .choices import PartyKind, Phase, Role, Team
from .models import Collaboration, Party


@transaction.atomic
def add_party(*, name: str, kind: PartyKind, team: Team, by: User | None, at: datetime) -> Party:
    """Let an organisation or community take part."""
    party = Party.objects.create(name=name, kind=kind, team=team)
    audit.record("collaborations.party_added", subject=party, by=by, at=at)
    return party


@transaction.atomic
def let_speak(*, person: User, party: Party, role: Role, by: User | None, at: datetime) -> None:
    """Let a person speak for a party."""
    representation = party.representations.create(person=person, role=role)
    audit.record("collaborations.representation_given", subject=representation, by=by, at=at)


@transaction.atomic
def start_collaboration(
    *,
    name: str,
    slug: str,
    purpose: str,
    phase: Phase,
    parties: Sequence[Party],
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Collaboration:
    """Bring parties together around a purpose."""
    collaboration = Collaboration.objects.create(
        name=name, slug=slug, purpose=purpose, phase=phase, is_example=is_example
    )
    for party in parties:
        collaboration.participations.create(party=party)
    audit.record("collaborations.started", subject=collaboration, by=by, at=at)
    return collaboration
