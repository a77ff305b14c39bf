"""The map of a conversation with 100,000 people, made again after some of them voted."""

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from benchmarks.row import Row, apart, told

PEOPLE, CHANGED = 100_000, 10
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
AT_ONCE = 20_000


def rows() -> Iterator[Row]:
    """Measured in a process and a database of its own."""
    return apart("conversations")


def measured() -> Iterator[Row]:
    """Prepare a database of its own, then time the first map and the next."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMENSPEL_DATA_DIR": folder,
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings"}  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield from _measured()


def _measured() -> Iterator[Row]:
    from samenspel.conversations.actions import renew_map
    from samenspel.conversations.actions.common import SETTLING
    from samenspel.conversations.models import Vote

    conversation = _filled()
    for what in ("first", "next"):
        wall, processor = time.monotonic(), time.process_time()
        renew_map(conversation=conversation, by=None, at=NOW)
        wall, processor = time.monotonic() - wall, time.process_time() - processor
        yield Row(
            f"{what} map of {Vote.objects.count():,} votes",
            f"{wall:.1f} s, {processor:.1f} s CPU",
            f"{10 - SETTLING.seconds} s" if what == "next" else "",
        )
        some = Vote.objects.order_by("participant_id").values("participant_id")[:1]
        first = some[0]["participant_id"]
        turned = Vote.objects.filter(participant_id__gte=first, participant_id__lt=first + CHANGED)
        for value in (1, -1):  # no vote turns twice
            turned.filter(value=value, is_counted=True).update(value=-value, is_counted=False)


def _filled() -> Any:
    from samenspel.conversations.analyses import simulated_votes
    from samenspel.conversations.models import Participant, Vote
    from tests.make_conversations import STATEMENTS, opened

    conversation, _token = opened(at=NOW)
    half = len(STATEMENTS) // 2
    cast = simulated_votes(PEOPLE, uniting=half, dividing=len(STATEMENTS) - half)
    people = Participant.objects.bulk_create(
        (Participant(conversation=conversation, key_hash=str(n), consent_version="1")
         for n in range(PEOPLE)),
        batch_size=AT_ONCE,
    )  # fmt: skip
    keys = dict(conversation.statements.values_list("number", "pk"))
    Vote.objects.bulk_create(
        (Vote(participant=people[who], statement_id=keys[number], value=value)
         for who, number, value in cast),
        batch_size=AT_ONCE,
    )  # fmt: skip
    return conversation


if __name__ == "__main__":
    told(measured())
