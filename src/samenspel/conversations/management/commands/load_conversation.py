from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samenspel.collaborations.models import Collaboration
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import Question
from samenspel.conversations.analyses import simulated_votes
from samenspel.conversations.choices import Moderation
from samenspel.conversations.tasks import make_map

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
    asked = Question(QUESTION, BACKGROUND, "nl", Moderation.BEFORE, at + OPEN_FOR)
    statements = [*UNITING, *DIVIDING]
    conversation = actions.start_conversation(
        collaboration=collaboration, asked=asked, statements=statements, **given
    )
    actions.open_conversation(conversation=conversation, make_map=make_map, **given)
    votes = simulated_votes(PEOPLE, uniting=len(UNITING), dividing=len(DIVIDING))
    actions.load_votes(conversation=conversation, votes=votes, **given)
    actions.renew_map(conversation=conversation, by=None, at=at)
