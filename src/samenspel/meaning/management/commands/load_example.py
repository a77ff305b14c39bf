from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samenspel.collaborations import actions as collaborations
from samenspel.collaborations import queries
from samenspel.collaborations.choices import PartyKind, Phase, Role, Team
from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning import actions
from samenspel.meaning.analyses import ReadingChoices, WordDraft, finding_in, library_words
from samenspel.meaning.tasks import mail_invitation
from samenspel.people import actions as people
from samenspel.platform.guests import Guest

ANSWERS = Path(__file__).parents[2] / "example" / "answers.csv"
OPENED_AT = datetime(2026, 11, 5, 12, tzinfo=UTC)
OPEN_FOR = timedelta(days=60)
WORDS, SCALES = {"health", "trust", "community"}, 4
GUESTS = {
    "Stichting Volle Tafel": ["Imke Fictief", "Joris Fictief"],
    "Fruithandel De Wit": ["Lotte Fictief", "Youssef Fictief"],
}
PEOPLE = {"Stichting Volle Tafel": 9, "Brinkhof Supermarkten": 11}


class Command(BaseCommand):
    """Load the fictional collaborations, once."""

    help = "Load the fictional example; does nothing when it is there."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not queries.examples().exists():
            load_example()


def load_example() -> None:
    """Two fictional parties, one collaboration with a finished scan and one without."""
    finding = finding_in(ANSWERS, ReadingChoices(population=PEOPLE))
    with transaction.atomic():
        table = _party("Stichting Volle Tafel", Team.COMMUNITY)
        shop = _party("Brinkhof Supermarkten", Team.MARKET)
        _manager("Noor Hamersma", "noor@volletafel.example", table)
        _manager("Daan Ebbers", "daan@brinkhof.example", shop)
        collaboration = collaborations.start_collaboration(
            name="Tafel voor de Wijk",
            slug="tafel-voor-de-wijk",
            purpose="Samen eten maken van wat overblijft, in de buurt waar het overblijft.",
            phase=Phase.DEVELOPMENT,
            parties=[table, shop],
            is_example=True,
            by=None,
            at=OPENED_AT,
        )
        collaborations.note_phase(
            collaboration=collaboration,
            phase=Phase.DEVELOPMENT,
            reached_on=OPENED_AT.date(),
            evidence="Na de eerste maanden planden we een avond om van elkaar te leren.",
            by=None,
            at=OPENED_AT,
        )
        actions.load_example_scan(
            collaboration=collaboration,
            title="Scan 1",
            wave_label="1",
            finding=finding,
            by=None,
            at=OPENED_AT,
        )
        fruit = _party("Fruithandel De Wit", Team.MARKET)
        square = collaborations.start_collaboration(
            name="Fruit op het plein",
            slug="fruit-op-het-plein",
            purpose="Elke vrijdag vers fruit op het schoolplein.",
            phase=Phase.APPROACH,
            parties=[table, fruit],
            by=None,
            at=OPENED_AT,
        )
        _manager("Sanne Kuiper", "sanne@dewitfruit.example", fruit)
        _ask_people(square, {table: 9, fruit: 6})


def _ask_people(collaboration: Collaboration, populations: dict[Party, int]) -> None:
    """A scan that is open now, so that a newcomer can answer at once."""
    now = timezone.now()
    chosen = [word for word in library_words() if word.code in WORDS]
    scan = actions.make_scan(
        collaboration=collaboration,
        title="Wat bedoelen we met het plein?",
        words=[WordDraft(w.name_nl, w.name_en, w.scales[:SCALES], w.code) for w in chosen],
        populations=populations,
        closes_at=timezone.localtime(now + OPEN_FOR).replace(hour=23, minute=59),
        by=None,
        at=now,
    )
    given: dict[str, Any] = {"mail": mail_invitation, "site": "", "by": None, "at": now}
    for side in scan.sides.select_related("party").order_by("pk"):
        guests = [Guest(name) for name in GUESTS[side.party.name]]
        actions.invite(side=side, guests=guests, language="nl", **given)
    actions.open_scan(scan=scan, **given)


def _party(name: str, team: Team) -> Party:
    kind = PartyKind.ORGANISATION
    return collaborations.add_party(name=name, kind=kind, team=team, by=None, at=OPENED_AT)


def _manager(name: str, email: str, party: Party) -> None:
    person = people.add_person(email=email, name=name, by=None, at=OPENED_AT)
    collaborations.let_speak(person=person, party=party, role=Role.MANAGER, by=None, at=OPENED_AT)
