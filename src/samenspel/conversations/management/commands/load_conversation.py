from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samenspel.collaborations.models import Collaboration
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import Asking, Measure, Question, Wording
from samenspel.conversations.analyses import simulated_votes
from samenspel.conversations.choices import About, ActState, InitiativeStage, Moderation, Part
from samenspel.conversations.models import Conversation
from samenspel.conversations.tasks import count_round, make_map

SLUG = "fruit-op-het-plein"
OPEN_FOR = timedelta(days=60)
PEOPLE = 160
QUESTION = "Wat willen we samen bereiken op en rond het plein?"
BACKGROUND = (
    "De stichting en de fruithandel beginnen iets op het schoolplein. Wat het wordt, beslissen de "
    "mensen die er komen. Met jullie stellingen maken we een plan."
)
UNITING = [
    "Wie weinig geld heeft, moet ook mee kunnen doen.",
    "Kinderen denken mee over het plein.",
    "Wat overblijft, gaat naar de buurt.",
    "We ruimen samen op.",
    "Elke vrijdag is er iemand die uitleg geeft.",
    "De school hoeft er niet zelf voor te zorgen.",
]
DIVIDING = [
    "Fruit is er alleen voor kinderen van de school.",
    "Ouders betalen zelf een klein bedrag.",
    "Op het plein komt een kraam die elke dag open is.",
    "We verkopen ook groente aan buren.",
    "Bedrijven mogen hun naam op het plein zetten.",
    "Het plein blijft na vijven dicht.",
    "Ook snoep mag, als het maar niet elke week is.",
    "Een vaste groep beslist, dat gaat sneller.",
    "Eerst alleen dit jaar, daarna kijken we verder.",
    "Wie helpt, krijgt een tas fruit mee.",
    "Er komt een app om af te spreken.",
    "We nemen er iemand voor in dienst.",
]
ABOUT = Asking(
    About.AGE,
    "Hoe oud ben je?",
    [("tot 25 jaar", Decimal(28)), ("25 tot 45 jaar", Decimal(31)),
     ("45 tot 65 jaar", Decimal(25)), ("65 jaar en ouder", Decimal(16))],
    "Fictieve telling van de wijk",
)  # fmt: skip
AGES = (1, 2, 1, 3, 1, 2, None, 1, 0, 2, 1, 3)  # by place among the answers
ROUND, REACTED = timedelta(days=14), 40
GOALS = [
    (
        "Iedereen kan meedoen op het plein, ook wie weinig geld heeft.",
        "Dit delen bijna alle mensen, in beide groepen.",
        ["Wie weinig geld heeft, moet ook mee kunnen doen.", "Wat overblijft, gaat naar de buurt."],
    ),
    (
        "Het plein is van de kinderen en van ons samen: we denken mee en ruimen samen op.",
        "",
        ["Kinderen denken mee over het plein.", "We ruimen samen op."],
    ),
]
AGAINST = ["Wie houdt het bij?", "En als het geld op is?", "Eerst de school vragen."]
ACTS = [
    ("Fruit is gratis voor wie de buurtpas heeft.", ActState.ACCEPTED, ""),
    ("Wat overblijft gaat naar het buurthuis.", ActState.DONE,
     "Elke vrijdag halen acht gezinnen een tas op."),
]  # fmt: skip


class Command(BaseCommand):
    """Load a fictional conversation with simulated votes, once."""

    help = "Load the fictional conversation; does nothing when there is one or no example."

    def handle(self, *_args: Any, **_options: Any) -> None:
        square = Collaboration.objects.filter(slug=SLUG).first()
        if square is None or queries.conversations_in(square).exists():
            return
        load_conversation(square, timezone.now())


def load_conversation(collaboration: Collaboration, at: datetime) -> None:
    """People of two minds about twelve of eighteen statements, and the map of their votes."""
    given: dict[str, Any] = {"by": None, "at": at}
    closes_at = timezone.localtime(at + OPEN_FOR).replace(hour=23, minute=59)
    asked = Question(QUESTION, BACKGROUND, "nl", Moderation.BEFORE, closes_at)
    statements = [*UNITING, *DIVIDING]
    conversation = actions.start_conversation(
        collaboration=collaboration, asked=asked, statements=statements, **given
    )
    actions.ask_about(conversation=conversation, asking=ABOUT, **given)
    actions.open_conversation(conversation=conversation, make_map=make_map, **given)
    votes = simulated_votes(PEOPLE, uniting=len(UNITING), dividing=len(DIVIDING))
    actions.load_votes(conversation=conversation, votes=votes, **given)
    _tell_ages(conversation, at)
    actions.renew_map(conversation=conversation, by=None, at=at)
    _carry_goals(conversation, at)


def _tell_ages(conversation: Conversation, at: datetime) -> None:
    """Parents speak most, young people hardly; some leave it open."""
    (question,) = queries.about_questions_of(conversation)
    options = [each.pk for each in question.options.all()]
    for place, person in enumerate(conversation.participants.order_by("pk")):
        band = AGES[place % len(AGES)]
        if band is not None:
            actions.tell_about(chosen={question.pk: options[band]}, by=person, at=at)


def _carry_goals(conversation: Conversation, at: datetime) -> None:
    """One goal that people carry, with what was done; and one they are asked about now."""
    given: dict[str, Any] = {"by": None, "at": at}
    texts = list(conversation.statements.order_by("number").values_list("text", flat=True))
    goals = [
        actions.word_goal(
            conversation=conversation,
            wording=Wording(text, why, [texts.index(each) for each in sources]),
            **given,
        )
        for text, why, sources in GOALS
    ]
    carried, asked = (queries.newest_version_of(goal) for goal in goals)
    before: dict[str, Any] = {"by": None, "at": at - ROUND}
    measure = Measure(80, at - ROUND / 2)
    actions.ask_consent(version=carried, measure=measure, count_round=count_round, **before)
    for place, person in enumerate(conversation.participants.order_by("pk")[:REACTED]):
        says = (False, AGAINST[place]) if place < len(AGAINST) else (True, "")
        actions.react(version=carried, consents=says[0], reason=says[1], by=person, at=at - ROUND)
    actions.count_reactions(version=carried, **given)
    for text, state, outcome in ACTS:
        actions.tell_act(goal=goals[0], text=text, state=state, outcome=outcome, **given)
    actions.tell_stages(goal=goals[0], parts=dict.fromkeys(InitiativeStage, Part.TOGETHER), **given)
    measure = Measure(80, at + ROUND)
    actions.ask_consent(version=asked, measure=measure, count_round=count_round, **given)
