from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samenspel.collaborations.models import Collaboration, Party
from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.actions import Statutes, Terms
from samenspel.decisions.analyses import Picked
from samenspel.decisions.choices import (
    Body,
    Form,
    Kind,
    Majority,
    Position,
    Said,
    Secrecy,
    Step,
    Turnout,
    Verdict,
    Voters,
)
from samenspel.decisions.models import Decision, Elector
from samenspel.decisions.queries import Entitled
from samenspel.decisions.tasks import close_vote

SLUG = "fruit-op-het-plein"
MEMBERS, IN_FAVOUR, AGAINST, BLANK = 120, 66, 34, 3
NEIGHBOURS = 10
PROJECTS = (("Banken", 600), ("Boom", 300), ("Kast voor boeken", 100), ("Hek", 400))
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
    """One short of a single vote, one adopted, one open, one going round and one proposed."""
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
    _by_consent(collaboration, first, at - 5 * DAY)
    _chosen(collaboration, second, at)
    _secretly(collaboration, second, at)
    _by_shares(collaboration, first, second, at - 18 * DAY)
    council = Statutes(
        f"Ledenraad van {first.name}", body=Body.COUNCIL, majority=Majority.TWO_THIRDS,
        turnout=Turnout.HALF, allows_second=True,
    )  # fmt: skip
    actions.keep_body(collaboration=collaboration, statutes=council, party=first, by=None, at=at)
    actions.propose(
        collaboration=collaboration, chair=None, party=first, by=None, at=at,
        text="We nemen ouders uit de buurt op in de groep die over het plein beslist.",
        terms=Terms("Ouders beslissen mee", "Het gaat over hun kinderen.", at + 21 * DAY),
    )  # fmt: skip


def _chosen(collaboration: Collaboration, party: Party, at: datetime) -> None:
    """A budget that was divided, and an order that people can still give."""
    electorate = [Entitled(f"neighbour-{number}", party) for number in range(NEIGHBOURS)]
    money = _vote(
        collaboration, party, at - 15 * DAY, "Wat doen we met het buurtgeld?",
        "We verdelen 1.000 euro van het buurtfonds over wat buren het meest willen.",
        why="Het geld moet dit jaar op.", electorate=electorate, voters=Voters.LISTED,
        secrecy=Secrecy.CONFIDENTIAL, kind=Kind.MONEY, body=Body.COUNCIL, form=Form.BUDGET,
        budget=1000, options=[actions.Option(name, cost) for name, cost in PROJECTS],
    )  # fmt: skip
    voters = money.electors.order_by("pk")
    for elector, places in zip(voters, [(1, 4)] * 5 + [(4,)] + [(2, 3)] * 4, strict=True):
        picked = Picked(points=dict.fromkeys(places, 1))
        _pick(elector, picked, at - 14 * DAY)
    actions.close(decision=money, by=None, at=money.closes_at)
    actions.declare(decision=money, verdict=Verdict.CHOSEN, words="", by=None, at=money.closes_at)
    running = _vote(
        collaboration, party, at - DAY, "Welk fruit eerst?",
        "Dit fruit bestellen we in het voorjaar als eerste bij.",
        why="Niet alles past in de koelkast.", days=9, form=Form.RANKING, voters=Voters.PEOPLE,
        options=[actions.Option(name) for name in ("Appels", "Peren", "Bananen", "Aardbeien")],
    )  # fmt: skip
    for elector in running.electors.filter(party=party):
        _pick(elector, Picked(ranking=((1,), (3,), (2,))), at - DAY)


def _by_shares(
    collaboration: Collaboration, first: Party, second: Party, at: datetime
) -> None:  # fmt: skip
    """Each party half of the outcome, though more people vote of the one than of the other."""
    said = {first: [Said.FOR] * 6 + [Said.AGAINST], second: [Said.FOR] * 2 + [Said.AGAINST] * 3}
    electorate = [Entitled(f"share-{party.pk}-{number}", party)
                  for party, choices in said.items() for number in range(len(choices))]  # fmt: skip
    decision = _vote(
        collaboration, first, at, "Ook op zaterdag een kraam",
        "Van mei tot en met september staat er ook op zaterdag een kraam met fruit.",
        why="Op zaterdag zijn er meer kinderen op het plein.", electorate=electorate,
        voters=Voters.SHARES, secrecy=Secrecy.CONFIDENTIAL,
    )  # fmt: skip
    text, choices = queries.text_of(decision).digest, {p: iter(each) for p, each in said.items()}
    for elector in decision.electors.select_related("party").order_by("pk"):
        choice = next(choices[elector.party])
        actions.cast(elector=elector, choice=choice, why="", on_text=text, by=None, at=at)
    actions.close(decision=decision, by=None, at=decision.closes_at)
    actions.declare(
        decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=decision.closes_at
    )


