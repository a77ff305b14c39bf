"""A process dies in the middle of voting: what was said to be kept is kept, and nothing is half."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from samenspel.decisions import actions
from samenspel.decisions.choices import Secrecy, Verdict, Voters
from samenspel.decisions.models import Ballot, BoxBallot, Elector
from samenspel.decisions.queries import Entitled
from samenspel.platform import audit
from tests.beside import database_address
from tests.consistency.house import ROOT
from tests.make_agreements import make_two
from tests.make_decisions import make_decision, opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MANY = int(os.environ.get("KILL_BALLOTS", "60"))  # the whole proof takes 500
KILLS = 4
VOTING = """
from django.utils import timezone
from samenspel.decisions import actions, queries
from samenspel.decisions.choices import Said
from samenspel.decisions.models import Elector
for elector in Elector.objects.filter(ballot=None, has_voted=False).order_by("pk"):
    text = queries.text_of(elector.decision).digest
    given = {"elector": elector, "on_text": text, "by": None, "at": timezone.now()}
    if elector.decision.is_separated:
        actions.drop_in_box(said=Said.FOR, receipt=f"{elector.pk:04x}-0000-0000-0000", **given)
    else:
        actions.cast(choice=Said.FOR, why="", **given)
    print(elector.pk, flush=True)
"""


def voted_until(most):
    """Votes cast by a process of its own, which is killed after so many; whom it told of."""
    environment = os.environ | {"DATABASE_URL": database_address()}
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", VOTING]
    told = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as voting:
        for line in voting.stdout:
            told.append(int(line))
            if len(told) == most:
                voting.send_signal(signal.SIGKILL)
    return told


def kept():
    """Who voted, by what is kept: by name or on the list of a box."""
    by_name = set(Ballot.objects.values_list("elector", flat=True))
    return by_name | set(Elector.objects.filter(has_voted=True).values_list("pk", flat=True))


def test_no_vote_is_lost_or_half_when_the_process_dies():
    ours, _theirs, here = make_two()
    now = timezone.now()
    decisions = []
    for secrecy in (Secrecy.OPEN, Secrecy.SEPARATED):
        entries = [Entitled(f"{secrecy}-{number}", ours) for number in range(MANY // 2)]
        decision = make_decision(here, ours, at=now, voters=Voters.LISTED, secrecy=secrecy)
        decisions.append(opened(decision, at=now, electorate=entries))
    told = []
    for _kill in range(KILLS):
        told += voted_until(MANY // (KILLS + 1))
        assert set(told) <= kept()
        assert len(kept()) < MANY
        assert BoxBallot.objects.count() == Elector.objects.filter(has_voted=True).count()
    voted_until(MANY)
    for decision in decisions:
        tally = actions.close(decision=decision, by=None, at=now + timedelta(hours=1))
        assert tally.verdict == Verdict.ADOPTED
        assert tally.document["result"]["trace"]["total"]["for"] == MANY // 2
    assert audit.verify().is_whole
    call_command("audit_verify")
