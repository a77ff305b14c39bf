"""Where someone is signed in: told in words, and ended one by one."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from samenspel.people.adapters.visits import in_words
from samenspel.people.models import Visit
from samenspel.platform import retention
from samenspel.platform.models import AuditEvent
from tests.client import HouseClient
from tests.make import NOON, make_person

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
)
PAGE = "/mijn-toegang/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as travelled:
        yield travelled


def who(client):
    return client.session.get("_auth_user_id")


def on(agent, person):
    """Someone who signs in with a link, on this device."""
    from samenspel.people import actions

    client = HouseClient(headers={"user-agent": agent})
    token = actions.make_sign_in_link(person=person, is_reusable=False, by=None, at=NOON)
    client.post(reverse("people:sign_in_by_link", args=[token]), REMOTE_ADDR="203.0.113.7")
    return client


@pytest.mark.parametrize(
    ("agent", "words"),
    [(PHONE, "Safari, iPhone"), (LAPTOP, "Firefox, Linux"), (EDGE, "Edge, Windows"),
     ("curl/8", ""), ("", ""), ("<script>" * 90, "")],
)  # fmt: skip
def test_a_device_in_words(agent, words):
    assert in_words(agent) == words


def test_a_person_sees_each_device_and_no_place():
    ada = make_person()
    on(PHONE, ada)
    page = on(LAPTOP, ada).get(PAGE)
    assert page.text.count("Safari, iPhone") == 2  # told, and named on its button
    assert page.text.count("Firefox, Linux") == 1
    assert "Dit apparaat" in page.text
    assert "203.0.113.7" not in str(list(Visit.objects.values()))


def test_one_device_is_ended_and_the_others_stay():
    ada, bo = make_person(), make_person()
    phone, laptop, other = on(PHONE, ada), on(LAPTOP, ada), on(PHONE, bo)
    visit = ada.visits.get(device="Safari, iPhone")
    assert laptop.post(reverse("people:end_visit", args=[visit.pk])).url == PAGE
    assert [who(each) for each in (phone, laptop, other)] == [None, str(ada.pk), str(bo.pk)]
    assert AuditEvent.objects.latest("position").action == "people.visit_ended"
    assert "Safari, iPhone" not in laptop.get(PAGE).text


def test_nobody_ends_a_session_of_another():
    ada, bo = make_person(), make_person()
    phone = on(PHONE, ada)
    path = reverse("people:end_visit", args=[ada.visits.get().pk])
    assert on(LAPTOP, bo).post(path).status_code == 404
    assert who(phone) == str(ada.pk)


def test_last_seen_is_kept_to_the_hour(clock, django_assert_num_queries):
    client = on(LAPTOP, make_person())
    with django_assert_num_queries(2):  # session, person and no write
        client.get(reverse("platform:privacy"))
    clock.shift(timedelta(hours=3))
    client.get("/privacy")
    assert client.get(PAGE).text.count("1 juni 17:00") == 1
    clock.shift(timedelta(minutes=59))
    client.get("/privacy")
    assert client.get(PAGE).text.count("1 juni 17:00") == 1


def test_two_weeks_after_signing_in_it_is_over_used_or_not(clock):
    client = on(LAPTOP, ada := make_person())
    for _day in range(13):
        clock.shift(timedelta(days=1))
        client.get("/privacy")
    assert who(client) == str(ada.pk)
    clock.shift(timedelta(days=1, seconds=1))
    assert client.get(PAGE).status_code == 302
    retention.delete_what_is_over_time(NOON + timedelta(days=15, seconds=1))
    assert not Visit.objects.exists()


def test_signing_out_takes_the_device_from_the_list():
    client = on(LAPTOP, ada := make_person())
    client.post(reverse("people:sign_out"))
    assert not ada.visits.exists()


def test_the_list_takes_as_many_questions_for_one_as_for_many(django_assert_num_queries):
    ada = make_person()
    client = on(LAPTOP, ada)
    for more in (0, 3):
        for _each in range(more):
            on(PHONE, ada)
        with django_assert_num_queries(7):
            client.get(PAGE)


def test_a_browser_that_says_nothing_comes_in_too():
    client = Client()
    client.force_login(make_person())
    assert "Een apparaat dat we niet kennen" in client.get(PAGE).text
