"""Long work: started in the transaction that asks for it, watched, cancelled and revived."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from . import uploads
from .choices import JobState
from .models import Job, StuckTask

STALE_AFTER = timedelta(seconds=60)  # six missed heartbeats
ATTEMPTS = 3
_alive: set[UUID] = set()
_alive_lock = threading.Lock()


class Cancelled(Exception):
    """Someone asked to stop the job."""


class TakenOver(Exception):
    """The job ended, or is in the hands of another worker: nothing may be stored for it here."""


def hold(job: Job) -> None:
    """Keep a new job that waits for what someone still has to say."""
    job.save(force_insert=True)


def ask(job: Job, *, task: "Task[[str], None]") -> None:
    """Put a new job in line; call it inside the action's transaction."""
    hold(job)
    put_in_line(job, task=task)


def put_in_line(job: Job, *, task: "Task[[str], None]") -> None:
    """Put a job that was held in line; call it inside the action's transaction."""
    job.task_id = UUID(task.enqueue(str(job.pk)).id)
    job.save(update_fields=["task_id"])


def request_cancel(job: Job, *, at: datetime) -> bool:
    """Stop a job that waits at once, and one that runs at its next step; false when it ended."""
    if Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_requested=True):
        return True
    stopped = Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        cancel_requested=True, state=JobState.CANCELLED, finished_at=at
    )
    if stopped:
        _discard_upload(job)
    return bool(stopped)


@contextmanager
def running(job_id: str, *, at: datetime) -> Iterator[Job | None]:
    """The job, claimed; `None` when it no longer waits. Its heartbeat beats while inside."""
    key = UUID(job_id)
    claimed = Job.objects.filter(pk=key, state=JobState.WAITING).update(
        state=JobState.RUNNING, heartbeat_at=at, attempts=F("attempts") + 1
    )
    if not claimed:
        yield None
        return
    with _alive_lock:
        _alive.add(key)
    try:
        yield Job.objects.get(pk=key)
    finally:
        with _alive_lock:
            _alive.discard(key)


def step(job: Job, *, percent: int, message: str) -> None:
    """Say how far a job is; raises `Cancelled` when someone asked to stop it."""
    if not _ours(job).update(percent=percent, message=message):
        raise TakenOver
    if Job.objects.filter(pk=job.pk, cancel_requested=True).exists():
        raise Cancelled


def progress_of(job: Job, *, message: str, begin: int, end: int) -> Callable[[float], None]:
    """A function that takes a part in [0, 1] and tells it between `begin` and `end` percent."""
    told = -1

    def tell(part: float) -> None:
        nonlocal told
        percent = begin + int((end - begin) * min(max(part, 0.0), 1.0))
        if percent > told:
            told = percent
            step(job, percent=percent, message=message)

    return tell


def finish(
    job: Job,
    *,
    state: JobState,
    at: datetime,
    error: str = "",
    outcome: dict[str, Any] | None = None,
) -> None:
    """Say how a job ended, if it still runs in our hands; its upload is no longer needed then.

    Raises `Cancelled` when someone asked to stop a job that is done, and `TakenOver` when it is
    not ours any more: call it in the transaction that stores what the job made.
    """
    ours = _ours(job)
    if state == JobState.DONE:
        ours = ours.filter(cancel_requested=False)
    ended = ours.update(
        state=state,
        percent=100 if state == JobState.DONE else F("percent"),
        error=error,
        outcome=outcome or {},
        finished_at=at,
    )
    if not ended:
        raise Cancelled if _ours(job).exists() else TakenOver
    _discard_upload(job)


def _ours(job: Job) -> QuerySet[Job]:
    """The job as long as it runs in the attempt that we know."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _discard_upload(job: Job) -> None:
    transaction.on_commit(partial(uploads.discard, str(job.pk)))


def beat(at: datetime) -> None:
    """Say that the jobs of this process are alive."""
    with _alive_lock:
        alive = list(_alive)
    Job.objects.filter(pk__in=alive, state=JobState.RUNNING).update(heartbeat_at=at)


@transaction.atomic
def revive(at: datetime) -> int:
    """Put jobs whose worker died back in line, and give up after three times; how many."""
    stale = Job.objects.select_for_update().filter(
        state=JobState.RUNNING, heartbeat_at__lt=at - STALE_AFTER
    )
    jobs = list(stale.order_by("pk"))
    for job in jobs:
        if job.attempts < ATTEMPTS:
            Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, percent=0)
            DBTaskResult.objects.filter(pk__in=[job.task_id]).update(
                status=TaskResultStatus.READY, started_at=None
            )
        else:
            error = _("This stopped three times before it was done. Please try again later.")
            finish(job, state=JobState.FAILED, at=at, error=error)
    return len(jobs)


def erase_of(person: AbstractBaseUser, _at: datetime) -> None:
    """Delete the files and tasks of someone's jobs; the jobs go with the person."""
    for job in Job.objects.filter(owner_id=person.pk):
        uploads.discard(str(job.pk))
        StuckTask.objects.filter(task_id__in=[job.task_id]).delete()
        DBTaskResult.objects.filter(pk__in=[job.task_id]).delete()
