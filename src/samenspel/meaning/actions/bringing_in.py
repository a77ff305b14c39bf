from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning import analyses, rules
from samenspel.meaning.analyses import Finding
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.meaning.models import Scan, ScanResult, Talk
from samenspel.meaning.queries.scans import WAITS
from samenspel.people.models import User
from samenspel.platform import audit, jobs
from samenspel.platform.choices import JobState, Outcome
from samenspel.platform.errors import NotAllowed
from samenspel.platform.models import Job


class NotYourParty(NotAllowed):
    """Someone brought in a scan for a party they do not speak for."""


@transaction.atomic
def bring_in_scan(
    *,
    collaboration: Collaboration,
    party: Party,
    title: str,
    finding: Finding,
    by: User,
    at: datetime,
    job: Job | None = None,
) -> Scan:
    """Store what was found in a file that `party` brought in; it stays with that party.

    Where the file names its sides otherwise than the parties, someone has to say first who is who.
    """
    if not rules.may_bring_in_scan(by, collaboration, party):
        raise NotYourParty(_("You do not speak for this party here."))
    parties = collaborations.names_of_parties(collaboration)
    is_unclear = analyses.is_about_others(finding.payload, parties)
    same = analyses.parties_named(finding.payload, parties)
    finding = analyses.under_names(finding, same, get_language() or "nl")
    scan = Scan.objects.create(
        collaboration=collaboration,
        title=title,
        made_on=at.date(),
        origin=ScanOrigin.BROUGHT_IN,
        state=ScanState.DRAFT if is_unclear else ScanState.REVEALED,
        brought_in_by=party,
        brought_in_by_person=by,
    )
    ScanResult.objects.create(scan=scan, made_at=at, **asdict(finding))
    audit.record("meaning.scan_brought_in", subject=scan, by=by, at=at)
    if job is not None:
        jobs.finish(job, state=JobState.DONE, at=at, outcome={"scan": scan.pk})
    return scan


@transaction.atomic
def match_sides(*, scan: Scan, names: Mapping[str, str], by: User, at: datetime) -> None:
    """Give every side of a file the name of its party, or its own, and show the outcome."""
    _own(scan, by)
    if not Scan.objects.filter(pk=scan.pk, state=ScanState.DRAFT).update(state=ScanState.REVEALED):
        return
    kept = scan.result
    found = Finding(kept.payload, kept.context, kept.input_hash, kept.method_version)
    named = analyses.under_names(found, names, get_language() or "nl")
    ScanResult.objects.filter(pk=kept.pk).update(**asdict(named))
    audit.record("meaning.sides_matched", subject=scan, by=by, at=at)


@transaction.atomic
def remove_scan(*, scan: Scan, by: User, at: datetime) -> None:
    """Delete a scan that was brought in, with its outcome and every document made of it."""
    _own(scan, by)
    transaction.on_commit(analyses.forget_documents)
    audit.record("meaning.scan_removed", subject=scan, by=by, at=at)
    Scan.objects.filter(pk=scan.pk).delete()


@transaction.atomic
def forget_unmatched(*, by: User | None, at: datetime) -> int:
    """Delete what waited a day in vain for who is who in it; how many rows went."""
    waiting = Scan.objects.filter(
        origin=ScanOrigin.BROUGHT_IN, state=ScanState.DRAFT, result__made_at__lt=at - WAITS
    )
    gone = 0
    for scan in waiting.order_by("pk"):
        audit.record("meaning.scan_removed", subject=scan, by=by, at=at)
        gone += scan.delete()[0]
    return gone


def _own(scan: Scan, by: User) -> None:
    if not rules.may_remove_scan(by, scan):
        raise NotYourParty(_("You do not speak for this party here."))


@transaction.atomic
def load_example_scan(
    *,
    collaboration: Collaboration,
    title: str,
    wave_label: str,
    finding: Finding,
    by: User | None,
    at: datetime,
) -> Scan:
    """Store the finished scan of a fictional collaboration."""
    scan = Scan.objects.create(
        collaboration=collaboration,
        title=title,
        wave_label=wave_label,
        made_on=at.date(),
        origin=ScanOrigin.SEALED,
        state=ScanState.REVEALED,
        revealed_at=at,
    )
    ScanResult.objects.create(scan=scan, made_at=at, **asdict(finding))
    Talk.objects.create(scan=scan, numbers_at=at)
    audit.record("meaning.example_loaded", subject=scan, by=by, at=at)
    return scan


@transaction.atomic
def ask_to_read(*, job: Job, task: "Task[[str], None]", by: User, at: datetime) -> None:
    """Put a large file in line to be read."""
    jobs.ask(job, task=task)
    audit.record("meaning.reading_asked", subject=job, by=by, at=at)


@transaction.atomic
def stop_reading(*, job: Job, by: User, at: datetime) -> None:
    """Stop reading a file; nothing of it is kept."""
    if jobs.request_cancel(job, at=at):
        audit.record("meaning.reading_stopped", subject=job, by=by, at=at)


@transaction.atomic
def refuse_file(*, job: Job, reason: str, by: User, at: datetime) -> None:
    """Note why a file could not be read; nothing of it is kept."""
    jobs.finish(job, state=JobState.FAILED, at=at, error=reason)
    audit.record("meaning.file_refused", subject=job, by=by, at=at, result=Outcome.REFUSED)
