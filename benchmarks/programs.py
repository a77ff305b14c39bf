"""What a program costs that reads a hundred scans: one page, with everything around it."""

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta

from benchmarks.row import Row, apart, told

SCANS, TIMES = 100, 30


def rows() -> Iterator[Row]:
    """Measured in a process and a database of its own."""
    return apart("programs")


def measured() -> Iterator[Row]:
    """Prepare a database of its own, then read the same page again and again."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMENSPEL_DATA_DIR": folder,
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings"}  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        for what, path in (("a read of 100 scans", "/scans?size=100"),
                           ("the description", "/openapi.json")):  # fmt: skip
            yield Row(f"API: {what}", f"{_milliseconds(path):.1f} ms CPU", "30 ms CPU")


def _milliseconds(path: str) -> float:
    from django.test import Client

    from tests.make import make_collaboration, make_party, make_person
    from tests.make_programs import API, key_of
    from tests.make_scans import CLOSES_AT, make_draft

    person = make_person()
    ours, theirs = make_party("Ons", person=person), make_party("Zij")
    here = make_collaboration(ours, theirs)
    for number in range(SCANS):
        make_draft(ours, theirs, collaboration=here, closes_at=CLOSES_AT + timedelta(number))
    program, key = Client(SERVER_NAME="localhost"), key_of(person)
    answers = [program.get(f"{API}{path}", headers=key) for _warm in range(3)]
    if "scans" in path and len(answers[-1].json()["items"]) != SCANS:
        raise RuntimeError(answers[-1].content)
    began = time.process_time()
    for _time in range(TIMES):
        program.get(f"{API}{path}", headers=key)
    return (time.process_time() - began) / TIMES * 1000


if __name__ == "__main__":
    told(measured())
