from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samenspel.collaborations.models import Collaboration, Party, Representation
from samenspel.evaluation import actions, queries
from samenspel.evaluation.actions import Said
from samenspel.evaluation.choices import Depth, Seen
from samenspel.evaluation.models import Evaluation
from samenspel.evaluation.tasks import mail_invitation
from samenspel.people.models import User
from samenspel.platform.guests import Guest

SLUG = "fruit-op-het-plein"
PEOPLE = (7, 6)  # who answers of each side
MEANS = {  # what each side answers about, on average, a facet at a time
    "why": (6, 5), "in_what": (6, 5), "how": (5, 4), "reciprocity": (5, 3), "flexibility": (4, 6),
    "sensitivity": (5, 3), "reliability": (4, 6), "conviction": (6, 5), "effort": (5, 4),
    "again": (6, 5),
}  # fmt: skip
REMARKS = {
    "reciprocity": (
        "Wij krijgen elke week meer fruit dan we op kunnen.",
        "Het sorteren kost ons elke vrijdag twee uur extra.",
    ),
    "reliability": (
        "Soms belt er pas om vier uur iemand af.",
        "Ze staan er altijd, ook in de regen.",
    ),
}
PLANNED = ("Vaste uren voor wie met partners werkt", "De directeur", 60)
AGREED = ("Elke eerste vrijdag samen koffie drinken", "Wie van ons aan de beurt is", 40)


class Command(BaseCommand):
    """Load two fictional evaluations of the fictional square, once."""

    help = "Load the fictional evaluations; does nothing when there are any or no example."

    def handle(self, *_args: Any, **_options: Any) -> None:
        square = Collaboration.objects.filter(slug=SLUG).first()
        if square is None or queries.evaluations_in(square).exists():
            return
        load_evaluations(square, timezone.now())


@transaction.atomic
def load_evaluations(collaboration: Collaboration, at: datetime) -> None:
    """One that was opened, with an improvement; and one under way that asks about it first."""
    first = _ask(collaboration, Depth.LIGHT, at - timedelta(days=70), next_in=61)
    _answer(first, at - timedelta(days=65))
    for side in queries.sides_of(first):
        speaker = _speaker(side.party_id)
        if speaker:
            actions.accept_opening(side=side, by=speaker, at=at - timedelta(days=55))
    first.refresh_from_db()
    if first.opened_at:
        what, owner, days = AGREED
        actions.note_improvement(
            evaluation=first, what=what, owner=owner, by=None, at=at - timedelta(days=54),
            due_on=queries.day_of(at - timedelta(days=54 - days)), party=first.asked_for,
        )  # fmt: skip
    second = _ask(collaboration, Depth.FULL, at - timedelta(days=2), next_in=274)
    _answer(second, at - timedelta(days=1))
    load_readiness(first.asked_for, at)


def load_readiness(party: Party, at: datetime) -> None:
    """What seven colleagues saw a month ago, and what the party plans since."""
    chance = Random(party.name)  # noqa: S311 made-up answers, the same every time
    began, over = at - timedelta(days=40), at - timedelta(days=30)
    ended = queries.end_of(queries.day_of(over))
    asked = actions.ask_readiness(party=party, closes_at=ended, by=None, at=began)
    for n in range(PEOPLE[0]):
        levels = {code: chance.choice([1, 2, 2, 3, 3, 4]) for code in queries.readiness_codes()}
        actions.answer_readiness(
            asked=asked, levels=levels, agrees_to_small_group=True, nonce=str(n), by=None, at=began
        )
    actions.close_readiness(asked=asked, by=None, at=ended)
    what, owner, days = PLANNED
    due_on = queries.day_of(at) + timedelta(days=days)
    actions.plan_step(party=party, what=what, owner=owner, due_on=due_on, by=None, at=ended)


def _ask(collaboration: Collaboration, depth: Depth, at: datetime, *, next_in: int) -> Evaluation:
    closes_at = queries.end_of(queries.day_of(at) + timedelta(days=14))
    return actions.ask_evaluation(
        collaboration=collaboration, depth=depth, closes_at=closes_at, by=None, at=at,
        next_on=queries.day_of(closes_at) + timedelta(days=next_in),
        party=queries.parties_of(collaboration)[0],
    )  # fmt: skip


def _answer(evaluation: Evaluation, at: datetime) -> None:
    chance = Random(evaluation.depth)  # noqa: S311 made-up answers, the same every time
    for place, side in enumerate(queries.sides_of(evaluation)):
        guests = [Guest(name=f"Invuller {n} Fictief") for n in range(1, PEOPLE[place % 2] + 1)]
        links = actions.invite(
            side=side, guests=guests, population=len(guests) + 2, language="nl",
            mail=mail_invitation, site="", by=None, at=at,
        )  # fmt: skip
        for link in links:
            actions.begin_answering(agrees_to_small_group=True, by=link.invitation, at=at)
            said = _made_up(evaluation, place % 2, chance)
            actions.save_answer(said=said, nonce="made up", by=link.invitation, at=at)


def _made_up(evaluation: Evaluation, place: int, chance: Random) -> list[Said]:
    said = [
        Said(
            facet.code,
            {i.code: _point(MEANS[facet.code][place], chance) for i in facet.items},
            REMARKS[facet.code][place] if facet.code in REMARKS else "",
        )
        for facet in queries.asked_in(evaluation, "nl")
    ]
    checked = {
        str(each.pk): chance.choice([Seen.DONE, Seen.DONE, Seen.PARTLY])
        for each in queries.checked_by(evaluation)
    }
    return [*said, Said(queries.CHECKS, checked)] if checked else said


def _point(mean: int, chance: Random) -> int:
    return min(max(round(chance.gauss(mean, 1.0)), queries.POINTS[0]), queries.POINTS[-1])


def _speaker(party_id: int) -> User | None:
    speaking = Representation.objects.filter(
        party=party_id, role__in=queries.SPEAKING, person__is_program=False
    )
    found = speaking.select_related("person").order_by("pk").first()
    return found.person if found else None
