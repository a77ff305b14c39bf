"""What happens to a task that failed: again a little later, and at last to an administrator."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from . import audit, jobs
from .choices import JobState, Outcome, StuckReason
from .models import Job, StuckTask, Worker

ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
ALIVE_FOR = timedelta(seconds=60)  # six missed heartbeats
KEEP_WORKERS = timedelta(days=1)
REASONS = (
    ("smtplib.", StuckReason.MAIL),
    ("django.db.", StuckReason.DATABASE),
    ("builtins.Connection", StuckReason.NETWORK),
    ("builtins.TimeoutError", StuckReason.NETWORK),
    ("socket.", StuckReason.NETWORK),
    ("ssl.", StuckReason.NETWORK),
    ("builtins.OSError", StuckReason.FILE),
    ("builtins.FileNotFoundError", StuckReason.FILE),
    ("builtins.PermissionError", StuckReason.FILE),
)


def pause_after(attempts: int) -> timedelta:
    """How long a task waits: ten seconds, then twice as long each time, at most an hour."""
    doublings = max(min(attempts, ATTEMPTS * 4) - 1, 0)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def beat(worker: str, at: datetime) -> None:
    """Say that this worker is alive, and forget those that stopped long ago."""
    Worker.objects.update_or_create(name=worker, defaults={"beat_at": at})
    Worker.objects.filter(beat_at__lt=at - KEEP_WORKERS).delete()


@transaction.atomic
def retry_failed(at: datetime) -> int:
    """Put failed tasks back in line, or aside after too many attempts; how many were looked at."""
    known = StuckTask.objects.values("task_id")
    failed = DBTaskResult.objects.select_for_update().failed().exclude(pk__in=known)
    tasks = list(failed.order_by("pk"))
    for task in tasks:
        _again_or_aside(task, _reason_of(task.exception_class_path), at)
    return len(tasks)


@transaction.atomic
def revive_orphans(at: datetime) -> int:
    """The same for tasks whose worker died. A job has a heartbeat of its own; see jobs.py."""
    alive = set(Worker.objects.filter(beat_at__gte=at - ALIVE_FOR).values_list("name", flat=True))
    of_jobs = Job.objects.exclude(task_id=None).values("task_id")
    running = DBTaskResult.objects.select_for_update().running().exclude(pk__in=of_jobs)
    long_ago = running.filter(started_at__lt=at - ALIVE_FOR)
    orphans = [task for task in long_ago.order_by("pk") if task.worker_ids[-1] not in alive]
    for task in orphans:
        _again_or_aside(task, StuckReason.WORKER, at)
    return len(orphans)


@transaction.atomic
def try_again(stuck: StuckTask, *, by: AbstractBaseUser, at: datetime) -> None:
    """Give a stuck task a fresh start."""
    audit.record("platform.stuck_task_retried", subject=stuck, by=by, at=at)
    Job.objects.filter(task_id=stuck.task_id).update(
        state=JobState.WAITING, attempts=0, percent=0, error="", finished_at=None
    )
    DBTaskResult.objects.filter(pk=stuck.task_id).update(
        status=TaskResultStatus.READY, worker_ids=[], started_at=None, run_after=at
    )
    stuck.delete()


@transaction.atomic
def discard(stuck: StuckTask, *, by: AbstractBaseUser, at: datetime) -> None:
    """Give up a stuck task for good."""
    audit.record(
        "platform.stuck_task_discarded", subject=stuck, by=by, at=at, result=Outcome.REFUSED
    )
    DBTaskResult.objects.filter(pk=stuck.task_id).delete()
    stuck.delete()


def _again_or_aside(task: "DBTaskResult[..., Any]", reason: StuckReason, at: datetime) -> None:
    """A message in a traceback may hold a name or an address: none of it is kept."""
    attempts = len(task.worker_ids)
    kept = DBTaskResult.objects.filter(pk=task.pk)
    if attempts < ATTEMPTS:
        Job.objects.filter(task_id=task.pk, state=JobState.RUNNING).update(
            state=JobState.WAITING, percent=0
        )
        run_after = at + pause_after(attempts)
        kept.update(status=TaskResultStatus.READY, run_after=run_after, traceback="")
        return
    kept.update(status=TaskResultStatus.FAILED, traceback="")
    for job in Job.objects.filter(task_id=task.pk, state=JobState.RUNNING):
        jobs.finish(job, state=JobState.FAILED, at=at, error=_("This did not work. Try it later."))
    StuckTask.objects.create(
        task_id=UUID(str(task.pk)),
        name=task.task_path.removeprefix("samenspel.")[:120],
        reason=reason,
        attempts=attempts,
        stuck_at=at,
    )


def _reason_of(exception: str) -> StuckReason:
    return next((why for start, why in REASONS if exception.startswith(start)), StuckReason.FAULT)
