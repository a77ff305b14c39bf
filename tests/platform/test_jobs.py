from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samenspel.meaning.tasks import read_answer_file
from samenspel.platform import jobs, uploads
from samenspel.platform.choices import JobState
from samenspel.platform.management.commands import work
from samenspel.platform.models import Job
from tests.make import NOON, make_person

pytestmark = pytest.mark.django_db


def asked():
    job = Job(kind="test", owner=make_person(), asked_at=NOON)
    jobs.ask(job, task=read_answer_file)
    return job


def fresh(job):
    return Job.objects.get(pk=job.pk)


def test_a_job_stands_in_line_with_its_task():
    job = asked()
    task = DBTaskResult.objects.get()
    assert (task.pk, task.args_kwargs["args"]) == (job.task_id, [str(job.pk)])
    assert fresh(job).state == JobState.WAITING


def test_a_job_is_claimed_once():
    job = asked()
    with jobs.running(str(job.pk), at=NOON) as first, jobs.running(str(job.pk), at=NOON) as again:
        assert (first.pk, again) == (job.pk, None)


def test_progress_is_told_in_whole_percents_between_two_ends():
    job = asked()
    seen = []
    with jobs.running(str(job.pk), at=NOON) as running:
        tell = jobs.progress_of(running, message="Reading", begin=20, end=60)
        for part in (0, 0.001, 0.5, 2):
            tell(part)
            seen.append(fresh(job).percent)
    assert seen == [20, 20, 40, 60]
    assert fresh(job).message == "Reading"


def test_a_running_job_stops_at_its_next_step():
    job = asked()
    with jobs.running(str(job.pk), at=NOON) as running:
        jobs.step(running, percent=10, message="")
        jobs.request_cancel(job, at=NOON)
        with pytest.raises(jobs.Cancelled):
            jobs.step(running, percent=20, message="")


def test_a_waiting_job_stops_at_once():
    job = asked()
    jobs.request_cancel(job, at=NOON)
    assert fresh(job).state == JobState.CANCELLED
    with jobs.running(str(job.pk), at=NOON) as running:
        assert running is None


def worker_died(job, times):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, heartbeat_at=NOON, attempts=times, percent=40
    )
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=NOON)


def test_a_job_whose_worker_died_stands_in_line_again():
    job = asked()
    worker_died(job, times=1)
    assert jobs.revive(NOON + timedelta(seconds=61)) == 1
    assert (fresh(job).state, fresh(job).percent) == (JobState.WAITING, 0)
    assert DBTaskResult.objects.ready().count() == 1


def test_a_job_that_beats_is_left_alone():
    job = asked()
    worker_died(job, times=1)
    with jobs._alive_lock:
        jobs._alive.add(UUID(str(job.pk)))
    jobs.beat(NOON + timedelta(seconds=50))
    jobs._alive.discard(job.pk)
    assert jobs.revive(NOON + timedelta(seconds=61)) == 0
    assert fresh(job).state == JobState.RUNNING


def test_after_three_times_a_job_is_given_up_with_a_sentence(django_capture_on_commit_callbacks):
    job = asked()
    uploads.keep(SimpleUploadedFile("a.csv", b"x"), key=str(job.pk))
    worker_died(job, times=2)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.revive(NOON + timedelta(seconds=61))
    assert uploads.path_of(str(job.pk)) is not None
    worker_died(job, times=3)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.revive(NOON + timedelta(seconds=61))
    assert uploads.path_of(str(job.pk)) is None
    assert fresh(job).state == JobState.FAILED
    assert (
        fresh(job).error == "Dit stopte drie keer voordat het klaar was. Probeer het later opnieuw."
    )


def revived_and_claimed_again(job):
    """What the worker holds that was given up for dead, and the one that works now."""
    with jobs.running(str(job.pk), at=NOON) as late:
        jobs.revive(NOON + timedelta(seconds=61))
    with jobs.running(str(job.pk), at=NOON) as now:
        return late, now


def test_only_the_worker_that_holds_a_job_now_may_end_it():
    late, now = revived_and_claimed_again(asked())
    with pytest.raises(jobs.TakenOver):
        jobs.step(late, percent=10, message="")
    for state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
        with pytest.raises(jobs.TakenOver):
            jobs.finish(late, state=state, at=NOON)
    jobs.finish(now, state=JobState.DONE, at=NOON)
    with pytest.raises(jobs.TakenOver):
        jobs.finish(now, state=JobState.FAILED, at=NOON)
    assert fresh(now).state == JobState.DONE


def test_who_asked_to_stop_before_it_was_stored_is_heard():
    job = asked()
    with jobs.running(str(job.pk), at=NOON) as running:
        assert jobs.request_cancel(job, at=NOON)
        with pytest.raises(jobs.Cancelled):
            jobs.finish(running, state=JobState.DONE, at=NOON)
        jobs.finish(running, state=JobState.CANCELLED, at=NOON)
    assert not jobs.request_cancel(job, at=NOON)


def test_a_folder_that_vanishes_while_old_uploads_are_purged_is_no_trouble(settings, tmp_path):
    settings.UPLOADS.mkdir()
    (settings.UPLOADS / "gone").symlink_to(tmp_path / "nowhere")
    assert uploads.purge(before=NOON) == 0


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_goes_on_after_any_trouble(settings, caplog):
    settings.UPLOADS = None
    beats = iter([False, False, True])
    stopped = SimpleNamespace(is_set=lambda: next(beats), wait=lambda _seconds: None)
    work.Command().keep_alive(stopped, "worker")
    assert [type(said.exc_info[1]) for said in caplog.records] == [TypeError, TypeError]
