"""One line of the table that `make bench` prints."""

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, what came out, and what it may be at most."""

    what: str
    measured: str
    target: str
