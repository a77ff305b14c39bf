"""Makers of conversations: a question with statements, people, and what they voted."""

from datetime import timedelta
from secrets import token_urlsafe

from samenspel.conversations import actions, queries
from samenspel.conversations.actions import Asking, Question
from samenspel.conversations.choices import About, Choice, Moderation
from samenspel.conversations.models import Participant
from samenspel.conversations.tasks import make_map
from samenspel.people.queries import fingerprint
from tests.make import NOON, make_collaboration

STATEMENTS = [
    "Meer bomen in de straat.",
    "De stoep mag smaller.",
    "Elke maand een straatdiner.",
    "De bus moet vaker komen.",
    "Auto's horen in de garage.",
    "Een buurtmoestuin op het plein.",
    "Het plein blijft van steen.",
    "Samen zonnepanelen kopen.",
    "Een vaste agent in de wijk.",
    "De speeltuin gaat 's avonds dicht.",
    "Ruil gereedschap met je buren.",
    "Parkeren kost geld.",
    "Iedereen groet elkaar.",
    "De markt komt naar het plein.",
    "Honden los in het park.",
    "Een bank om samen op te zitten.",
]
WEEK = timedelta(days=7)


def asked(**given):
    fields = {
        "question": "Wat willen we samen bereiken in onze straat?",
        "background": "De gemeente maakt volgend jaar een plan.",
        "language": "nl",
        "moderation": Moderation.BEFORE,
        "closes_at": NOON + WEEK,
    }
    return Question(**{**fields, **given})


def make_conversation(collaboration=None, *, at=NOON, statements=STATEMENTS, by=None, **given):
    given.setdefault("closes_at", at + WEEK)
    return actions.start_conversation(
        collaboration=collaboration or make_collaboration(),
        asked=asked(**given),
        statements=statements,
        by=by,
        at=at,
    )


def asks_age(conversation, *, at=NOON):
    """The same, asking people whether they are young or old."""
    age = Asking(About.AGE, "Hoe oud ben je?", [("jong", None), ("oud", None)])
    actions.ask_about(conversation=conversation, asking=age, by=None, at=at)
    return conversation


def opened(conversation=None, *, at=NOON, **given):
    """An open conversation, and the token of its link."""
    made = conversation or make_conversation(at=at, **given)
    token = actions.open_conversation(conversation=made, make_map=make_map, by=None, at=at)
    made.refresh_from_db()
    return made, token


def joined(conversation, *, at=NOON):
    """Someone who takes part."""
    key = actions.join(conversation=conversation, key=token_urlsafe(), by=None, at=at)
    found = Participant.objects.select_related("conversation__collaboration")
    return found.get(key_hash=fingerprint(key))


def says(participant, number, value, *, at=NOON, **given):
    given = {"matters": False, "chance": 0.5, "make_map": make_map, **given}
    actions.cast_vote(number=number, value=Choice(value), by=participant, at=at, **given)


def two_camps(conversation, *, each=25, at=NOON):
    """People of two minds: on even statements they agree, on odd ones each camp with itself."""
    people = []
    for camp in (1, -1):
        for person in range(each):
            someone = joined(conversation, at=at)
            for number in queries.shown_statements(conversation).values_list("number", flat=True):
                value = 1 if number % 2 == 0 else camp
                if (7 * person + 5 * number) % 11 == 0:
                    value = -value
                says(someone, number, value, at=at)
            people.append(someone)
    return people


def taken_out(conversation, number, *, at=NOON):
    """A statement that someone of the first party took out; what it said."""
    statement = queries.statements_of(conversation).get(number=number)
    leader = conversation.collaboration.parties.first().representations.first().person
    actions.refuse_statement(
        statement=statement, reason="Een naam.", make_map=make_map, by=leader, at=at
    )
    return statement.text
