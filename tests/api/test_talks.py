"""The talk before the numbers, led by a program as by a person on the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from samenspel.collaborations.choices import Role
from samenspel.meaning.models import Talk, TalkAgreement
from tests.make import make_person
from tests.make_programs import API, WEEK, key_of
from tests.meaning.talking import talk_for

pytestmark = pytest.mark.django_db
MARKER = "zeskantige zeepbel"
LIST_QUERIES = 5


@pytest.fixture
def talk(ours, theirs):
    return talk_for(ours, theirs, own_words=MARKER)


@pytest.fixture
def path(talk):
    return f"/talks/{talk.scan_id}"


def test_a_program_leads_a_talk_from_its_plan_to_the_numbers(ask_for, talk, path):
    begins = ask_for("get", path).json()
    assert (begins["numbersAt"], begins["words"][0]["version"]) == (None, 0)
    assert MARKER in str(begins["words"][0]["voices"])
    when = (timezone.now() + WEEK).isoformat()
    assert ask_for("patch", path, {"plannedAt": when}).json()["plannedAt"].endswith("Z")
    written = {"notes": "Lang gesproken", "sharedMeaning": "Samen winnen", "version": 0}
    assert ask_for("put", f"{path}/words/1", written).json()["version"] == 1
    due = (timezone.localdate() + WEEK).isoformat()
    agreed = {"place": 1, "what": "We bellen", "owner": "Bo", "dueOn": due}
    assert ask_for("post", f"{path}/agreements", agreed).status_code == 201
    guessing = ask_for("post", f"{path}/_guess").json()
    assert guessing["guessingAt"]
    assert [each["atLeast"] for each in ask_for("get", path).json()["guesses"]] == [0, 0]
    opened = ask_for("post", f"{path}/_numbers").json()
    assert (bool(opened["numbersAt"]), opened["isSkipped"]) == (True, False)
    outcome = ask_for("get", f"/results/{talk.scan_id}").json()
    assert [each["meaning"] for each in outcome["meanings"]] == ["Samen winnen"]
    assert [each["what"] for each in outcome["agreements"]] == ["We bellen"]
    assert ask_for("patch", path, {"plannedAt": when}).status_code == 409


def test_who_wrote_meanwhile_is_not_overwritten(ask_for, path):
    assert ask_for("put", f"{path}/words/1", {"notes": "Eerst", "version": 0}).status_code == 200
    late = ask_for("put", f"{path}/words/1", {"notes": "Later", "version": 0})
    assert (late.status_code, "Iemand" in late.json()["detail"]) == (409, True)
    assert ask_for("get", path).json()["words"][0]["notes"] == "Eerst"
    assert ask_for("put", f"{path}/words/1", {"notes": "Later", "version": 1}).status_code == 200
    assert ask_for("put", f"{path}/words/99", {"notes": "x", "version": 0}).status_code == 404


def test_what_does_not_fit_is_named_with_its_place(ask_for, path):
    yesterday = timezone.now() - timedelta(days=1)
    late = ask_for("patch", path, {"plannedAt": yesterday.isoformat()})
    agreed = {"what": "x", "owner": "y", "dueOn": f"{yesterday:%Y-%m-%d}"}
    past = ask_for("post", f"{path}/agreements", agreed)
    nowhere = ask_for("post", f"{path}/agreements", agreed | {"place": 9})
    assert [(each.status_code, each.json()["errors"][0]["where"]) for each in (late, past, nowhere)
            ] == [(400, "body.plannedAt"), (400, "body.dueOn"), (400, "body.place")]  # fmt: skip
    assert not TalkAgreement.objects.exists()


def test_what_was_agreed_is_dropped_again(ask_for, path):
    due = (timezone.localdate() + WEEK).isoformat()
    made = ask_for("post", f"{path}/agreements", {"what": "x", "owner": "y", "dueOn": due}).json()
    (listed,) = ask_for("get", path).json()["agreements"]
    assert listed == made
    assert ask_for("delete", f"{path}/agreements/{made['id']}").status_code == 204
    assert not TalkAgreement.objects.exists()


def test_the_calendar_holds_the_talk_once_it_is_planned(ask_for, path):
    assert ask_for("get", f"{path}/calendar").status_code == 404
    ask_for("patch", path, {"plannedAt": (timezone.now() + WEEK).isoformat()})
    answer = ask_for("get", f"{path}/calendar")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 1


def test_a_facilitator_leads_a_talk_and_does_not_skip_it(client, ours, talk, path):
    looks_on = make_person("Fia")
    ours.representations.create(person=looks_on, role=Role.FACILITATOR)
    key = key_of(looks_on)
    assert client.post(f"{API}{path}/_skip", headers=key).status_code in (403, 409)
    assert Talk.objects.get(pk=talk.pk).numbers_at is None
    assert client.post(f"{API}{path}/_guess", headers=key).status_code == 200


def test_talks_are_listed_with_so_many_questions_however_many_there_are(
    client, ada, ours, theirs, talk, django_assert_num_queries
):
    key = key_of(ada)
    assert client.get(f"{API}/talks", headers=key).json()["total"] == 1
    with django_assert_num_queries(LIST_QUERIES):
        client.get(f"{API}/talks", headers=key)
    talk_for(ours, theirs)
    talk_for(ours, theirs)
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get(f"{API}/talks", headers=key).json()["total"] == 3
