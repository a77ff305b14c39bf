"""News of one context for whoever wants it: what may be told in one list, handlers apart from it.

A handler runs inside the transaction of the action and may only write rows and put tasks in line:
what is rolled back was never told, and what is committed cannot get lost on the way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Model, TextChoices

from . import personal
from .personal import Text


@dataclass(frozen=True, slots=True)
class Event:
    """That something happened to `subject`, which these parties may know; an address, no more."""

    kind: str
    parties: frozenset[int]
    subject_label: str
    subject_id: str
    path: str
    at: datetime


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about, which parties may know of it, and where they read on."""

    subject: Model
    parties: Iterable[int]
    path: str


class UnknownKind(ValueError):
    """A kind of event that no context has registered."""


class OutsideTransaction(RuntimeError):
    """An event was told apart from the change that it is about."""


Handler = Callable[[Event], None]
_kinds: dict[str, Text] = {}
_handlers: list[Handler] = []


def register(kinds: type[TextChoices]) -> None:
    """Say of what a context tells; called once from `apps.ready`."""
    _kinds.update((each.value, each.label) for each in kinds)


def kinds() -> dict[str, Text]:
    """Everything that can be told, in words."""
    return dict(_kinds)


def in_words(kind: str) -> str:
    """A kind of event as people read it."""
    return str(_kinds[kind]) if kind in _kinds else personal.in_words(kind)


def when_told(handler: Handler) -> None:
    """Have `handler` called for each event; called once from `apps.ready`."""
    if handler not in _handlers:
        _handlers.append(handler)


def tell(kind: str, about: About, *, at: datetime) -> None:
    """Tell parties that something happened; call it inside the action's transaction."""
    if kind not in _kinds:
        raise UnknownKind(kind)
    if not connection.in_atomic_block:
        raise OutsideTransaction(kind)
    label, key = about.subject._meta.label, str(about.subject.pk)
    event = Event(str(kind), frozenset(about.parties), label, key, about.path, at)
    for handler in _handlers:
        handler(event)
