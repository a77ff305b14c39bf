from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samenspel.agreements import actions, queries
from samenspel.agreements.actions import Given
from samenspel.agreements.choices import Feeling, Goal, Kind, Objective, Turn
from samenspel.agreements.queries import Terms, Wording
from samenspel.collaborations.actions import note_phase
from samenspel.collaborations.choices import Phase
from samenspel.collaborations.models import Collaboration, Party

SLUG = "fruit-op-het-plein"
PURPOSE = "Elk kind op het plein eet elke week vers fruit, ook wie het thuis niet heeft."
WHAT = (
    "De fruithandel brengt elke vrijdag wat overblijft. De stichting zorgt dat er iemand uitdeelt "
    "en uitlegt."
)
FOR_WHOM = "De kinderen van de twee scholen aan het plein."
LATER = "Ook ouders kunnen meehelpen, één vrijdag in de maand."
GIVEN = [  # who gives (0 is the first party), what kind, what, days ago, hours, cost, value
    (1, Kind.GOODS, "Zestig kilo appels en peren", 10, None, 3, 8),
    (0, Kind.TIME, "Twee vrijwilligers op het plein", 10, 6, 4, 7),
    (1, Kind.KNOWLEDGE, "Uitleg over bewaren en over wat nog goed is", 25, 2, 2, 9),
    (0, Kind.NETWORK, "Kennismaking met beide scholen", 40, 3, 2, 8),
    (1, Kind.GOODS, "Kratten en een snijtafel", 55, None, 5, 6),
    (0, Kind.VISIBILITY, "Een stuk in de wijkkrant", 70, 4, 3, None),
]


PHASES = [  # days ago, which phase, what shows it
    (95, Phase.APPROACH, "Eerste gesprek bij de kraam, met koffie."),
    (42, Phase.DEVELOPMENT, "Na vijf vrijdagen weten we van elkaar wat lastig is."),
]
PROMISED = [  # who gives, what kind, what, due in days, amount, unit, given in days
    (1, Kind.MONEY, "Bijdrage aan de koelkast", -20, Decimal(750), "euro", -21),
    (0, Kind.VISIBILITY, "Hun naam op het bord bij de kraam", -35, None, "", -28),
    (1, Kind.OTHER, "Elke vrijdag een plek bij de ingang", -6, None, "", None),
    (0, Kind.KNOWLEDGE, "Recepten in drie talen", 14, Decimal(12), "recepten", None),
    (1, Kind.GOODS, "Kratten voor het najaar", 30, Decimal(100), "kratten", -3),
]
FIRST_PART = {"Kratten voor het najaar": Decimal(40)}  # the rest is still due


class Command(BaseCommand):
    """Load a fictional agreement and what was given, once."""

    help = "Load the fictional agreement; does nothing when there is one or no example."

    def handle(self, *_args: Any, **_options: Any) -> None:
        square = Collaboration.objects.filter(slug=SLUG).first()
        if square is None or queries.agreements_in(square).exists():
            return
        load_agreements(square, timezone.now())


