"""Letters that an earlier release had put in line go out after an upgrade, once each."""

import importlib
import json
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django_tasks_db.models import DBTaskResult

from samenspel.agreements.tasks import mail_review
from samenspel.channels.models import Digest
from samenspel.channels.tasks import send_digest
from samenspel.collaborations import actions as collaborations
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import RoleInvitation
from samenspel.collaborations.tasks import mail_role_invitation
from samenspel.platform import letters, retries, sealing
from samenspel.platform.models import OutgoingLetter, StuckTask
from tests.evaluation.test_outside import accepted, proposed
from tests.make import NOON, make_person, speaker_of
from tests.make_agreements import make_commitment, make_pause, make_proposal, make_two
from tests.make_evaluations import make_evaluation
from tests.make_letters import work

pytestmark = pytest.mark.django_db
give_rows = importlib.import_module(
    "samenspel.portfolio.migrations.0004_letters_that_waited"
).give_rows


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def put_in_line():
    """A letter of each kind that once waited as the arguments of a task."""
    ours, theirs, here = make_two()
    manager, outsider = speaker_of(ours), make_person("Eva")
    version = make_proposal(here, theirs)
    letters.put_in_line(mail=mail_review, about=version, given=[version.pk, manager.pk])
    evaluation = make_evaluation(here, ours)
    proposed(evaluation, ours, outsider)
    accepted(evaluation, theirs)
    collaborations.invite(
        email="bo@voorbeeld.example", party=ours, role=Role.FACILITATOR, by=manager, at=NOON,
        mail=mail_role_invitation, site="http://testserver/", language="en",
        collaboration=None,
    )  # fmt: skip
    make_commitment(here, theirs, ours)
    digest = Digest.objects.create(person=manager, told_until=NOON - timedelta(days=2))
    letters.put_in_line(mail=send_digest, about=digest, given=[digest.pk])
    make_pause(here, ours)


def as_before():
    """The same tasks as the release before wrote them: what the letter is made of, and no row."""
    for task in DBTaskResult.objects.filter(args_kwargs__args__0__isnull=False):
        row = OutgoingLetter.objects.get(pk=task.args_kwargs["args"][0])
        given = json.loads(sealing.unseal(row.sealed_parts))
        if row.kind == "mail_role_invitation":
            given[0] = sealing.seal(given[0])
        DBTaskResult.objects.filter(pk=task.pk).update(args_kwargs={"args": given, "kwargs": {}})
    OutgoingLetter.objects.all().delete()


def waiting():
    kept = OutgoingLetter.objects.order_by("kind", "subject_id", "sealed_parts")
    parts = ((each, json.loads(sealing.unseal(each.sealed_parts))) for each in kept)
    found = [
        (row.kind, row.subject_label, row.subject_id, row.state, given) for row, given in parts
    ]
    return sorted(found, key=str)


def written():
    return sorted((each.to, each.subject, each.body) for each in mail.outbox)


def test_letters_of_every_kind_that_waited_go_out_once():
    put_in_line()
    rows = waiting()
    kinds = {"mail_evaluator", "mail_pause", "mail_review", "mail_role_invitation", "send_digest"}
    assert {kind for kind, *_more in rows} == kinds
    as_before()
    assert waiting() == []
    give_rows(apps, None)
    assert waiting() == rows
    give_rows(apps, None)  # letters in the new form stay as they are
    assert waiting() == rows
    work()
    assert {address for to, _subject, _body in written() for address in to} >= {
        "bo@voorbeeld.example"
    }
    assert len(written()) == len(rows)
    assert OutgoingLetter.objects.exclude(state="sent").count() == 0
    give_rows(apps, None)
    work()
    assert len(written()) == len(rows)


def test_a_letter_that_stood_among_the_stuck_tasks_goes_out_when_it_is_tried_again():
    put_in_line()
    as_before()
    task = DBTaskResult.objects.get(task_path=mail_review.module_path)
    DBTaskResult.objects.exclude(pk=task.pk).delete()
    DBTaskResult.objects.filter(pk=task.pk).update(status="FAILED")
    stuck = StuckTask.objects.create(
        task_id=task.pk, name="mail_review", reason="fault", attempts=5, stuck_at=NOON
    )
    give_rows(apps, None)
    retries.try_again(stuck, by=make_person(), at=NOON)
    work()
    assert len(mail.outbox) == 1


def test_without_a_row_such_a_letter_would_not_go_out():
    put_in_line()
    as_before()
    with pytest.raises(TypeError):
        work()


def test_an_invitation_that_was_withdrawn_meanwhile_is_not_written():
    put_in_line()
    as_before()
    RoleInvitation.objects.all().delete()
    give_rows(apps, None)
    work()
    assert "bo@voorbeeld.example" not in {to for each in mail.outbox for to in each.to}
    assert len(mail.outbox) == 4