def _secretly(collaboration: Collaboration, party: Party, at: datetime) -> None:
    """Who leads the members’ council, with votes kept apart from who voted."""
    electorate = [Entitled(f"council-{number}", party) for number in range(NEIGHBOURS)]
    decision = _vote(
        collaboration, party, at - 12 * DAY, "Wie zit de ledenraad voor",
        "Samira Oudkerk zit de ledenraad twee jaar voor.", why="De vorige voorzitter verhuisde.",
        electorate=electorate, voters=Voters.LISTED, secrecy=Secrecy.SEPARATED,
        kind=Kind.APPOINTMENT, body=Body.COUNCIL,
    )  # fmt: skip
    text = queries.text_of(decision).digest
    said = [Said.FOR] * 7 + [Said.AGAINST, Said.BLANK]
    for elector, choice in zip(decision.electors.order_by("pk"), said, strict=False):
        actions.drop_in_box(
            elector=elector, said=choice, receipt=analyses.new_receipt(), on_text=text, by=None,
            at=at - 11 * DAY,
        )  # fmt: skip
    actions.close(decision=decision, by=None, at=decision.closes_at)
    actions.declare(
        decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=decision.closes_at
    )


def _pick(elector: Elector, picked: Picked, at: datetime) -> None:
    text = queries.text_of(Decision.objects.get(pk=elector.decision_id)).digest
    actions.pick(elector=elector, picked=picked, why="", on_text=text, by=elector.person, at=at)


def _by_consent(collaboration: Collaboration, party: Party, at: datetime) -> None:
    """The second round of a text about the key, which took in an objection to the first."""
    asked = _vote(
        collaboration, party, at, "Wie de sleutel heeft",
        "Iedereen van beide partijen krijgt een sleutel van de schuur.",
        why="Nu staat er soms iemand voor een dichte deur.", days=12, form=Form.CONSENT,
        voters=Voters.PEOPLE, turnout=Turnout.TWO_THIRDS, kind=Kind.POLICY,
        evaluate_on=queries.day_of(at + 90 * DAY),
    )  # fmt: skip
    members = list(asked.electors.order_by("pk"))
    question = actions.remark(
        decision=asked, words="Hoeveel sleutels zijn dat?", by=members[-1].person, at=at
    )
    actions.answer(remark=question, words="Vijf, één per persoon.", by=None, at=at)
    for step in (Step.QUESTIONS, Step.REACTIONS):
        actions.go_on(decision=asked, after=step, by=None, at=at + DAY)
    _stand(members[0], Position.CONSENT, "", at + DAY)
    _stand(members[-1], Position.OBJECTION,
           "Raakt er één kwijt, dan staat het fruit voor iedereen open.", at + DAY)  # fmt: skip
    objection = queries.open_objections(asked)
    actions.amend(
        decision=asked, count=close_vote, by=None, at=at + 2 * DAY,
        amendment=actions.Amendment(
            text="Elke partij krijgt één sleutel en houdt bij wie hem heeft.",
            why="Zo weten we altijd waar ze zijn.", closes_at=asked.closes_at,
            integrates=list(objection),
        ),
    )  # fmt: skip
    _stand(members[-1], Position.CONCERN, "Spreek ook af wat je doet als hij weg is.", at + 3 * DAY)


def _stand(member: Elector, position: Position, words: str, at: datetime) -> None:
    text = queries.text_of(Decision.objects.get(pk=member.decision_id)).digest
    actions.stand(
        elector=member, position=position, words=words, on_text=text, by=member.person, at=at
    )


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
    electorate: list[Entitled] | None = None, days: int = 7,
    options: Sequence[actions.Option] = (), **terms: Any,
) -> Decision:  # fmt: skip
    asked = Terms(title, why, at + days * DAY, **terms)
    made = actions.propose(
        collaboration=collaboration, text=text, terms=asked, party=party, chair=None, by=None,
        at=at, options=options,
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
