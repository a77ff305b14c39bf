from datetime import datetime

from django.db import transaction

from samenspel.conversations import analyses, queries
from samenspel.conversations.choices import StatementState
from samenspel.conversations.models import Conversation, OpinionMap, Vote
from samenspel.platform import audit

from .common import _locked

TOGETHER = 5  # a new map counts the votes of at least so many people that the last one did not


def renew_map(*, conversation: Conversation, by: None, at: datetime) -> OpinionMap | None:
    """Make a map of the votes as they are, and keep it; `None` while too few people voted.

    Two maps that differ by one person would show what that person voted, so a new one waits for
    five people. The calculation runs outside any transaction: meanwhile others vote.
    """
    Conversation.objects.filter(pk=conversation.pk).update(map_asked_at=None)
    conversation = Conversation.objects.get(pk=conversation.pk)
    before, over = queries.map_of(conversation), not queries.takes_part(conversation, at)
    rows = list(queries.votes_to_count(conversation))
    votes = [(each.person, each.number, each.value) for each in rows]
    seen = queries.fingerprint_of(votes)
    changed = {each.person for each in rows if not each.is_counted}
    if len({each.person for each in rows}) < TOGETHER:
        return None
    if before and (before.input_hash == seen or (not over and len(changed) < TOGETHER)):
        return before
    texts = dict(queries.shown_statements(conversation).values_list("number", "text"))
    removed = queries.statements_of(conversation).filter(state=StatementState.REFUSED)
    found = analyses.finding_in(
        votes,
        texts,
        question=conversation.question,
        removed=removed.filter(votes__isnull=False).distinct().count(),
        made_on=at.date(),
    )
    return _keep(conversation, found, seen, by, at)


@transaction.atomic
def _keep(
    conversation: Conversation, found: analyses.Finding, seen: str, by: None, at: datetime
) -> OpinionMap:
    """Put the map in the place of the one before, unless a newer one came first."""
    before = queries.map_of(_locked(conversation))
    if before and before.made_at > at:
        return before
    kept, _made = OpinionMap.objects.update_or_create(
        conversation=conversation,
        defaults={
            "payload": found.payload,
            "pages": found.pages,
            "axes": found.axes,
            "routing": found.routing,
            "input_hash": seen,
            "method_version": found.method_version,
            "made_at": at,
        },
    )
    # Who voted during the calculation counts as counted: that keeps more than five apart, not less.
    Vote.objects.filter(statement__conversation=conversation, is_counted=False).update(
        is_counted=True
    )
    audit.record("conversations.map_made", subject=conversation, by=by, at=at)
    return kept
