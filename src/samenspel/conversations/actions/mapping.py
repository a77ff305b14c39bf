from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from samenspel.conversations import analyses, queries
from samenspel.conversations.choices import StatementState
from samenspel.conversations.models import Conversation, OpinionMap, Vote
from samenspel.platform import audit

from .common import _locked

TOGETHER = 5  # a new map counts the votes of at least so many people that the last one did not


@dataclass(frozen=True, slots=True)
class Counting:
    """Votes to make a map of: those of now, or those of the map before once more."""

    votes: analyses.Counted
    is_new: bool
    speaking: dict[str, Any]


def renew_map(*, conversation: Conversation, by: None, at: datetime) -> OpinionMap | None:
    """Make a map of the votes as they are, and keep it; `None` while too few people voted.

    Two maps that differ by one person would show what that person voted, so a new one waits for
    five people. When a statement was taken out, the votes that the map before counted are counted
    once more without it. The calculation runs outside any transaction: meanwhile others vote.
    """
    Conversation.objects.filter(pk=conversation.pk).update(map_asked_at=None)
    conversation = Conversation.objects.get(pk=conversation.pk)
    before = queries.map_of(conversation)
    texts = dict(queries.shown_statements(conversation).values_list("number", "text"))
    counting = _to_count(conversation, before, texts.keys())
    if counting.votes.people < TOGETHER:
        return None
    kept = counting.votes.kept()
    same = before is not None and before.input_hash == analyses.fingerprint_of(kept)
    if before and before.pages and before.papers and (same or not counting.is_new):
        return before
    removed = queries.statements_of(conversation).filter(state=StatementState.REFUSED)
    found = analyses.finding_in(
        counting.votes,
        texts,
        question=conversation.question,
        removed=removed.filter(votes__isnull=False).distinct().count(),
        made_on=localdate(at),
    )
    return _keep(conversation, found, kept, counting, by, at)


def _to_count(
    conversation: Conversation, before: OpinionMap | None, shown: Collection[int]
) -> Counting:
    """All votes, or those of the map before: also when it is over, for who voted last."""
    now = analyses.gathered(queries.votes_to_count(conversation))
    if before is None or now.changed >= TOGETHER:
        return Counting(now.counted, is_new=True, speaking=_speaking(conversation, now, shown))
    kept = analyses.from_kept(bytes(before.counted), only=shown)
    return Counting(kept, is_new=False, speaking=analyses.without(before.speaking, shown))


def _speaking(
    conversation: Conversation, now: analyses.Gathered, shown: Collection[int]
) -> dict[str, Any]:
    """Who of those on the map told what of themselves; nothing where nobody was asked."""
    questions = list(queries.about_questions_of(conversation))
    answers = queries.about_answers_to(conversation) if questions else iter(())
    return analyses.speaking_in(now, questions, answers, 1 + max(shown, default=-1))


@transaction.atomic
def _keep(
    conversation: Conversation,
    found: analyses.Finding,
    kept: bytes,
    counting: Counting,
    by: None,
    at: datetime,
) -> OpinionMap:
    """Put the map in the place of the one before, unless a newer one came first."""
    before = queries.map_of(_locked(conversation))
    if before and before.made_at > at:
        return before
    made, _is_first = OpinionMap.objects.update_or_create(
        conversation=conversation,
        defaults={
            "payload": found.payload,
            "pages": found.pages,
            "papers": found.papers,
            "axes": found.axes,
            "speaking": counting.speaking,
            "routing": found.routing,
            "counted": kept,
            "input_hash": analyses.fingerprint_of(kept),
            "method_version": found.method_version,
            "made_at": at,
        },
    )
    if counting.is_new:  # who voted meanwhile counts as counted: five apart becomes more, not less
        Vote.objects.filter(statement__conversation=conversation, is_counted=False).update(
            is_counted=True
        )
    audit.record("conversations.map_made", subject=conversation, by=by, at=at)
    return made
