from contextlib import suppress
from dataclasses import asdict

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.collaborations.models import Party
from samenspel.platform import audit, jobs, uploads
from samenspel.platform.choices import JobState, Origin
from samenspel.platform.errors import DomainError
from samenspel.platform.models import Job

from . import actions, analyses


@task()
def read_portfolio_file(job_id: str) -> None:
    """Read a file with a portfolio and write it down; nothing is kept when it stops half way."""
    with audit.acting_from(Origin.JOB), jobs.running(job_id, at=timezone.now()) as job:
        if job is None:
            return
        with translation.override(job.request["language"]), suppress(jobs.TakenOver):
            _read(job)


def _read(job: Job) -> None:
    asked = job.request
    try:
        found = analyses.read_portfolio(
            uploads.path_of(str(job.pk)), asked["mapping"], language=asked["language"],
            on_part=jobs.progress_of(job, message=_("Reading the rows"), begin=0, end=50),
        )  # fmt: skip
        report = {
            "left_out": found.left_out, "faults": [asdict(fault) for fault in found.faults],
            "doubles": [asdict(double) for double in found.doubles],
        }  # fmt: skip
        actions.bring_in(
            party=Party.objects.get(pk=asked["party"]), lines=found.lines, report=report, job=job,
            on_part=jobs.progress_of(job, message=_("Writing them down"), begin=50, end=99),
            by=job.owner, at=timezone.now(),
        )  # fmt: skip
    except jobs.Cancelled:
        jobs.finish(job, state=JobState.CANCELLED, at=timezone.now())
    except DomainError as refusal:
        actions.refuse_file(job=job, reason=str(refusal), by=job.owner, at=timezone.now())
