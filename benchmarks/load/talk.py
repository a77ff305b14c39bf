"""Beside the product: a conversation to vote in, what was kept of it, and bare inserts to compare.

`python -m benchmarks.load.scan talk 500` prints a sealed cookie for each, `voted` what is kept, and
`mapped` whether its map lost any of it;
`insert 2` writes rows for so many seconds by Django alone and by SQL alone.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

STATEMENTS, SLUG = 40, "talk"


def make(people: int) -> dict[str, Any]:
    """An open conversation in which so many people take part, none of whom voted yet."""
    from django.core.signing import get_cookie_signer
    from django.utils import timezone

    from samenspel.collaborations import actions as collaborations
    from samenspel.collaborations.choices import PartyKind, Phase, Team
    from samenspel.conversations import actions
    from samenspel.conversations.actions import Question
    from samenspel.conversations.choices import Moderation
    from samenspel.conversations.tasks import make_map

    now = timezone.now()
    given: dict[str, Any] = {"by": None, "at": now}
    party = collaborations.add_party(
        name="Een", kind=PartyKind.ORGANISATION, team=Team.MARKET, **given
    )
    here = collaborations.start_collaboration(
        name="Gesprek", slug=SLUG, purpose="Veel mensen tegelijk.", phase=Phase.APPROACH,
        parties=[party], **given,
    )  # fmt: skip
    ends = now + timedelta(days=7)
    asked = Question("Wat willen we samen?", "", "nl", Moderation.BEFORE, ends)
    texts = [f"Stelling nummer {number}." for number in range(STATEMENTS)]
    talk = actions.start_conversation(collaboration=here, asked=asked, statements=texts, **given)
    actions.open_conversation(conversation=talk, make_map=make_map, **given)
    name = f"conversation_{talk.pk}"
    seal = get_cookie_signer(salt=name + name)
    keys = [actions.join(conversation=talk, key=_key(n), **given) for n in range(people)]
    return {"talk": talk.pk, "cookie": name, "sealed": [seal.sign(key) for key in keys]}


def _key(place: int) -> str:
    return f"key-{place}"


def voted() -> dict[str, Any]:
    """By key: what was kept of whoever has it, by number of the statement."""
    from samenspel.conversations.models import Conversation, Vote
    from samenspel.people.queries import fingerprint

    talk = Conversation.objects.get(collaboration__slug=SLUG)
    keys = {fingerprint(key): key for key in map(_key, range(talk.participants.count()))}
    found: dict[str, dict[str, list[int]]] = {}
    cast = Vote.objects.filter(participant__conversation=talk)
    rows = cast.values_list("participant__key_hash", "statement__number", "value")
    for key_hash, number, value in rows.iterator():
        found.setdefault(keys[key_hash], {}).setdefault(str(number), []).append(value)
    return found


def mapped() -> dict[str, Any]:
    """How many votes the map counts once it is brought up to date, and whether none is lost to it.

    Of fewer than five people the new votes wait, so these are put beside what the map counted.
    """
    from django.utils import timezone

    from samenspel.conversations import actions, analyses, queries
    from samenspel.conversations.models import Conversation

    talk = Conversation.objects.get(collaboration__slug=SLUG)
    kept = actions.renew_map(conversation=talk, by=None, at=timezone.now())
    standing, shown = kept and analyses.standing_of(kept), queries.wordings_of(talk)
    if not standing:
        return {"counted": 0, "is_all": False}
    whole = analyses.gathered(analyses.read_of(queries.votes_to_count(talk), shown), shown)
    new = analyses.read_of(queries.new_votes(talk), shown)
    now = analyses.gone_on(standing.tallied, new, queries.people_in(talk), shown)
    return {
        "counted": len(standing.tallied.votes.packed),
        "is_all": now.counted.fingerprint == whole.counted.fingerprint,
    }


def insert(seconds: int) -> dict[str, float]:
    """Rows a second, each in a transaction of its own: by Django alone, and by SQL alone."""
    from django.db import connection

    from samenspel.conversations.models import Conversation, Participant

    talk = Conversation.objects.get(collaboration__slug=SLUG)

    def by_django(number: int) -> None:
        Participant.objects.create(
            conversation=talk, key_hash=f"django {number}", consent_version="1"
        )

    table = Participant._meta.db_table
    text = f"INSERT INTO {table} (conversation_id, key_hash, consent_version) VALUES (%s, %s, %s)"  # noqa: S608

    def by_sql(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(text, [talk.pk, f"sql {number}", "1"])

    found = {"django": _a_second(by_django, seconds), "sql": _a_second(by_sql, seconds)}
    Participant.objects.exclude(key_hash__regex="^[0-9a-f]{64}$").delete()
    return found


def _a_second(write: Callable[[int], None], seconds: int) -> float:
    done, begun = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - begun) < seconds:
        write(done)
        done += 1
    return done / elapsed
