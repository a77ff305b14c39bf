"""One line of the table that `make bench` prints."""

import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, what came out, and what it may be at most."""

    what: str
    measured: str
    target: str


def apart(module: str) -> Iterator[Row]:
    """The lines of a measurement in a process of its own: its database is not that of others."""
    command = [sys.executable, "-m", f"benchmarks.{module}"]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    for line in made.stdout.splitlines():
        yield Row(*line.split("\t"))


def told(rows: Iterator[Row]) -> None:
    """Print the lines, for whoever runs one measurement."""
    for row in rows:
        sys.stdout.write("\t".join(row) + "\n")
        sys.stdout.flush()
