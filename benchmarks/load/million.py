"""What a page asks of the server in a conversation of a million votes, without a network."""

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import django
from django.http import HttpResponse

from benchmarks.load.browser import OK

if TYPE_CHECKING:
    from samenspel.conversations.models import Conversation

PEOPLE, EACH, TIMES = 50_000, 20, 60


def measure() -> dict[str, float]:
    """Milliseconds of the slowest twentieth: a vote with the next statement, and two pages."""
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from benchmarks.load.talk import make
    from samenspel.collaborations.models import Representation
    from samenspel.people.models import User

    call_command("collectstatic", "--no-input", verbosity=0)
    made = make(TIMES + 1)
    talk = _filled()
    guest = Client(SERVER_NAME="localhost")
    guest.cookies[made["cookie"]] = made["sealed"][0]
    path = f"/d/{talk.pk}/stem/"
    leader = Client(SERVER_NAME="localhost")
    person = User.objects.create(email="leider@voorbeeld.example")
    Representation.objects.create(
        person=person,
        party=talk.collaboration.parties.get(),
        role="manager",
    )
    leader.force_login(person)
    report = reverse("conversations:conversation_map", args=[talk.collaboration.slug, talk.pk])
    people = iter(range(TIMES + 1))

    def next_statement() -> None:
        """Someone's first vote, and the next statement of those that are left."""
        guest.cookies[made["cookie"]] = made["sealed"][next(people)]
        fields = {"number": "0", "value": "1"}
        _check(guest.post(path, fields, headers={"HX-Request": "true"}))

    def page(client: Client, address: str) -> Callable[[], None]:
        def read() -> None:
            _check(client.get(address))

        return read

    return {
        "next statement": _slowest(next_statement),
        "report page": _slowest(page(leader, report)),
        "own place": _slowest(page(guest, f"/d/{talk.pk}/kaart/")),
    }


def _filled() -> "Conversation":
    """A million votes, and the map of them."""
    from django.utils import timezone

    from benchmarks.load.talk import SLUG, STATEMENTS
    from samenspel.conversations import actions
    from samenspel.conversations.analyses import simulated_votes
    from samenspel.conversations.models import Conversation

    talk, now, half = (
        Conversation.objects.get(collaboration__slug=SLUG),
        timezone.now(),
        STATEMENTS // 2,
    )
    votes = simulated_votes(PEOPLE, uniting=half, dividing=half)
    more = PEOPLE * EACH - len(votes)
    votes += [(PEOPLE + row // STATEMENTS, row % STATEMENTS, 1 - row % 3) for row in range(more)]
    actions.load_votes(conversation=talk, votes=votes, by=None, at=now)
    actions.renew_map(conversation=talk, by=None, at=now)
    return talk


def _check(answer: HttpResponse) -> None:
    if answer.status_code != OK:
        raise RuntimeError(f"{answer.status_code}")


def _slowest(ask: Callable[[], None]) -> float:
    ask()
    taken = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[int(TIMES * 0.95)]


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(measure()))
