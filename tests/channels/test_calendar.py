"""The days of a person in their own calendar, at a secret address that they can end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from samenspel.channels import actions
from samenspel.channels.models import CalendarFeed
from samenspel.collaborations.choices import Role
from samenspel.meaning import actions as meaning
from samenspel.meaning.models import Scan, Talk
from samenspel.people import actions as people
from samenspel.people.models import User
from tests.make import NOON, make_party, speaker_of
from tests.make_scans import CLOSES_AT, LATER, accept_all, answered_by, make_open, sides_of

pytestmark = pytest.mark.django_db
INFORMED = reverse("channels:informed")


@pytest.fixture
def scan():
    return make_open(make_party("Ons", role=Role.MANAGER), make_party("Zij", role=Role.MANAGER))


@pytest.fixture
def person(scan):
    return speaker_of(sides_of(scan)[0].party)


def feed_of(person, client, *, at=NOON):
    return client.get(reverse("channels:calendar", args=[actions.make_feed(by=person, at=at)]))


def titles(response):
    return [str(each["summary"]) for each in Calendar.from_ical(response.content).walk("VEVENT")]


def test_the_calendar_holds_the_days_of_its_reader(scan, person, client):
    response = feed_of(person, client)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert titles(response) == ["Einde van antwoorden op ‘Scan onder mensen’"]
    accept_all(answered_by(scan), at=LATER, talked=False)
    talk = Talk.objects.get(scan=scan)
    Talk.objects.update(planned_at=LATER)
    meaning.agree(
        talk=talk, concept="", what="Bomen; planten, samen\\n", owner="Ada", by=person, at=LATER,
        due_on=LATER.date(),
    )  # fmt: skip
    assert titles(feed_of(person, client)) == [
        "Bomen; planten, samen\\n",
        "Tijd om ‘Scan onder mensen’ opnieuw te vragen",
        "Gesprek over ‘Scan onder mensen’",
    ]


def test_its_entries_keep_their_names_when_their_day_changes(scan, person, client):
    def named():
        events = Calendar.from_ical(feed_of(person, client).content).walk("VEVENT")
        return [(str(each["uid"]), each.decoded("dtstart")) for each in events]

    ((before, day),) = named()
    Scan.objects.update(closes_at=CLOSES_AT + timedelta(days=1))
    ((after, later),) = named()
    assert (before, day + timedelta(days=1)) == (after, later)
    assert before == f"scan-ends-{scan.pk}@testserver"


def test_the_calendar_is_in_the_language_of_its_reader(scan, person, client):
    User.objects.filter(pk=person.pk).update(language="en")
    assert titles(feed_of(person, client)) == ["Answering “Scan onder mensen” ends"]


def test_an_address_is_shown_once_and_stops_when_renewed_or_ended(person, signed_in, client):
    inside, addresses = signed_in(person), []
    for _again in range(2):
        assert inside.get(reverse("channels:feed")).url == INFORMED  # as after another language
        shown = inside.post(reverse("channels:feed"), {"do": "make"})
        token = shown.text.split("testserver/agenda/")[1].split(".ics")[0]
        addresses.append(reverse("channels:calendar", args=[token]))
        assert token not in inside.get(INFORMED).text
        assert not CalendarFeed.objects.filter(token_hash=token).exists()
    assert [client.get(each).status_code for each in addresses] == [404, 200]
    inside.post(reverse("channels:feed"), {"do": "end"})
    assert client.get(addresses[1]).status_code == 404


def test_who_may_not_come_in_or_is_erased_has_no_calendar(person, client):
    assert feed_of(person, client).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert feed_of(person, client).status_code == 404
    people.erase(person=person, by=person, at=NOON)
    assert not CalendarFeed.objects.exists()
