"""What lies before a person: each context says in `apps.ready` what waits, what changed and when.

A context tells only what this person may open, and titles; never what is in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from .together import Asking, told_together


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a sentence, in which collaboration, where to read on, and since when."""

    says: str
    where: str
    path: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a moment to come; `key` stays the same when its words or its day change."""

    key: str
    title: str
    on: datetime | date
    path: str
    text: str = ""


Waits = Callable[[Any, datetime], Asking[Entry]]
Changed = Callable[[Any, datetime, datetime], Asking[Entry]]
Days = Callable[[Any, datetime], Asking[Day]]


@dataclass(frozen=True, slots=True)
class Source:
    """What one context adds to the digest and the calendar of a person, each read on asking.

    `presses` is what another waits for or what expires: shown on the first page of a person, so
    each of these asks one list, and all of them one question.
    """

    waits: Waits | None = None
    changed: Changed | None = None
    days: Days | None = None
    presses: tuple[Waits, ...] = ()


_sources: dict[str, Source] = {}


def register(code: str, source: Source) -> None:
    """Say what a context adds; called once from `apps.ready`."""
    _sources[code] = source


def waiting_for(person: Any, *, at: datetime) -> list[Entry]:
    """What this person can do now, what waits longest first."""
    found = (each.waits(person, at) for each in _sources.values() if each.waits)
    return _in_order(found)


def pressing_for(person: Any, *, at: datetime) -> list[Entry]:
    """What another waits for, what waits longest first, and then what expires soonest."""
    return _in_order(asks(person, at) for each in _sources.values() for asks in each.presses)


def changed_for(person: Any, *, since: datetime, until: datetime) -> list[Entry]:
    """What this person may know that happened after `since`, up to and with `until`."""
    found = (each.changed(person, since, until) for each in _sources.values() if each.changed)
    return _in_order(found)


def days_of(person: Any, *, at: datetime) -> list[Day]:
    """The days in the calendar of this person."""
    found = (each.days(person, at) for each in _sources.values() if each.days)
    return sorted(chain(*told_together(*found)), key=lambda day: day.key)


def _in_order(found: Iterable[Asking[Entry]]) -> list[Entry]:
    return sorted(chain(*told_together(*found)), key=lambda each: (each.at, each.path))
