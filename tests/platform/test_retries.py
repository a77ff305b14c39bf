"""A task that fails: again later, then aside; a worker that dies; two workers and one schedule."""

import threading
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from samenspel.platform import jobs, retries, schedules
from samenspel.platform.choices import JobState, StuckReason
from samenspel.platform.models import AuditEvent, Job, Schedule, StuckTask, Worker
from tests.make import NOON, make_person

pytestmark = pytest.mark.django_db


@task()
def falls_over(_job_id: str) -> None:
    raise ConnectionRefusedError("ada@voorbeeld.example")


@task()
def goes_well(_job_id: str) -> None:
    """Do nothing."""


def work():
    """What the worker does with each task that is ready, in this process."""
    worker = TaskWorker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="w", excluded_queue_names=[],
    )  # fmt: skip
    while ready := DBTaskResult.objects.ready().first():
        ready.claim("w")
        worker.run_task(ready)


def failed(times=1):
    asked = falls_over.enqueue("x")
    DBTaskResult.objects.filter(pk=asked.id).update(
        status=TaskResultStatus.FAILED,
        worker_ids=["w"] * times,
        exception_class_path="builtins.ConnectionRefusedError",
        traceback="ConnectionRefusedError: ada@voorbeeld.example",
    )
    return DBTaskResult.objects.get(pk=asked.id)


def test_the_pause_doubles_and_ends_at_an_hour():
    pauses = [retries.pause_after(n).total_seconds() for n in (1, 2, 3, 4, 20)]
    assert pauses == [10, 20, 40, 80, 3600]


def test_a_task_that_fails_is_tried_again_later():
    with time_machine.travel(NOON, tick=False):
        falls_over.enqueue("x")
        work()
        assert retries.retry_failed(NOON) == 1
        again = DBTaskResult.objects.get()
        assert (again.status, again.run_after) == ("READY", NOON + timedelta(seconds=10))
        work()
        assert len(DBTaskResult.objects.get().worker_ids) == 1
    with time_machine.travel(NOON + timedelta(seconds=11), tick=False):
        work()
        assert len(DBTaskResult.objects.get().worker_ids) == 2


def test_after_five_times_it_waits_for_an_administrator_with_a_plain_reason():
    failed(times=5)
    retries.retry_failed(NOON)
    stuck = StuckTask.objects.get()
    assert (stuck.reason, stuck.attempts) == (StuckReason.NETWORK, 5)
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert retries.retry_failed(NOON) == 0


@pytest.mark.parametrize("times", [1, 5])
def test_what_a_failure_said_is_not_kept(times):
    task = failed(times)
    assert "ada@" in task.traceback
    retries.retry_failed(NOON)
    assert DBTaskResult.objects.get().traceback == ""


@pytest.mark.parametrize(
    ("exception", "reason"),
    [("smtplib.SMTPDataError", "mail"), ("django.db.utils.DataError", "database"),
     ("builtins.FileNotFoundError", "file"), ("builtins.KeyError", "fault")],
)  # fmt: skip
def test_a_reason_follows_from_the_kind_of_failure(exception, reason):
    task = failed(times=5)
    DBTaskResult.objects.filter(pk=task.pk).update(exception_class_path=exception)
    retries.retry_failed(NOON)
    assert StuckTask.objects.get().reason == reason


def test_a_job_whose_task_is_stuck_says_that_it_failed():
    job = Job(kind="test", owner=make_person(), asked_at=NOON)
    jobs.ask(job, task=falls_over)
    Job.objects.update(state=JobState.RUNNING, heartbeat_at=NOON)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, worker_ids=["w"] * 5)
    retries.retry_failed(NOON)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Dit lukte niet. Probeer het later.")


def test_a_task_of_a_worker_that_died_stands_in_line_again_and_others_are_left_alone():
    for worker in ("dead", "alive"):
        asked = goes_well.enqueue("x")
        DBTaskResult.objects.filter(pk=asked.id).update(
            status=TaskResultStatus.RUNNING, worker_ids=[worker], started_at=NOON
        )
        retries.beat(worker, NOON)
    later = NOON + timedelta(seconds=61)
    retries.beat("alive", later)
    assert retries.revive_orphans(later) == 1
    states = {t.worker_ids[0]: t.status for t in DBTaskResult.objects.all()}
    assert states == {"dead": "READY", "alive": "RUNNING"}


