from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform import audit, jobs
from samenspel.platform.choices import JobState, Outcome
from samenspel.platform.errors import DomainError
from samenspel.platform.models import Job
from samenspel.portfolio import queries
from samenspel.portfolio.models import OutcomeLink, PortfolioEntry
from samenspel.portfolio.queries import EntryTold, Line

from .common import _check_may
from .entries import NotAnOutcome

AT_ONCE = 500


class AlreadyRead(DomainError):
    """A file was to be read that was read, or stopped, before."""


@transaction.atomic
def give_file(*, job: Job, party: Party, by: User, at: datetime) -> None:
    """Keep a file until someone said what its columns are."""
    _check_may(by, party)
    jobs.hold(job)
    audit.record("portfolio.file_given", subject=job, by=by, at=at)


@transaction.atomic
def ask_to_read(
    *, job: Job, party: Party, mapping: Mapping[str, int], language: str,
    task: "Task[[str], None]", by: User, at: datetime,
) -> None:  # fmt: skip
    """Put a file in line to be read, with what its columns are."""
    _check_may(by, party)
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.task_id or locked.state != JobState.WAITING:
        raise AlreadyRead(_("This file was read before. Choose it again."))
    locked.request |= {"mapping": dict(mapping), "language": language}
    locked.save(update_fields=["request"])
    jobs.put_in_line(locked, task=task)
    audit.record("portfolio.reading_asked", subject=locked, by=by, at=at)


@transaction.atomic
def stop_reading(*, job: Job, by: User, at: datetime) -> None:
    """Stop reading a file; nothing of it is kept."""
    if jobs.request_cancel(job, at=at):
        audit.record("portfolio.reading_stopped", subject=job, by=by, at=at)


@transaction.atomic
def refuse_file(*, job: Job, reason: str, by: User, at: datetime) -> None:
    """Note why a file could not be read; nothing of it is kept."""
    jobs.finish(job, state=JobState.FAILED, at=at, error=reason)
    audit.record("portfolio.file_refused", subject=job, by=by, at=at, result=Outcome.REFUSED)


@transaction.atomic
def bring_in(
    *, party: Party, lines: Sequence[Line], report: Mapping[str, Any], job: Job | None,
    on_part: Callable[[float], object], by: User | None, at: datetime,
) -> tuple[int, int]:  # fmt: skip
    """Write the lines of a file in the portfolio; how many are new, and how many were there.

    A line with the reference of an entry changes it; so does one with its name and partner. A
    collaboration on this site only gets its links.
    """
    _check_may(by, party)
    Party.objects.select_for_update().get(pk=party.pk)
    ours = set(queries.outcomes_of(party).values_list("pk", flat=True))
    if not {step for line in lines for step in line.links} <= ours:
        raise NotAnOutcome(_("Choose outcomes from your own theory of change."))
    entries = _placed(party, lines)
    made = _store(entries, on_part)
    _relink(entries, lines)
    audit.record("portfolio.brought_in", subject=party, by=by, at=at)
    if job is not None:
        outcome = {**report, "new": made[0], "changed": made[1]}
        jobs.finish(job, state=JobState.DONE, at=at, outcome=outcome)
    return made


def _placed(party: Party, lines: Sequence[Line]) -> list[PortfolioEntry]:
    """The entry of each line, filled in."""
    known = list(queries.entries_of(party).select_related("collaboration"))
    by_reference = {each.reference: each for each in known if each.reference}
    by_name = {_who(each): each for each in known if not each.collaboration_id}
    linked = {each.collaboration_id: each for each in known if each.collaboration_id}
    here = {each.name: each for each in party.collaborations.order_by("-pk")}
    entries = []
    for line in lines:
        told, running = line.told, here.get(line.told.name)
        if running is not None and not told.reference:
            entry = linked.setdefault(
                running.pk, PortfolioEntry(party=party, collaboration=running, name=running.name)
            )
        else:
            entry = _entry_of(party, told, by_reference, by_name)
        entries.append(entry)
    return entries


def _entry_of(
    party: Party, told: EntryTold, by_reference: dict[str, PortfolioEntry],
    by_name: dict[tuple[str, str], PortfolioEntry],
) -> PortfolioEntry:  # fmt: skip
    name = _who(told)
    entry = by_reference.get(told.reference) or by_name.get(name)
    if entry is None or (told.reference and entry.reference not in ("", told.reference)):
        entry = PortfolioEntry(party=party)
        by_name[name] = entry
    for field, value in asdict(told).items():
        setattr(entry, field, value)
    if entry.reference:
        by_reference[entry.reference] = entry
    return entry


def _who(told: EntryTold | PortfolioEntry) -> tuple[str, str]:
    """Whom a line is about, with capitals or without."""
    return told.name.casefold(), told.partner.casefold()


def _store(
    entries: Sequence[PortfolioEntry], on_part: Callable[[float], object]
) -> tuple[int, int]:
    """Store what is new and what was there before; how many of each."""
    fresh = list({id(each): each for each in entries if each.pk is None}.values())
    kept = list({each.pk: each for each in entries if each.pk is not None}.values())
    total = len(fresh) + len(kept)
    for begin in range(0, len(fresh), AT_ONCE):
        PortfolioEntry.objects.bulk_create(fresh[begin : begin + AT_ONCE])
        on_part(begin / total)
    names = list(EntryTold.__slots__)
    for begin in range(0, len(kept), AT_ONCE):
        PortfolioEntry.objects.bulk_update(kept[begin : begin + AT_ONCE], names)
        on_part((len(fresh) + begin) / total)
    return len(fresh), len(kept)


def _relink(entries: Sequence[PortfolioEntry], lines: Sequence[Line]) -> None:
    """The last line about an entry says on what it works."""
    links = {entry.pk: line.links for entry, line in zip(entries, lines, strict=True)}
    keys = list(links)
    for begin in range(0, len(keys), AT_ONCE):
        part = keys[begin : begin + AT_ONCE]
        OutcomeLink.objects.filter(entry__in=part).delete()
        OutcomeLink.objects.bulk_create(
            OutcomeLink(entry_id=key, step_id=step, strength=strength)
            for key in part
            for step, strength in links[key].items()
        )
