import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Collaboration
from samenspel.conversations import queries
from samenspel.conversations.choices import (
    Access,
    ConversationState,
    Moderation,
    News,
    StatementState,
)
from samenspel.conversations.models import Conversation, OpinionMap, Statement
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError

from .common import (
    AskMap,
    NotForYou,
    NotOpen,
    _add,
    _ask_for_map,
    _check_may_lead,
    _locked,
    _locked_open,
)

FEWEST_STATEMENTS = 3


class NotReady(DomainError):
    """A conversation cannot be opened yet, or was opened before."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with what people should know first, and how statements are read."""

    question: str
    background: str
    language: str
    moderation: Moderation
    closes_at: datetime
    access: Access = Access.LINK
    shown_on: str = ""  # websites that may show it, one on each line
    shares_votes: bool = False  # whether votes go out without names; who takes part reads it first


@transaction.atomic
def start_conversation(
    *,
    collaboration: Collaboration,
    asked: Question,
    statements: Sequence[str],
    by: User | None,
    at: datetime,
) -> Conversation:
    """Prepare a conversation with its first statements. Nobody can take part yet."""
    _check_may_lead(by, collaboration)
    conversation = Conversation.objects.create(
        collaboration=collaboration,
        question=asked.question,
        background=asked.background,
        language=asked.language,
        moderation=asked.moderation,
        access=asked.access,
        shown_on=asked.shown_on,
        shares_votes=asked.shares_votes,
        closes_at=asked.closes_at,
        made_by=by,
        made_at=at,
    )
    for text in statements:
        _add(conversation, text, StatementState.SHOWN, at)
    audit.record("conversations.started", subject=conversation, by=by, at=at)
    return conversation


@transaction.atomic
def open_conversation(
    *, conversation: Conversation, make_map: AskMap, by: User | None, at: datetime
) -> str:
    """Let people take part; gives the token of the link. At its end the last map is made."""
    found = _locked(conversation)
    _check_may_lead(by, found.collaboration)
    if not found.is_draft:
        raise NotReady(_("This conversation was opened before."))
    if at >= found.closes_at:
        raise NotReady(_("The last day is over. Start a new conversation with a later one."))
    if queries.shown_statements(found).count() < FEWEST_STATEMENTS:
        raise NotReady(_("Give at least three statements, so that people can begin."))
    token = _new_link(found)
    Conversation.objects.filter(pk=found.pk).update(state=ConversationState.OPEN, opened_at=at)
    make_map.using(run_after=found.closes_at).enqueue(found.pk)
    audit.record("conversations.opened", subject=found, by=by, at=at)
    events.tell(News.CONVERSATION_OPENED, queries.news_about(found), at=at)
    return token


@transaction.atomic
def make_link(*, conversation: Conversation, by: User | None, at: datetime) -> str:
    """A new link; nobody can begin by the earlier one, and who began goes on."""
    found = _locked_open(conversation, at)
    _check_may_lead(by, found.collaboration)
    token = _new_link(found)
    audit.record("conversations.link_made", subject=found, by=by, at=at)
    return token


@transaction.atomic
def close_conversation(
    *, conversation: Conversation, make_map: AskMap, by: User, at: datetime
) -> None:
    """Take no votes any more; the last map counts them all."""
    found = _locked_open(conversation, at)
    _check_may_lead(by, found.collaboration)
    Conversation.objects.filter(pk=found.pk).update(
        state=ConversationState.CLOSED, closed_at=at, link_hash=""
    )
    _ask_for_map(found, make_map, at)
    audit.record("conversations.closed", subject=found, by=by, at=at)
    events.tell(News.CONVERSATION_CLOSED, queries.news_about(found), at=at)


@transaction.atomic
def add_statement(*, conversation: Conversation, text: str, by: User, at: datetime) -> Statement:
    """Add a statement as one of those who lead the conversation."""
    found = _locked(conversation)
    _check_may_lead(by, found.collaboration)
    if found.state == ConversationState.CLOSED or at >= found.closes_at:
        raise NotOpen(_("This conversation has ended."))
    statement = _add(found, text, StatementState.SHOWN, at)
    audit.record("conversations.statement_added", subject=found, by=by, at=at)
    return statement


@transaction.atomic
def show_statement(*, statement: Statement, make_map: AskMap, by: User, at: datetime) -> None:
    """Let people vote on a statement that waited, or was taken out."""
    _decide(statement, StatementState.SHOWN, "", by, at)
    _ask_for_map(statement.conversation, make_map, at)
    audit.record("conversations.statement_shown", subject=statement, by=by, at=at)


@transaction.atomic
def refuse_statement(
    *, statement: Statement, reason: str, make_map: AskMap, by: User, at: datetime
) -> None:
    """Show a statement to no participant, and say why; votes on it count no longer.

    A map in which it stands is shown to nobody either, until it is made again without it.
    """
    if by and by.is_program and statement.suggested_by_id:  # whoever made its key looks again
        raise NotForYou(_("A person decides this by name, not a program."))
    if statement.state == StatementState.SHOWN:
        shown = OpinionMap.objects.filter(conversation=statement.conversation_id)
        shown.update(pages={}, papers={})
    _decide(statement, StatementState.REFUSED, reason, by, at)
    _ask_for_map(statement.conversation, make_map, at)
    audit.record("conversations.statement_refused", subject=statement, by=by, at=at)


def _decide(
    statement: Statement, state: StatementState, reason: str, by: User, at: datetime
) -> None:
    _check_may_lead(by, statement.conversation.collaboration)
    Statement.objects.filter(pk=statement.pk).update(
        state=state, reason=reason, decided_by=by, decided_at=at
    )


def _new_link(conversation: Conversation) -> str:
    token = secrets.token_urlsafe(16)
    Conversation.objects.filter(pk=conversation.pk).update(link_hash=fingerprint(token))
    return token
