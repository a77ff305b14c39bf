import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samenspel.conversations import queries
from samenspel.conversations.models import Conversation, Participant, Vote
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit

from .taking_part import CONSENT_VERSION

AT_ONCE = 5_000


@transaction.atomic
def load_votes(
    *,
    conversation: Conversation,
    votes: Sequence[tuple[int, int, int]],
    by: User | None,
    at: datetime,
) -> None:
    """Keep votes cast elsewhere: who (any number), on which statement shown, and what.

    Nobody gets a key: these people take part here no further.
    """
    people = Participant.objects.bulk_create(
        [_without_key(conversation) for _who in {who for who, _number, _value in votes}],
        batch_size=AT_ONCE,
    )
    person = dict(zip(sorted({who for who, _n, _v in votes}), people, strict=True))
    keys = dict(queries.shown_statements(conversation).values_list("number", "pk"))
    Vote.objects.bulk_create(
        [
            Vote(participant=person[who], statement_id=keys[number], value=value)
            for who, number, value in votes
        ],
        batch_size=AT_ONCE,
    )
    audit.record("conversations.votes_loaded", subject=conversation, by=by, at=at)


def _without_key(conversation: Conversation) -> Participant:
    unknown = fingerprint(secrets.token_urlsafe(16))
    return Participant(conversation=conversation, key_hash=unknown, consent_version=CONSENT_VERSION)
