from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samenspel.conversations import analyses, queries
from samenspel.conversations.choices import Beginning, StatementState
from samenspel.conversations.models import Conversation, OpinionMap, Vote
from samenspel.platform import audit, rows
from samenspel.platform.errors import DomainError

from .common import _locked

TOGETHER = 5  # a new map counts the votes of at least so many people that the last one did not
AT_ONCE = 20_000  # votes said to be counted in one go
Texts = dict[int, queries.Worded]


class NotOfNow(DomainError):
    """While a map was made, another one was kept or a statement in it was taken out."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Votes to make a map of: those of now, or those of the map before once more.

    `now` are those of now with whose they are, where the map is of these.
    """

    votes: analyses.Counted
    now: analyses.Gathered | None
    speaking: dict[str, Any]
    begun: Beginning


def renew_map(*, conversation: Conversation, by: None, at: datetime) -> OpinionMap | None:
    """Make a map of the votes as they are, and keep it; `None` while too few people voted.

    Two maps that differ by one person would show what that person voted, so a new one waits for
    five people. When a statement was taken out, the votes that the map before counted are counted
    once more without it. The calculation runs outside any transaction: meanwhile others vote.

    Raises `NotOfNow` when what was made may not be kept: ask for a map again.
    """
    Conversation.objects.filter(pk=conversation.pk).update(map_asked_at=None)
    conversation = Conversation.objects.get(pk=conversation.pk)
    before = queries.map_of(conversation)
    texts = queries.wordings_of(conversation)
    counting = _to_count(conversation, before, texts)
    if counting.votes.people < TOGETHER:
        return None
    if before and _is_up_to_date(before, counting, texts):
        return before
    removed = queries.statements_of(conversation).filter(state=StatementState.REFUSED)
    found = analyses.finding_in(
        counting.votes,
        texts,
        question=conversation.question,
        removed=removed.filter(votes__isnull=False).distinct().count(),
        made_on=localdate(at),
    )
    with transaction.atomic():
        _check_is_of_now(conversation, before, texts)
        made = _keep(conversation, found, counting, before, texts, by, at)
    if counting.now:
        _say_counted(made, counting.now.read.new.tolist())
    return made


def _is_up_to_date(before: OpinionMap, counting: Counting, texts: Texts) -> bool:
    """Whether a map holds the votes to count, and its pages the statements as they are worded."""
    if not before.pages or not before.papers or before.worded != _print(counting, texts):
        return False
    return not counting.now or before.input_hash == counting.votes.fingerprint


def _print(counting: Counting, texts: Texts) -> str:
    return analyses.wording_print(texts, counting.votes)


def _to_count(conversation: Conversation, before: OpinionMap | None, texts: Texts) -> Counting:
    """All votes, or those of the map before: also when it is over, for who voted last."""
    now, begun = _gathered(conversation, before, texts)
    if before is None or now.changed >= TOGETHER:
        return Counting(now.counted, now, _speaking(conversation, now, texts), begun)
    kept = analyses.from_kept(bytes(before.counted), only=texts)
    return Counting(kept, None, analyses.without(before.speaking, texts), Beginning.AGAIN)


def _gathered(
    conversation: Conversation, before: OpinionMap | None, texts: Texts
) -> tuple[analyses.Gathered, Beginning]:
    """The votes of now: those of the map before with what is new, or all of them read anew."""
    standing = analyses.standing_of(before) if before else None
    begun = Beginning.FIRST if standing is None else _beginning(conversation, standing, texts)
    if standing is None or begun != Beginning.GOES_ON:
        read = analyses.read_of(queries.votes_to_count(conversation), texts)
        return analyses.gathered(read, texts), begun
    read = analyses.read_of(queries.new_votes(conversation), texts)
    here = queries.people_in(conversation)
    return analyses.gone_on(standing.tallied, read, here, texts), begun


def _beginning(conversation: Conversation, standing: analyses.Standing, texts: Texts) -> Beginning:
    """Whether the map before can be gone on from: all its statements are still shown.

    One that was taken out and is shown again has votes that are counted and not in that map.
    """
    shown = standing.shown
    if shown - texts.keys() or queries.were_counted(conversation, texts.keys() - shown):
        return Beginning.STATEMENTS
    return Beginning.GOES_ON


def _speaking(conversation: Conversation, now: analyses.Gathered, texts: Texts) -> dict[str, Any]:
    """Who of those on the map told what of themselves; nothing where nobody was asked."""
    questions = list(queries.about_questions_of(conversation))
    answers = queries.about_answers_to(conversation) if questions else iter(())
    return analyses.speaking_in(now, questions, answers, 1 + max(texts, default=-1))


def _check_is_of_now(conversation: Conversation, before: OpinionMap | None, texts: Texts) -> None:
    """Refuse a map when another came first, or when it tells of what is shown no more.

    The conversation stays locked until the map is kept: of two workers one writes.
    """
    found = _locked(conversation)
    if queries.which_map_of(found) != (before and _which(before)):
        raise NotOfNow(_("Another map was made meanwhile."))
    shown = queries.shown_statements(found).values_list("number", flat=True)
    if not texts.keys() <= set(shown):
        raise NotOfNow(_("A statement was taken out meanwhile."))


def _keep(
    conversation: Conversation,
    found: analyses.Finding,
    counting: Counting,
    before: OpinionMap | None,
    texts: Texts,
    by: None,
    at: datetime,
) -> OpinionMap:
    """Put the map in the place of the one before, with what the next one goes on from."""
    made, _is_first = OpinionMap.objects.update_or_create(
        conversation=conversation,
        defaults={
            "payload": found.payload,
            "pages": found.pages,
            "papers": found.papers,
            "axes": found.axes,
            "speaking": counting.speaking,
            "routing": found.routing,
            "counted": counting.votes.kept(),
            "standing": _standing(counting, before, texts),
            "begun": counting.begun,
            "worded": _print(counting, texts),
            "input_hash": counting.votes.fingerprint,
            "method_version": found.method_version,
            "made_at": at,
        },
    )
    audit.record("conversations.map_made", subject=conversation, by=by, at=at)
    return made


def _standing(counting: Counting, before: OpinionMap | None, texts: Texts) -> bytes:
    """What the next map goes on from; of the same votes in other words that stays what it was."""
    if counting.now:
        return analyses.standing_kept(counting.now.tallied, texts)
    is_same = before is not None and before.input_hash == counting.votes.fingerprint
    return bytes(before.standing) if before and is_same else b""


def _say_counted(made: OpinionMap, votes: Iterable[tuple[int, int]]) -> None:
    """Votes that are in the newest map as they are now; one that was changed meanwhile stays new.

    In small steps, so that nobody who votes waits for it. Whatever is left when a worker dies is
    read again for the next map, where it changes nothing.
    """
    said: dict[int, list[int]] = {}
    for key, value in votes:
        said.setdefault(value, []).append(key)
    for value, keys in said.items():
        for first in range(0, len(keys), AT_ONCE):
            if not _say_some_counted(made, keys[first : first + AT_ONCE], value):
                return


@transaction.atomic
def _say_some_counted(made: OpinionMap, keys: list[int], value: int) -> bool:
    """The same of some that say this, unless another map came; whoever made that says the rest."""
    if queries.which_map_of(_locked(made.conversation)) != _which(made):
        return False
    rows.mark(Vote, keys, "is_counted", value=value)
    return True


def _which(kept: OpinionMap) -> tuple[datetime, str]:
    return (kept.made_at, kept.input_hash)
