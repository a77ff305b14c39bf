"""A worker dies while it writes down a portfolio: nothing is half, nothing lost, nothing twice."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from samenspel.platform import jobs, uploads
from samenspel.platform.choices import JobState
from samenspel.platform.models import AuditEvent, Job
from samenspel.portfolio import actions
from samenspel.portfolio.models import OutcomeLink, PortfolioEntry
from samenspel.portfolio.tasks import read_portfolio_file
from tests.beside import until, working
from tests.make import make_party, speaker_of
from tests.make_portfolio import make_file, make_step

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LINES = 4_000  # writing them down takes longer than looking whether it began
LATER = timedelta(minutes=5)


def let_time_pass():
    """The last sign of life lies so much further back."""
    Job.objects.filter(heartbeat_at__isnull=False).update(heartbeat_at=F("heartbeat_at") - LATER)


def job_is(**fields):
    return Job.objects.filter(**fields).exists()


def test_a_portfolio_comes_in_once_though_the_worker_dies_as_it_writes():
    now, party = timezone.now(), make_party()
    speaker, outcome = speaker_of(party), make_step(party, "Gezond")
    rows = "".join(f"Naam {n};A{n};x\n" for n in range(LINES))
    job = make_file(party, speaker, at=now, content=f"Naam;Kenmerk;Gezond\n{rows};B;\n".encode())
    mapping = {"name": 0, "reference": 1, f"outcome_{outcome.pk}": 2}
    actions.ask_to_read(
        job=job, party=party, mapping=mapping, language="nl", task=read_portfolio_file,
        by=speaker, at=now,
    )  # fmt: skip
    with working():
        until(lambda: job_is(percent__gte=50))  # all is read: now it is written, all at once
    assert job_is(state=JobState.RUNNING, attempts=1)
    assert not PortfolioEntry.objects.exists()
    let_time_pass()
    assert jobs.revive(timezone.now()) == 1  # as the next worker does when it begins
    read_portfolio_file.call(str(job.pk))
    job.refresh_from_db()
    assert (job.attempts, job.outcome["new"], job.outcome["changed"]) == (2, LINES, 0)
    assert [fault["row"] for fault in job.outcome["faults"]] == [LINES + 2]
    references = set(PortfolioEntry.objects.values_list("reference", flat=True))
    assert references == {f"A{n}" for n in range(LINES)}
    assert PortfolioEntry.objects.count() == OutcomeLink.objects.count() == LINES
    assert AuditEvent.objects.filter(action="portfolio.brought_in").count() == 1
    assert uploads.path_of(str(job.pk)) is None
    call_command("audit_verify")
