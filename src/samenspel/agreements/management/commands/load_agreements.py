from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samenspel.agreements import actions, queries
from samenspel.agreements.choices import Goal, Kind, Objective
from samenspel.agreements.queries import Wording
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


def _give(
    collaboration: Collaboration, parties: tuple[Party, Party], given: tuple[Any, ...], at: datetime
) -> None:
    place, kind, what, days, hours, cost, value = given
    giver, receiver = parties[place], parties[1 - place]
    noted: dict[str, Any] = {"by": None, "at": at}
    made = actions.note_contribution(
        collaboration=collaboration, giver=giver, receiver=receiver, party=giver, kind=kind,
        what=what, given_on=queries.day_of(at) - timedelta(days=days), rating=cost,
        hours=None if hours is None else Decimal(hours), in_solidarity=False, **noted,
    )  # fmt: skip
    if value is not None:
        actions.rate(contribution=made, party=receiver, rating=value, **noted)