def test_a_worker_that_stopped_long_ago_is_forgotten():
    retries.beat("old", NOON)
    retries.beat("new", NOON + timedelta(days=2))
    assert list(Worker.objects.values_list("name", flat=True)) == ["new"]


@pytest.fixture
def daily(monkeypatch):
    asked = []
    monkeypatch.setattr(schedules, "_asked", {})
    schedules.every_day("tidy", at=time(3, 30), ask=lambda: asked.append("tidy"))
    return asked


@pytest.mark.parametrize(
    ("after", "expected"),
    [("2026-06-01T00:00", "2026-06-01T01:30"), ("2026-06-01T01:30", "2026-06-02T01:30"),
     ("2026-10-24T12:00", "2026-10-25T02:30")],
)  # fmt: skip
def test_the_next_moment_is_by_the_clock_here_also_when_it_changes(after, expected):
    moment = schedules.next_moment(
        time(3, 30), after=datetime.fromisoformat(after).replace(tzinfo=UTC)
    )
    assert moment == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_schedule_asks_when_it_is_due_and_what_was_missed_comes_once(daily):
    assert schedules.tick(NOON) == []
    assert schedules.tick(NOON + timedelta(hours=12)) == []
    assert schedules.tick(NOON + timedelta(days=5)) == ["tidy"]
    assert schedules.tick(NOON + timedelta(days=5)) == []
    assert daily == ["tidy"]


def test_all_that_comes_back_puts_a_task_in_line_that_the_worker_does():
    assert set(schedules._asked) >= {
        "platform.retention", "meaning.letters", "channels.digests", "agreements.due"
    }  # fmt: skip
    for _at, ask in schedules._asked.values():
        ask()
    assert DBTaskResult.objects.ready().count() == len(schedules._asked)
    work()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_once(daily):
    schedules.tick(NOON)
    ready = threading.Barrier(2)

    def tick():
        ready.wait()
        schedules.tick(NOON + timedelta(days=1))
        connection.close()

    workers = [threading.Thread(target=tick) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert daily == ["tidy"]
    assert Schedule.objects.get().asked_at == NOON + timedelta(days=1)


@pytest.fixture
def administrator(signed_in):
    return signed_in(make_person("Beheer", is_staff=True))


def stuck():
    failed(times=5)
    retries.retry_failed(NOON)
    return StuckTask.objects.get()


def test_the_page_says_what_is_stuck_and_why_and_nothing_about_people(administrator):
    assert "Er is niets vastgelopen." in administrator.get(reverse("platform:tasks")).text
    stuck()
    page = administrator.get(reverse("platform:tasks")).text
    assert "Een andere computer gaf geen antwoord. 5 keer geprobeerd." in page
    assert "ada@" not in page


def test_an_administrator_tries_again_and_it_runs(administrator):
    waits = stuck()
    administrator.post(reverse("platform:try_again", args=[waits.pk]))
    assert not StuckTask.objects.exists()
    assert AuditEvent.objects.latest("position").action == "platform.stuck_task_retried"
    work()
    assert len(DBTaskResult.objects.get().worker_ids) == 1


def test_an_administrator_gives_up(administrator):
    waits = stuck()
    administrator.post(reverse("platform:discard", args=[waits.pk]))
    assert not StuckTask.objects.exists()
    assert not DBTaskResult.objects.exists()
    assert AuditEvent.objects.latest("position").action == "platform.stuck_task_discarded"


@pytest.mark.parametrize("number", [1, 1000])
def test_the_page_costs_nine_queries_and_shows_fifty_at_once(
    administrator, django_assert_num_queries, number
):
    StuckTask.objects.bulk_create(
        StuckTask(task_id=uuid4(), name="x", reason=StuckReason.FAULT, attempts=5, stuck_at=NOON)
        for _ in range(number)
    )
    with django_assert_num_queries(9):
        page = administrator.get(reverse("platform:tasks"))
    assert len(page.context["stuck"]) == min(number, 50)
    assert ("1 tot en met 50 van 1000" in page.text) == (number == 1000)
    assert f"{number} ta" in page.text
