"""What a vote asks of the database: a thousand people at once ask it, so it is asked briefly."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from samenspel.conversations.models import (
    Conversation,
    OpinionMap,
    Participant,
    Statement,
    Vote,
)
from samenspel.people.queries import fingerprint
from samenspel.platform.prepared import prepared
from samenspel.platform.together import ask_together

from .talking import shown_statements

MOST_KEPT = 64  # maps of which a process remembers what they know of statements


class OnBallot(NamedTuple):
    """A statement that is shown, and whether somebody voted on it."""

    number: int
    text: str
    language: str
    translation: str
    is_cast: bool

    @property
    def translation_language(self) -> str:
        return "en" if self.language == "nl" else "nl"


class Ballot(NamedTuple):
    """The statements shown, and what the newest map knows of them, to choose the next one."""

    statements: list[OnBallot]
    routing: Mapping[str, Any]


@prepared
def _who_has(conversation: Conversation, key_hash: str) -> QuerySet[Participant]:
    found = Participant.objects.select_related("conversation__collaboration")
    return found.filter(conversation=conversation, key_hash=key_hash)


def participant_of(conversation_id: int, key: str) -> Participant | None:
    """Who takes part with this key, if it is one of the conversation."""
    found = _who_has(Conversation(pk=conversation_id), fingerprint(key))
    ask_together(found)
    return next(iter(found), None)


@prepared
def _shown_to(conversation: Conversation, participant: Participant) -> QuerySet[Statement, Any]:
    cast = Vote.objects.filter(participant=participant, statement=OuterRef("pk"))
    shown = shown_statements(conversation).annotate(is_cast=Exists(cast))
    return shown.values_list("number", "text", "language", "translation", "is_cast")


@prepared
def _newest(conversation: Conversation) -> QuerySet[OpinionMap, Any]:
    found = OpinionMap.objects.filter(conversation=conversation)
    return found.values_list("pk", "made_at", "input_hash")


def ballot_of(participant: Participant) -> Ballot:
    """The statements shown, each with whether this person voted on it, and how to choose."""
    conversation = participant.conversation
    shown, newest = _shown_to(conversation, participant), _newest(conversation)
    ask_together(shown, newest)
    statements = [
        OnBallot(number, text, language, translation, is_cast)
        for number, text, language, translation, is_cast in shown
    ]
    return Ballot(statements, next((_routing(*each) for each in newest), {}))


@lru_cache(maxsize=MOST_KEPT)
def _routing(pk: int, _made_at: datetime, _input_hash: str) -> Mapping[str, Any]:
    """What a map knows of statements; the same until it is made again."""
    kept = OpinionMap.objects.filter(pk=pk).values_list("routing", flat=True)
    return kept.first() or {}
