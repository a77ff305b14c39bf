"""Reminders of an evaluation go only to who has not answered, and nobody sees to whom."""

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from samenspel.evaluation import actions, queries
from samenspel.evaluation.actions import Said
from samenspel.evaluation.models import EvaluationInvitation, EvaluationReminder
from samenspel.evaluation.queries import agenda_ready
from samenspel.evaluation.tasks import mail_invitation, mail_reminder, remind_of_evaluations
from samenspel.platform.guests import Guest
from samenspel.platform.models import AuditEvent
from samenspel.platform.together import told_together
from tests.make import make_party, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_evaluations import (
    DAY,
    NOON,
    make_answers,
    make_evaluation,
    make_readiness,
    open_together,
)
from tests.make_letters import work

pytestmark = pytest.mark.django_db
ADA, BO = "ada@x.example", "bo@x.example"


@pytest.fixture
def side(settings):
    """Our side of an evaluation, with two people who got their invitation by e-mail."""
    settings.SITE = "http://x"
    ours, _theirs, here = make_two()
    with time_machine.travel(NOON, tick=False):
        made = make_evaluation(here, ours)
        ours_here = queries.sides_of(made)[0]
        actions.invite(
            side=ours_here, guests=[Guest("Ada", ADA), Guest("Bo", BO), Guest("Cas")],
            population=3, language="nl", mail=mail_invitation, site="http://x/", by=None, at=NOON,
        )  # fmt: skip
        work()
    mail.outbox.clear()
    return ours_here


def answer(side, email, at=NOON):
    invitation = side.invitations.select_related("side__evaluation").get(email=email)
    actions.begin_answering(agrees_to_small_group=False, by=invitation, at=at)
    said = [Said("why", {side.evaluation.items[0]: 3})]
    actions.save_answer(said=said, nonce="x", by=invitation, at=at)


def remind(side, at=NOON):
    with time_machine.travel(at, tick=False):
        actions.remind_people(side=side, mail=mail_reminder, by=None, at=at)


def to_whom(at=NOON):
    with time_machine.travel(at, tick=False):
        work()
    return [letter.to[0] for letter in mail.outbox]


def test_a_reminder_goes_only_to_who_has_not_answered_by_then(side):
    remind(side)
    answer(side, ADA)
    assert to_whom() == [BO]
    assert "Er is nog geen antwoord van je" in mail.outbox[0].body
    subjects = AuditEvent.objects.filter(action__startswith="evaluation.reminder_")
    assert set(subjects.values_list("subject_label", flat=True)) == {"evaluation.Evaluation"}


def test_two_at_most_a_day_apart_and_none_once_the_side_accepted(side):
    remind(side)
    with pytest.raises(actions.RemindedEnough):
        remind(side, NOON + DAY / 2)
    remind(side, NOON + DAY)
    with pytest.raises(actions.RemindedEnough):
        remind(side, NOON + 5 * DAY)
    other = queries.sides_of(side.evaluation)[1]
    actions.accept_opening(side=other, by=speaker_of(other.party), at=NOON)
    with pytest.raises(actions.EvaluationOver):
        remind(other)


def test_its_link_works_until_a_newer_one_and_refusing_stops_the_next(side, client):
    remind(side)
    assert to_whom() == [ADA, BO]
    letter = mail.outbox[0]
    refuse = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://x")
    link = refuse.removesuffix("/geen-post")
    with time_machine.travel(NOON, tick=False):
        assert [client.get(path).status_code for path in (link, refuse)] == [200, 200]
        assert "geen e-mail meer" in client.post(refuse).text
        assert client.get(link).status_code == 200
    mail.outbox.clear()
    remind(side, NOON + 2 * DAY)
    assert to_whom(NOON + 2 * DAY) == [BO]
    ada = EvaluationInvitation.objects.get(email=ADA)
    actions.renew_link(invitation=ada, mail=mail_invitation, site="", by=None, at=NOON)
    assert client.get(link).status_code == 404


def test_once_a_day_sides_that_did_not_remind_do_so_three_days_before_the_end(side):
    for days, reminders in ((10, 0), (12, 1), (13, 1)):
        with time_machine.travel(NOON + days * DAY, tick=False):
            remind_of_evaluations.call()
            work()
        side.refresh_from_db()
        assert side.reminders == reminders
    assert EvaluationReminder.objects.count() == 2
    with time_machine.travel(NOON + 15 * DAY, tick=False):
        remind_of_evaluations.call()
    assert not EvaluationReminder.objects.exists()


@pytest.mark.parametrize("how", ["opened", "dropped"])
def test_whom_it_reminded_is_forgotten_once_it_is_over(side, how):
    remind(side)
    if how == "opened":
        for each in queries.sides_of(side.evaluation):
            make_answers(each, *[5] * 5)
        open_together(side.evaluation)
    else:
        ours = side.party
        actions.drop_evaluation(evaluation=side.evaluation, party=ours, by=None, at=NOON)
    assert not EvaluationReminder.objects.exists()
    assert to_whom() == []


def test_the_button_reminds_and_shows_neither_who_nor_how_many(side, signed_in):
    client = signed_in(speaker_of(side.party))
    place = [side.evaluation.collaboration.slug, side.evaluation_id, side.pk]
    page = reverse("evaluation:invite", args=place)
    with time_machine.travel(NOON, tick=False):
        before = client.get(page).text
        answer(side, ADA)
        assert client.post(reverse("evaluation:remind", args=place)).status_code == 302
        work()
        after = client.get(page).text
    assert "Er gaan er hoogstens 2 uit." in before
    assert "Er ging 1 van hoogstens 2 herinneringen uit" in after
    listed = [text.partition('id="lijst"')[2] for text in (before, after)]
    assert listed[0].count("<li") == listed[1].count("<li")


def test_steps_and_rounds_of_being_ready_stand_in_the_agenda():
    ours = make_party("Ons", person=make_person("Mo"), role="manager")
    make_readiness(ours, 2)
    mo, stranger = speaker_of(ours), make_person("Vreemd")
    assert [day.title for day in told_together(agenda_ready.days_of(mo, NOON))[0]] == [
        "Laatste moment om te zeggen hoe klaar jullie zijn om samen te werken", "Mo: “Vaste uren”",
    ]  # fmt: skip
    assert told_together(agenda_ready.waits_for(mo, NOON)) == [[]]
    (found,) = told_together(agenda_ready.waits_for(mo, NOON + 21 * DAY))
    waiting = [entry.says for entry in found]
    assert waiting == [
        "Sluit de vragen over samenwerken met anderen en lees wat jullie zeiden.",
        "Zeg wat er kwam van ‘Vaste uren’.",
    ]
    asking = (agenda_ready.waits_for(stranger, NOON), agenda_ready.days_of(stranger, NOON))
    assert told_together(*asking) == [[], []]
