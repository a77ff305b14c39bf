"""Who goes first in a tie: an order fixed beforehand, or a lot that anyone can redraw."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samenspel_analysis.decision.errors import DecisionError


class TieRule(StrEnum):
    """How a tie is broken."""

    LOT = "lot"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Tie:
    """Options that came out the same where one had to go first, and the one that did.

    `mattered` says whether another order could have given another outcome.
    """

    options: tuple[int, ...]
    first: int
    mattered: bool


def fingerprint(lines: Iterable[str]) -> str:
    """SHA-256 of lines of text, each ended by a newline, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def lot(names: Sequence[str], seed: str) -> tuple[int, ...]:
    """The place of each name in a draw: 0 goes first.

    Names go by rising SHA-256 of the seed, a newline and the name, so that the order in which they
    were listed says nothing, and one line of shell can check a draw.
    """
    if len(set(names)) < len(names):
        raise DecisionError("two options have the same name")
    draws = [hashlib.sha256(f"{seed}\n{name}".encode()).digest() for name in names]
    order = sorted(range(len(names)), key=draws.__getitem__)
    places = [0] * len(names)
    for place, option in enumerate(order):
        places[option] = place
    return tuple(places)


def places(names: Sequence[str], rule: TieRule, seed: str) -> tuple[int, ...]:
    """The place of each name when it ties with others: 0 goes first."""
    return lot(names, seed) if rule is TieRule.LOT else tuple(range(len(names)))
