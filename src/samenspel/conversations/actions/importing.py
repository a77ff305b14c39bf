import secrets
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Collaboration
from samenspel.conversations.analyses import Brought, Export
from samenspel.conversations.choices import ConversationState, StatementState
from samenspel.conversations.models import Conversation, Participant, Statement, Vote
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit, bulk

from .common import _check_may_lead
from .leading import Question
from .taking_part import CONSENT_VERSION

AT_ONCE = 20_000  # votes written in one go
COLUMNS = ("participant", "statement", "value", "matters", "is_counted")
Progress = Callable[[int, int], None]


@transaction.atomic
def bring_in(
    *,
    collaboration: Collaboration,
    asked: Question,
    export: Export,
    on_progress: Progress,
    by: User | None,
    at: datetime,
) -> Conversation:
    """Keep a conversation that was held elsewhere: closed here, and nobody has a key to it."""
    _check_may_lead(by, collaboration)
    conversation = Conversation.objects.create(
        collaboration=collaboration, question=asked.question, background=asked.background,
        language=asked.language, moderation=asked.moderation, state=ConversationState.CLOSED,
        closes_at=asked.closes_at, closed_at=at, made_by=by, made_at=at,
    )  # fmt: skip
    statements = Statement.objects.bulk_create(
        [
            _statement(conversation, number, each, at)
            for number, each in enumerate(export.statements)
        ],
        batch_size=AT_ONCE,
    )
    people = Participant.objects.bulk_create(
        [
            Participant(
                conversation=conversation,
                key_hash=fingerprint(secrets.token_urlsafe(16)),
                consent_version=CONSENT_VERSION,
            )
            for _each in range(export.people)
        ],
        batch_size=AT_ONCE,
    )
    _keep(export, [each.pk for each in people], [each.pk for each in statements], on_progress)
    audit.record("conversations.votes_loaded", subject=conversation, by=by, at=at)
    return conversation


def _keep(export: Export, people: list[int], statements: list[int], on_progress: Progress) -> None:
    """Millions of rows, so past the objects that each would be otherwise.

    They count as counted: the first map counts all there are.
    """
    known = {field.name: field for field in Vote._meta.concrete_fields}
    fields = [known[name] for name in COLUMNS]
    total = len(export.votes)
    for begin in range(0, total, AT_ONCE):
        rows = export.votes[begin : begin + AT_ONCE].tolist()
        bulk.lay_in(Vote, fields, _votes(rows, people, statements))
        on_progress(min(begin + AT_ONCE, total), total)


def _votes(
    rows: list[list[int]], people: list[int], statements: list[int]
) -> Iterator[tuple[object, ...]]:
    for person, statement, value in rows:
        yield (people[person], statements[statement], value, False, True)


def _statement(
    conversation: Conversation, number: int, brought: Brought, at: datetime
) -> Statement:
    reason = ""
    if brought.is_out:
        reason = _("Taken out before it was brought in.")
    elif brought.is_meta:
        reason = _("It is about the conversation itself.")
    state = StatementState.REFUSED if reason else StatementState.SHOWN
    return Statement(
        conversation=conversation, number=number, text=brought.text, state=state, reason=reason,
        language=brought.language, translation=brought.translation, made_on=at.date(),
        decided_at=at if reason else None,
    )  # fmt: skip
