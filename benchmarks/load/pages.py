"""What each page asks of the processor, in the process itself: no network and no other visitors."""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from benchmarks.load import much, product
from benchmarks.load.browser import choices_in
from benchmarks.load.scan import make
from benchmarks.row import Row

PEOPLE, TIMES = 1000, 20
SAVING, BARE = "saving a word", "a bare insert"


def rows() -> list[Row]:
    """Milliseconds of processor time of each page, with a thousand people asked."""
    with product.on("SQLite") as made:
        command = [sys.executable, "-m", "benchmarks.load.pages"]
        done = subprocess.run(command, cwd=product.ROOT, env=made.environment, check=True,
                              capture_output=True, text=True)  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    bare = found.pop(BARE)
    inserts = f"{found[SAVING] / bare:.1f} bare inserts of {bare:.2f} ms"
    pages = [
        Row(f"processor time of {page}", f"{ms:.1f} ms", "20 ms") for page, ms in found.items()
    ]
    return [*pages, Row(f"processor time of {SAVING} against Django alone", inserts, "")]


def measure() -> dict[str, float]:
    """The pages of a visitor, a member and someone who answers."""
    from django.core.management import call_command
    from django.test import Client

    gc.freeze()  # as the web server does
    gc.set_threshold(20_000, 20, 20)
    call_command("collectstatic", "--no-input", verbosity=0)
    call_command("load_example", verbosity=0, stdout=sys.stderr)
    made = make(PEOPLE)
    found = {}
    guest = Client(SERVER_NAME="localhost")
    for path in ("/", "/voorbeeld/", "/begrippen/", "/methoden/meaning/", "/privacy"):
        found[path] = _cost(lambda path=path: guest.get(path))
    member = Client(SERVER_NAME="localhost")
    member.force_login(_manager())
    here = f"/s/drukte/betekenis/{made['scan']}/"
    for path in ("/", "/s/drukte/", "/s/drukte/betekenis/", f"{here}stand/", f"{here}proef/1/"):
        found[f"{path}, signed in"] = _cost(lambda path=path: member.get(path))
    found |= _with_much()
    token = next(iter(made["links"]))
    link, word = f"/u/{token}", f"/u/{made['scan']}/woord/1/"
    found["a personal link"] = _cost(lambda: guest.get(link))
    guest.post(link, {"small_group": "on"})
    rows_of_word = choices_in(guest.get(word).text)
    said = {name: values[0] for name, values in rows_of_word.items()}
    found["a word to answer"] = _cost(lambda: guest.get(word))
    found[SAVING] = _cost(lambda: guest.post(word, said))
    found[BARE] = _cost(_insert)
    return found


def _with_much() -> dict[str, float]:
    """The pages of someone with a thousand collaborations, scans in one of them, and gifts."""
    from django.test import Client

    person, slug = much.make(PEOPLE)
    member = Client(SERVER_NAME="localhost")
    member.force_login(person)
    here, told = f"/s/{slug}/", "/mijn-gegevens/"
    paths = ("/", here, f"{here}logboek/", f"{here}geven-en-nemen/", f"{here}betekenis/", told,
             f"{told}bestand/")  # fmt: skip
    return {
        f"{path}, with {PEOPLE} of each": _cost(lambda path=path: member.get(path))
        for path in paths
    }


def _insert() -> HttpResponse:
    """One row in a transaction, through Django and nothing else."""
    from samenspel.platform.models import Attempts

    with transaction.atomic():
        Attempts.objects.create(key=uuid4().hex, since=timezone.now(), times=1)
    return HttpResponse()


def _manager() -> Any:
    from samenspel.collaborations import actions as collaborations
    from samenspel.collaborations.choices import Role
    from samenspel.collaborations.models import Party
    from samenspel.people import actions as people

    given: dict[str, Any] = {"by": None, "at": timezone.now() - timedelta(hours=1)}
    person = people.add_person(email="druk@druk.example", name="Druk", **given)
    party = Party.objects.get(name="Een")
    collaborations.let_speak(person=person, party=party, role=Role.MANAGER, **given)
    return person


def _cost(visit: Callable[[], Any]) -> float:
    """Milliseconds of processor time, the first visits left out."""
    for _ in range(2):
        reply = visit()
        if reply.status_code not in {200, 302}:
            raise ValueError(reply.status_code)
    begun = time.process_time()
    for _ in range(TIMES):
        visit()
    return (time.process_time() - begun) / TIMES * 1000


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure()))
