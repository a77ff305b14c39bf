"""Makers: the smallest valid object, one function per model, no hidden surprises."""

from datetime import UTC, date, datetime
from itertools import count

from samenspel.collaborations.choices import Role, Team
from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning.analyses import ReadingChoices, finding_in
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.meaning.management.commands.load_example import ANSWERS
from samenspel.meaning.models import Scan, ScanResult, Talk
from samenspel.people.models import User

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
_numbers = count(1)
_finding = []


def make_person(name="Ada Voorbeeld", **fields):
    person = User(email=f"person{next(_numbers)}@voorbeeld.example", name=name, **fields)
    person.set_unusable_password()
    person.save()
    return person


def make_party(name="Voorbeeldpartij", *, person=None, role=Role.REPRESENTATIVE):
    """A party, and someone who speaks for it."""
    party = Party.objects.create(name=name, team=Team.COMMUNITY)
    party.representations.create(person=person or make_person(), role=role)
    return party


def speaker_of(party):
    return User.objects.get(representations__party=party)


def make_collaboration(*parties, **fields):
    """A collaboration of these parties, or of two new ones."""
    slug = f"samen-{next(_numbers)}"
    given = {"name": "Samen proberen", "slug": slug, "purpose": "Iets beginnen.", **fields}
    collaboration = Collaboration.objects.create(**given)
    for party in parties or (make_party("Eén"), make_party("Twee")):
        collaboration.participations.create(party=party)
    return collaboration


def finding():
    """What was found in the answers of the example; read once per run."""
    if not _finding:
        _finding.append(finding_in(ANSWERS, ReadingChoices()))
    return _finding[0]


def make_scan(collaboration=None, *, brought_in_by=None, talked=True, **fields):
    """A finished scan; sealed unless a party brought it in, and its numbers open."""
    scan = Scan.objects.create(
        collaboration=collaboration or make_collaboration(),
        origin=ScanOrigin.BROUGHT_IN if brought_in_by else ScanOrigin.SEALED,
        brought_in_by=brought_in_by,
        state=ScanState.REVEALED,
        **{"title": "Scan 1", "made_on": date(2026, 5, 1), **fields},
    )
    found = finding()
    ScanResult.objects.create(
        scan=scan,
        payload=found.payload,
        context=found.context,
        input_hash=found.input_hash,
        method_version=found.method_version,
        made_at=NOON,
    )
    if scan.is_sealed:
        Talk.objects.create(scan=scan, numbers_at=NOON if talked else None)
    return scan
