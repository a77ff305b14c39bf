from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.conversations import queries
from samenspel.conversations.choices import Choice, Moderation, StatementState
from samenspel.conversations.models import Conversation, Participant, Statement, Vote
from samenspel.people.queries import fingerprint
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .common import AskMap, NotOpen, _add, _ask_for_map, _locked_open

CONSENT_VERSION = "2026-11"


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


@transaction.atomic
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
    statement_id = queries.shown_id(conversation, number)
    if statement_id is None:
        raise NotShown(_("This statement is not shown any more. Go on with the next."))
    vote = Vote(
        participant=by,
        statement_id=statement_id,
        value=value,
        matters=matters,
        chance=chance,
    )
    _put(vote, is_late=is_late)
    if conversation.map_asked_at is None:
        _ask_for_map(conversation, make_map, at)


def _put(vote: Vote, *, is_late: bool) -> None:
    if is_late:
        Vote.objects.bulk_create([vote], ignore_conflicts=True)
        return
    Vote.objects.bulk_create(
        [vote],
        update_conflicts=True,
        unique_fields=["participant", "statement"],
        update_fields=["value", "matters", "is_counted"],
    )


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
