from contextlib import suppress

from django.utils import timezone, translation
from django_tasks import task

from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning import actions, analyses
from samenspel.meaning.analyses import ReadingChoices
from samenspel.platform import audit, jobs, uploads
from samenspel.platform.choices import JobState, Origin
from samenspel.platform.errors import DomainError
from samenspel.platform.models import Job


@task()
def read_answer_file(job_id: str) -> None:
    """Read, analyse and store a file of answers; nothing is kept when it stops half way."""
    with audit.acting_from(Origin.JOB), jobs.running(job_id, at=timezone.now()) as job:
        if job is None:
            return
        with translation.override(job.request["choices"]["language"]), suppress(jobs.TakenOver):
            _read(job)


def _read(job: Job) -> None:
    asked = job.request
    try:
        finding = analyses.finding_in(
            uploads.path_of(str(job.pk)),
            ReadingChoices(**asked["choices"]),
            reading=jobs.progress_of(job, message=analyses.reading_now(), begin=0, end=60),
            analysing=jobs.progress_of(job, message=analyses.analysing_now(), begin=60, end=95),
        )
        actions.bring_in_scan(
            collaboration=Collaboration.objects.get(pk=asked["collaboration"]),
            party=Party.objects.get(pk=asked["party"]),
            title=asked["typed"]["title"],
            finding=finding,
            by=job.owner,
            at=timezone.now(),
            job=job,
        )
    except jobs.Cancelled:
        jobs.finish(job, state=JobState.CANCELLED, at=timezone.now())
    except DomainError as refusal:
        actions.refuse_file(job=job, reason=str(refusal), by=job.owner, at=timezone.now())
