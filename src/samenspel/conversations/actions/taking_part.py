from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samenspel.conversations import queries
from samenspel.conversations.choices import Choice, Moderation, StatementState
from samenspel.conversations.models import Conversation, Participant, Statement
from samenspel.people.queries import fingerprint
from samenspel.platform import audit, locks
from samenspel.platform.errors import DomainError

from .common import AskMap, NotOpen, _add, _ask_for_map, _locked_open

CONSENT_VERSION = "2026-11"
KEEP = """
INSERT INTO conversations_vote (participant_id, statement_id, value, matters, chance, is_counted)
SELECT %s, id, %s, %s, %s, %s FROM conversations_statement
WHERE conversation_id = %s AND number = %s AND state = %s
ON CONFLICT (participant_id, statement_id)
"""
LEAVE = "DO NOTHING"
REPLACE = """DO UPDATE
SET value = excluded.value, matters = excluded.matters, is_counted = excluded.is_counted"""


class NotShown(DomainError):
    """A vote named a statement that is not shown."""


@transaction.atomic
def join(*, conversation: Conversation, key: str, by: None, at: datetime) -> str:
    """Let someone take part who agreed to the consent text; gives the key that is theirs.

    `key` is new for everyone who presses; who presses twice comes with the same one, and so does
    a member, and who has a code on paper.
    """
    found = _locked_open(conversation, at)
    if found.participants.filter(key_hash=fingerprint(key)).exists():
        return key
    Participant.objects.create(
        conversation=found, key_hash=fingerprint(key), consent_version=CONSENT_VERSION
    )
    # The line names the conversation, not the person: nobody can read from it who took part.
    audit.record("conversations.joined", subject=found, by=by, at=at)
    return key


def cast_vote(
    *,
    number: int,
    value: Choice,
    matters: bool,
    chance: float | None,
    make_map: AskMap,
    by: Participant,
    at: datetime,
    is_late: bool = False,
) -> None:
    """Keep what someone says of a statement; saying it again replaces what was said before.

    What was tapped without a connection comes late: it replaces nothing, since what is there may
    be the same tap that came through, or a change of mind since.

    A vote leaves no line in the trail: lines in order would tell what one person did.
    """
    conversation = by.conversation
    if not queries.takes_part(conversation, at):
        raise NotOpen(_("This conversation has ended."))
    asks = conversation.map_asked_at is None
    with transaction.atomic() if asks else locks.in_line():
        _put(by, number, (int(value), matters, chance), is_late=is_late)
        if asks:
            _ask_for_map(conversation, make_map, at)


def _put(
    by: Participant, number: int, said: tuple[int, bool, float | None], *, is_late: bool
) -> None:
    """Look whether the statement is shown, and keep what was said of it, in one statement."""
    shown = (by.conversation_id, number, StatementState.SHOWN.value)
    with connection.cursor() as cursor:
        query = KEEP + (LEAVE if is_late else REPLACE)
        cursor.execute(query, [by.pk, *said, False, *shown])
        kept = cursor.rowcount
    if not kept and not (is_late and queries.votes_of(by).filter(statement__number=number)):
        raise NotShown(_("This statement is not shown any more. Go on with the next."))


@transaction.atomic
def suggest_statement(*, text: str, by: Participant, at: datetime) -> Statement:
    """Add a sentence of one's own; who added it is shown to nobody."""
    found = _locked_open(by.conversation, at)
    read_first = found.moderation == Moderation.BEFORE
    state = StatementState.WAITING if read_first else StatementState.SHOWN
    statement = _add(found, text, state, at)
    Statement.objects.filter(pk=statement.pk).update(suggested_by=by)
    audit.record("conversations.statement_suggested", subject=found, by=None, at=at)
    return statement


@transaction.atomic
def leave(*, make_map: AskMap, by: Participant, at: datetime) -> None:
    """Erase someone with their votes; their statements stay, without whose they were."""
    conversation = by.conversation
    by.delete()
    _ask_for_map(conversation, make_map, at)
    audit.record("conversations.participant_left", subject=conversation, by=None, at=at)
