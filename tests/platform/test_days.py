"""A day that nobody can mean comes in nowhere, and what others read does not break on one."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from samenspel.people.models import User
from samenspel.platform import days
from samenspel.platform.calendars import CalendarItem, calendar_file
from samenspel.platform.fields import DayField, MomentField
from tests.consistency import house
from tests.make_programs import API, key_of
from tests.permissions.bodies import bodies
from tests.permissions.test_programs import filled, operations
from tests.permissions.world import ROLES, make_world

NOW = datetime(2026, 6, 1, tzinfo=UTC)
FAR = ("0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31")
OF_DAYS = re.compile(r"forms\.(DateField|DateTimeField|SplitDateTimeField)\b")


@pytest.mark.parametrize("day", FAR)
def test_what_lies_too_far_away_is_refused(day):
    assert days.fault_in(date.fromisoformat(day)) != ""
    for field, said in ((DayField(), day), (MomentField(), f"{day}T12:00")):
        with pytest.raises(Exception, match="1900 en 2200"):
            field.clean(said)


@pytest.mark.parametrize("day", ["1900-01-01", "2026-06-01", "2199-12-31"])
def test_what_someone_can_mean_is_taken(day):
    assert days.fault_in(date.fromisoformat(day)) == ""
    assert DayField().clean(day) == date.fromisoformat(day)


def test_no_form_takes_another_kind_of_day():
    found = [
        str(path.relative_to(house.SRC)) for path in house.SRC.glob("samenspel/*/forms/**/*.py")
        if OF_DAYS.search(path.read_text())
    ] + [
        str(path.relative_to(house.SRC)) for path in house.SRC.glob("samenspel/*/forms.py")
        if path.parent.name != "platform" and OF_DAYS.search(path.read_text())
    ]  # fmt: skip
    assert found == []


def test_the_last_day_there_is_stands_in_a_calendar_without_an_end():
    for begins in (date.max, datetime.max.replace(tzinfo=UTC)):
        item = CalendarItem(uid="x", title="Ver weg", begins=begins, url="https://a.example")
        (event,) = Calendar.from_ical(calendar_file([item], at=NOW)).walk("VEVENT")
        assert (event["SUMMARY"], "DTEND" in event) == ("Ver weg", False)


def with_far_days(given, far):
    """The same with another day in each place where one stood; how many there were."""
    found = {
        name: (f"{far}{value[10:]}" if len(value) > 10 else far)
        for name, value in given.items()
        if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value)
    }
    return given | found, len(found)


@pytest.mark.django_db
@pytest.mark.walk
def test_no_operation_takes_a_day_that_nobody_means(client):
    world, seen = make_world("open"), 0
    key = key_of(User.objects.get(name=ROLES["M"]))
    for name, method, path, wants in operations():
        given, address = bodies(world).get(name, {}), filled(path, wants, world)
        for far in FAR[::3] if address else ():
            sent, number = with_far_days(given, far)
            if number:
                answer = client.generic(
                    method.upper(), f"{API}{address}", json.dumps(sent),
                    content_type="application/json", headers=key,
                )  # fmt: skip
                assert answer.status_code in (400, 404), (name, answer.status_code)
                seen += 1
    assert seen > 30
