from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning import rules
from samenspel.meaning.analyses import Finding
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.meaning.models import Scan, ScanResult
from samenspel.people.models import User
from samenspel.platform import audit, jobs
from samenspel.platform.choices import JobState, Outcome
from samenspel.platform.errors import DomainError
from samenspel.platform.models import Job


class NotYourParty(DomainError):
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
    """Store what was found in a file that `party` brought in; it stays with that party."""
    if not rules.may_bring_in_scan(by, collaboration, party):
        raise NotYourParty(_("You do not speak for this party here."))
    scan = Scan.objects.create(
        collaboration=collaboration,
        title=title,
        made_on=at.date(),
        origin=ScanOrigin.BROUGHT_IN,
        state=ScanState.REVEALED,
        brought_in_by=party,
        brought_in_by_person=by,
    )
    ScanResult.objects.create(scan=scan, made_at=at, **asdict(finding))
    audit.record("meaning.scan_brought_in", subject=scan, by=by, at=at)
    if job is not None:
        jobs.finish(job, state=JobState.DONE, at=at, outcome={"scan": scan.pk})
    return scan


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