@transaction.atomic
def load_agreements(collaboration: Collaboration, at: datetime) -> None:
    """An agreement that both accepted, a change that waits, and six contributions."""
    first, second = queries.parties_of(collaboration)
    for days, phase, evidence in PHASES:
        note_phase(
            collaboration=collaboration, phase=phase, evidence=evidence, by=None, at=at,
            reached_on=queries.day_of(at) - timedelta(days=days),
        )  # fmt: skip
    agreed_at: dict[str, Any] = {"by": None, "at": at - timedelta(days=80)}
    now: dict[str, Any] = {"by": None, "at": at}
    wording = Wording(
        PURPOSE, Objective.SOCIAL_MARKETING, WHAT, FOR_WHOM,
        review_on=queries.day_of(at) + timedelta(days=100), goals=[Goal.HUNGER, Goal.HEALTH],
    )  # fmt: skip
    version = actions.propose_agreement(
        collaboration=collaboration, name="Vers fruit op vrijdag", wording=wording, party=first,
        **agreed_at,
    )  # fmt: skip
    actions.accept(version=version, party=second, **agreed_at)
    actions.propose_change(
        agreement=version.agreement, wording=replace(wording, what=f"{WHAT} {LATER}"),
        why="Ouders vroegen erom.", party=second, **now,
    )  # fmt: skip
    for each in GIVEN:
        _give(collaboration, (first, second), each, at)
    load_commitments(collaboration, at)
    actions.note_upheaval(
        collaborations=[collaboration], kind=Turn.PEOPLE, party=second, **now,
        what="Onze chauffeur van de vrijdag gaat in het voorjaar met pensioen.",
        happened_on=queries.day_of(at) - timedelta(days=3),
    )  # fmt: skip
    asked = actions.ask_balance(collaboration=collaboration, party=first, **now)
    for party, feeling, because in (
        (first, Feeling.BALANCED, "We krijgen veel fruit; onze uren wegen daar wel tegenop."),
        (second, Feeling.GIVES_MORE, "Het kost ons meer werk dan we dachten."),
    ):
        actions.answer_balance(
            balance_round=asked, party=party, feeling=feeling, because=because, **now
        )


def load_commitments(collaboration: Collaboration, at: datetime) -> None:
    """Commitments in each state: kept, late, changed, asked, and a change that waits."""
    first, second = parties = queries.parties_of(collaboration)
    for place, kind, what, due_in, amount, unit, given_in in PROMISED:
        giver, receiver = parties[place], parties[1 - place]
        promised_at = at + timedelta(days=min(due_in, 0) - 30)
        terms = Terms(what, queries.day_of(at) + timedelta(days=due_in), amount, unit)
        made = actions.promise(
            collaboration=collaboration, giver=giver, receiver=receiver, party=giver, kind=kind,
            own_kind="plek voor een kraam" if kind == Kind.OTHER else "", terms=terms, by=None,
            at=promised_at,
        )  # fmt: skip
        if given_in is not None:
            given = Given(
                kind, what, queries.day_of(at) + timedelta(days=given_in), unit=unit,
                amount=FIRST_PART.get(what, amount),
            )  # fmt: skip
            actions.note_contribution(
                collaboration=collaboration, giver=giver, receiver=receiver, party=giver,
                given=given, rating=4, fulfils=made, by=None, at=at,
            )  # fmt: skip
    asked = Terms("Een middag meerijden langs de winkels", queries.day_of(at) + timedelta(days=45))
    actions.promise(
        collaboration=collaboration, giver=second, receiver=first, party=first, kind=Kind.ACCESS,
        own_kind="", terms=asked, by=None, at=at,
    )  # fmt: skip
    waiting = queries.running_commitments(collaboration).filter(giver=first).first()
    if waiting is not None:
        actions.propose_terms(
            commitment=waiting, party=first, by=None, at=at, why="De drukker heeft langer nodig.",
            terms=replace(queries.terms_of(waiting), due_on=waiting.due_on + timedelta(days=28)),
        )  # fmt: skip


def _give(
    collaboration: Collaboration, parties: tuple[Party, Party], given: tuple[Any, ...], at: datetime
) -> None:
    place, kind, what, days, hours, cost, value = given
    giver, receiver = parties[place], parties[1 - place]
    noted: dict[str, Any] = {"by": None, "at": at}
    made = actions.note_contribution(
        collaboration=collaboration, giver=giver, receiver=receiver, party=giver, rating=cost,
        fulfils=None, given=Given(
            kind, what, queries.day_of(at) - timedelta(days=days),
            hours=None if hours is None else Decimal(hours),
        ), **noted,
    )  # fmt: skip
    if value is not None:
        actions.rate(contribution=made, party=receiver, rating=value, **noted)
