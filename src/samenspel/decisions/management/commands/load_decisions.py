from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samenspel.collaborations.models import Collaboration, Party
from samenspel.decisions import actions, queries
from samenspel.decisions.actions import Terms
from samenspel.decisions.choices import (
    Body,
    Kind,
    Majority,
    Said,
    Secrecy,
    Turnout,
    Verdict,
    Voters,
)
from samenspel.decisions.models import Decision
from samenspel.decisions.queries import Entitled
from samenspel.decisions.tasks import close_vote

SLUG = "fruit-op-het-plein"
MEMBERS, IN_FAVOUR, AGAINST, BLANK = 120, 66, 34, 3
DAY = timedelta(days=1)


class Command(BaseCommand):
    """Load fictional decisions, once."""

    help = "Load the fictional decisions; does nothing when there are any or no example."

    def handle(self, *_args: Any, **_options: Any) -> None:
        square = Collaboration.objects.filter(slug=SLUG).first()
        if square is None or queries.decisions_in(square).exists():
            return
        load_decisions(square, timezone.now())


@transaction.atomic
def load_decisions(collaboration: Collaboration, at: datetime) -> None:
    """One that one vote was lacking for, one that was adopted, one open and one proposed."""
    first, second = (party for party, _people in queries.speakers_by_party(collaboration))
    _by_members(collaboration, first, at - 30 * DAY)
    shared = _vote(
        collaboration, first, at - 20 * DAY, "Samen een koelkast kopen",
        "Wij kopen samen een koelkast van hoogstens € 1.500. Elke partij betaalt de helft.",
        why="Zonder koelkast gooien we elke vrijdag fruit weg.", kind=Kind.MONEY,
    )  # fmt: skip
    _cast(shared, {first.pk: (Said.FOR, "Dit scheelt elke week twee kratten."),
                   second.pk: (Said.FOR, "Mits hij bij ons in de hal mag staan.")})  # fmt: skip
    actions.close(decision=shared, by=None, at=shared.closes_at)
    actions.declare(
        decision=shared, verdict=Verdict.ADOPTED, words="", by=None, at=shared.closes_at
    )
    running = _vote(
        collaboration, second, at - DAY, "Ook in de zomervakantie uitdelen",
        "We delen ook in de zomervakantie elke vrijdag fruit uit, van tien tot twaalf.",
        why="Juist dan eten kinderen die niet op vakantie gaan vaker ongezond.", days=14,
        changes="Er zijn zes vrijdagen extra twee mensen nodig.",
    )  # fmt: skip
    _cast(running, {second.pk: (Said.FOR, "Het fruit is er dan ook.")})
    actions.propose(
        collaboration=collaboration, chair=None, party=first, by=None, at=at,
        text="We nemen ouders uit de buurt op in de groep die over het plein beslist.",
        terms=Terms("Ouders beslissen mee", "Het gaat over hun kinderen.", at + 21 * DAY),
    )  # fmt: skip


def _by_members(collaboration: Collaboration, party: Party, at: datetime) -> None:
    """The members of the foundation’s members’ council: needed 67 of 100, got 66."""
    said = [Said.FOR] * IN_FAVOUR + [Said.AGAINST] * AGAINST + [Said.BLANK] * BLANK
    electorate = [Entitled(f"member-{number}", party) for number in range(MEMBERS)]
    decision = _vote(
        collaboration, party, at, "Huurders in de ledenraad",
        "Ook wie huurt aan het plein kan lid worden van de ledenraad.",
        why="Nu kan dat alleen wie er een huis heeft.", electorate=electorate,
        body=Body.COUNCIL, kind=Kind.POLICY, majority=Majority.TWO_THIRDS, turnout=Turnout.HALF,
        voters=Voters.LISTED, secrecy=Secrecy.CONFIDENTIAL,
    )  # fmt: skip
    text = queries.text_of(decision).digest
    for elector, choice in zip(decision.electors.order_by("pk"), said, strict=False):
        actions.cast(elector=elector, choice=choice, why="", on_text=text, by=None, at=at)
    actions.close(decision=decision, by=None, at=decision.closes_at)
    actions.declare(
        decision=decision, verdict=Verdict.REJECTED, by=None, at=decision.closes_at,
        words="Eén stem te weinig. We praten er in het voorjaar opnieuw over.",
    )  # fmt: skip


def _vote(
    collaboration: Collaboration, party: Party, at: datetime, title: str, text: str, *, why: str,
    electorate: list[Entitled] | None = None, days: int = 7, **terms: Any,
) -> Decision:  # fmt: skip
    asked = Terms(title, why, at + days * DAY, **terms)
    made = actions.propose(
        collaboration=collaboration, text=text, terms=asked, party=party, chair=None, by=None,
        at=at,
    )  # fmt: skip
    return actions.open_vote(decision=made, electorate=electorate, count=close_vote, by=None, at=at)


def _cast(decision: Decision, said: dict[int, tuple[Said, str]]) -> None:
    text = queries.text_of(decision).digest
    for elector in decision.electors.filter(party__in=said):
        choice, why = said[elector.party_id]
        actions.cast(
            elector=elector, choice=choice, why=why, on_text=text, by=None,
            at=decision.opened_at or decision.proposed_at,
        )  # fmt: skip
