from datetime import timedelta

import pytest
from django.test import TestCase
from django.urls import reverse
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from samenspel.meaning import actions
from samenspel.meaning.models import Scan
from samenspel.platform import jobs, uploads
from samenspel.platform.choices import JobState
from samenspel.platform.models import AuditEvent, Job
from tests.make import NOON, finding, make_collaboration
from tests.meaning import files
from tests.meaning.bringing_in import nothing_stored, post

pytestmark = pytest.mark.django_db


def work():
    """Do all tasks that wait, as the worker does between two looks at its connection."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    with TestCase.captureOnCommitCallbacks(execute=True):
        for task in DBTaskResult.objects.ready():
            task.claim("test")
            worker.run_task(task)
            assert task.traceback == ""


@pytest.fixture
def _everything_is_large(settings):
    settings.READ_AT_ONCE = 0


@pytest.mark.usefixtures("_everything_is_large")
class TestALargeFile:
    def test_is_read_by_a_job_that_the_page_follows(self, member, collaboration, settings):
        waiting = post(member, collaboration, files.good()).url
        assert "We wachten op onze beurt: 0%" in member.get(waiting).text
        work()
        scan = Scan.objects.get()
        done = reverse("meaning:scan_detail", args=[collaboration.slug, scan.pk])
        assert member.get(waiting).url == done
        assert member.get(waiting, headers={"hx-request": "true"}).headers["HX-Redirect"] == done
        assert (Job.objects.get().state, Job.objects.get().percent) == (JobState.DONE, 100)
        assert list(settings.UPLOADS.glob("*")) == []
        assert [event.origin for event in AuditEvent.objects.order_by("position")] == [
            "page", "job",
        ]  # fmt: skip

    def test_sends_only_the_line_that_changes_to_a_page_that_asks_again(
        self, member, collaboration
    ):
        waiting = post(member, collaboration, files.good()).url
        fragment = member.get(waiting, headers={"hx-request": "true"}).text
        assert (fragment.count("<html"), fragment.count('id="stand"')) == (0, 1)

    def test_that_is_bad_shows_the_form_again_with_the_chosen_values(
        self, member, collaboration, settings
    ):
        waiting = post(member, collaboration, files.rows("a;A;zorg;s;9;1"), tolerance="2").url
        work()
        assert Job.objects.get().message == "We lezen de antwoorden"  # no longer in line
        page = member.get(waiting).text
        assert "“9”" in page
        assert 'value="Na de zomer"' in page
        assert 'name="tolerance" value="2"' in page
        assert nothing_stored(settings)
        assert AuditEvent.objects.latest("position").result == "refused"

    def test_that_is_stopped_leaves_nothing(self, member, collaboration, settings):
        waiting = post(member, collaboration, files.good()).url
        with TestCase.captureOnCommitCallbacks(execute=True):
            member.post(waiting + "stop/")
        assert nothing_stored(settings)
        work()
        assert "Je stopte het lezen" in member.get(waiting).text
        assert nothing_stored(settings)

    def test_that_is_stopped_while_it_is_read_leaves_nothing(self, member, collaboration, settings):
        waiting = post(member, collaboration, files.good()).url
        Job.objects.update(cancel_requested=True)
        work()
        assert "Je stopte het lezen" in member.get(waiting).text
        assert nothing_stored(settings)

    def test_that_disappeared_is_asked_for_again(self, member, collaboration):
        waiting = post(member, collaboration, files.good()).url
        uploads.discard(str(Job.objects.get().pk))
        work()
        assert "Het bestand is weg. Kies het opnieuw." in member.get(waiting).text

    def test_that_is_done_cannot_be_stopped(self, member, collaboration):
        waiting = post(member, collaboration, files.good()).url
        work()
        lines = AuditEvent.objects.count()
        member.post(waiting + "stop/")
        assert (Scan.objects.count(), AuditEvent.objects.count()) == (1, lines)

    def test_that_another_worker_took_over_is_stored_once(self, member, collaboration, ours):
        post(member, collaboration, files.good())
        job = Job.objects.get()
        with jobs.running(str(job.pk), at=NOON) as late:
            jobs.revive(NOON + timedelta(seconds=61))
        work()
        with pytest.raises(jobs.TakenOver):
            actions.bring_in_scan(
                collaboration=collaboration, party=ours, title="Te laat", finding=finding(),
                by=job.owner, at=NOON, job=late,
            )  # fmt: skip
        assert (Scan.objects.get().title, Job.objects.get().state) == ("Na de zomer", "done")

    def test_is_not_followed_from_another_collaboration(self, member, collaboration, ours):
        other = make_collaboration(ours)
        waiting = post(member, collaboration, files.good()).url
        elsewhere = waiting.replace(collaboration.slug, other.slug)
        assert member.get(elsewhere).status_code == 404
        assert member.post(elsewhere + "stop/").status_code == 404
        assert member.get(waiting).status_code == 200
