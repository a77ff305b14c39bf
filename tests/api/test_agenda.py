"""What waits, changed and comes, as a program reads it; and how its owner hears of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.channels.models import CalendarFeed, Digest
from samenspel.collaborations.actions import make_party_key
from tests.make_agreements import make_commitment, make_proposal
from tests.make_evaluations import make_evaluation
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 7


def test_what_waits_changed_and_comes_is_what_the_digest_and_the_calendar_hold(
    client, ask_for, here, ours, theirs
):
    now = timezone.now()
    make_evaluation(here, theirs, at=now - timedelta(hours=1))
    make_proposal(here, theirs, at=now - timedelta(hours=2))
    waits = ask_for("get", "/waiting").json()["items"]
    assert len(waits) == 2
    assert {each["where"] for each in waits} == {here.name}
    assert {each["address"].startswith(f"http://testserver/s/{here.slug}/") for each in waits}
    changed = ask_for("get", "/changes?days=1").json()["items"]
    assert changed != []
    assert ask_for("get", "/changes?days=0").status_code == 400
    comes = ask_for("get", "/days").json()["items"]
    link = ask_for("put", "/calendar-feed").json()["link"]
    calendar = client.get(link).text
    assert comes != []
    assert [each["key"] for each in comes if f"{each['key']}@" not in calendar] == []
    assert [each for each in comes if bool(each["day"]) == bool(each["moment"])] == []


def test_a_person_chooses_and_ends_how_they_are_informed(client, ask_for):
    assert ask_for("get", "/digest").json() == {"rhythm": None, "calendarSince": None}
    assert ask_for("put", "/digest", {"rhythm": "daily"}).json()["rhythm"] == "daily"
    link = ask_for("put", "/calendar-feed").json()["link"]
    assert ask_for("get", "/digest").json()["calendarSince"]
    assert ask_for("delete", "/calendar-feed").status_code == 204
    assert client.get(link).status_code == 404
    assert ask_for("put", "/digest", {"rhythm": None}).json()["rhythm"] is None


def test_a_program_of_a_party_gets_no_mail_and_no_calendar(client, ada, ours):
    token = make_party_key(party=ours, name="x", days=30, scopes=["agenda:write"], by=ada,
                           at=timezone.now())  # fmt: skip
    headers = {"Authorization": f"Bearer {token}"}
    chosen = client.put(f"{API}/digest", {"rhythm": "daily"}, "application/json", headers=headers)
    made = client.put(f"{API}/calendar-feed", headers=headers)
    assert (chosen.status_code, made.status_code) == (403, 403)
    assert not Digest.objects.exists()
    assert not CalendarFeed.objects.exists()
    assert client.get(f"{API}/waiting", headers=headers).status_code == 200


def test_what_waits_takes_so_many_questions_however_much_it_is(
    client, ada, here, ours, theirs, django_assert_num_queries
):
    key = key_of(ada)
    client.get(f"{API}/waiting", headers=key)
    for total, new in ((1, 1), (3, 2)):
        for number in range(new):
            make_commitment(here, ours, theirs, party=theirs, at=timezone.now(),
                            what=f"x {total} {number}")  # fmt: skip
        with django_assert_num_queries(MOST_QUERIES):
            waits = client.get(f"{API}/waiting", headers=key).json()["items"]
        assert len(waits) == total
