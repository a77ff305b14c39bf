"""The list of votes of a box, by which anyone can check the count after closing."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenspel.decisions.models import BoxBallot, Decision

from .choosing import said_in


@dataclass(frozen=True, slots=True)
class Published:
    """A vote as everyone may read it after closing: its code, and what it says."""

    receipt: str
    said: str


def published(decision: Decision, names: Mapping[int, str]) -> list[Published]:
    """The list of votes, by their code."""
    return [
        Published(each.receipt, said_of(each, names)) for each in decision.box.order_by("receipt")
    ]


def said_of(ballot: BoxBallot, names: Mapping[int, str]) -> str:
    """A vote in words."""
    return ballot.get_choice_display() if ballot.choice else said_in(ballot.picked or {}, names)
