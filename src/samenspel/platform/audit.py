"""The one place where writes leave a trace, and where the trace is checked."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Model

from . import locks, rows
from .choices import Origin, Outcome
from .logs import audit_log
from .models import ActorAlias, AuditChain, AuditEvent

_origin: ContextVar[Origin] = ContextVar("audit_origin", default=Origin.COMMAND)


class OutsideTransaction(RuntimeError):
    """An audit line was written apart from the change it tells of."""


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """How many events were read, and the position of the first that does not fit, if any.

    `tip` is the fingerprint of the last: kept elsewhere, it shows later whether all was rewritten.
    """

    length: int
    broken_at: int | None
    tip: str = field(default="", compare=False)

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


@contextmanager
def acting_from(origin: Origin) -> Iterator[None]:
    """Note `origin` on every audit line written inside."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def record(
    action: str,
    *,
    subject: Model,
    by: AbstractBaseUser | None,
    at: datetime,
    result: Outcome = Outcome.DONE,
) -> None:
    """Note that `by` did `action` to `subject`; call it inside the action's transaction."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    with transaction.atomic(savepoint=False):
        length, tip = _end_alone()
        event = AuditEvent(
            position=length + 1,
            action=action,
            subject_label=subject._meta.label,
            subject_id=str(_named(subject)),
            result=result,
            origin=_origin.get(),
            actor=alias_of(by) if by else None,
            at=at,
            previous_hash=tip,
        )
        event.hash = hash_of(event)
        rows.insert([event])
        rows.change(AuditChain, 1, length=event.position, tip=event.hash)
    transaction.on_commit(partial(_log, event))  # what is undone did not happen


def _log(event: AuditEvent) -> None:
    """The same line in the log, with the fields of BIO2 8.15.01."""
    audit_log.info(
        "audit",
        action=event.action,
        object=f"{event.subject_label}:{event.subject_id}",
        result=str(event.result),
        origin=str(event.origin),
        actor=str(event.actor or ""),
        position=event.position,
    )


def alias_of(person: AbstractBaseUser) -> UUID:
    """The random name of a person in the trail, made the first time."""
    return ActorAlias.objects.get_or_create(person_id=person.pk)[0].alias


def _named(subject: Model) -> object:
    return alias_of(subject) if isinstance(subject, AbstractBaseUser) else subject.pk


def hash_of(event: AuditEvent) -> str:
    """The fingerprint of everything an event says, the event before it included."""
    says = [
        event.position,
        event.action,
        event.subject_label,
        event.subject_id,
        str(event.result),
        str(event.origin),
        str(event.actor),
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(says).encode()).hexdigest()


def verify() -> ChainCheck:
    """Walk the trail as far as it went when we began; others may go on writing meanwhile.

    An event changed, removed, added or cut off does not fit. SECURITY.md says what stays unseen.
    """
    length, tip = _end()
    previous, position = "", 0
    for event in AuditEvent.objects.filter(position__lte=length).order_by("position").iterator():
        position += 1
        fits = (event.position, event.previous_hash) == (position, previous)
        if not fits or event.hash != hash_of(event):
            return ChainCheck(length, position, tip)
        previous = event.hash
    if (position, previous) != (length, tip):
        return ChainCheck(length, position + 1, tip)
    if AuditEvent.objects.filter(position__gt=length).exists() and _end()[0] == length:
        return ChainCheck(length, length + 1, tip)
    return ChainCheck(length, None, tip)


def _end_alone() -> tuple[int, str]:
    """The end of the trail, where nobody else writes until our transaction is over."""
    if found := locks.take_in_turn(AuditChain, 1, "length", "tip"):
        return found
    AuditChain.objects.get_or_create(pk=1)  # the very first line
    return _end_alone()


def _end() -> tuple[int, str]:
    chain = AuditChain.objects.filter(pk=1).first()
    return (chain.length, chain.tip) if chain else (0, "")
