"""A conversation of 100,000 people and 500 statements, brought in from a Polis export.

`python -m benchmarks.importing 100000` writes the export first; another number is of people.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.row import Row

PEOPLE, STATEMENTS, EACH = 100_000, 500, 20
SEED = 7


def rows(people: int = PEOPLE) -> Iterator[Row]:
    """Prepare a database of its own and an export, then time the command, map included."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMENSPEL_DATA_DIR": folder,
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings"}  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from tests.make import make_collaboration

        here, export = make_collaboration(), Path(folder) / "export"
        _write(export, people)
        wall, processor = time.monotonic(), time.process_time()
        with (Path(folder) / "told").open("w") as told:
            call_command(
                "import_conversation", str(export), collaboration=here.slug, question="x?",
                stdout=told,
            )  # fmt: skip
        wall, processor = time.monotonic() - wall, time.process_time() - processor
        steps = (Path(folder) / "told").read_text().count("/")
        yield Row(
            f"{people:,} people, {STATEMENTS} statements, {people * EACH:,} votes brought in",
            f"{wall:.0f} s, {processor:.0f} s CPU, {steps} words of progress",
            "60 s",
        )


def _write(export: Path, people: int) -> None:
    """The files of Polis: a vote on each of so many statements that were drawn for each person."""
    export.mkdir()
    rng = np.random.default_rng(SEED)
    first = rng.integers(0, STATEMENTS, people)[:, None]
    about = (first + 7 * np.arange(EACH)) % STATEMENTS
    said = rng.choice([-1, 0, 1], (people, EACH), p=[0.35, 0.15, 0.5])
    who = np.repeat(np.arange(people), EACH)
    cells = [np.arange(who.size), np.zeros_like(who), about.ravel(), who, said.ravel()]
    head = "timestamp,datetime,comment-id,voter-id,vote"
    np.savetxt(export / "votes.csv", np.stack(cells, axis=1), "%d", ",", header=head, comments="")
    lines = ["timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"]
    lines += [f"1,x,{number},1,0,0,1,Statement number {number}." for number in range(STATEMENTS)]
    (export / "comments.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    for row in rows(*map(int, sys.argv[1:])):
        sys.stdout.write(f"{row.what}: {row.measured} (at most {row.target})\n")
