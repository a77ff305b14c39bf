"""Moments and days as a calendar file that people open in their own calendar."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """An hour on a moment, or a whole day; `uid` stays the same when it changes."""

    uid: str
    title: str
    begins: datetime | date
    url: str
    text: str = ""


def calendar_file(items: Iterable[CalendarItem], *, at: datetime) -> bytes:
    """The items as an iCalendar file (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samenspel//samenspel//")
    calendar.add("version", "2.0")
    for item in items:
        calendar.add_component(_event(item, at))
    return bytes(calendar.to_ical())


def _event(item: CalendarItem, at: datetime) -> Event:
    event = Event()
    event.add("uid", item.uid)
    event.add("dtstamp", at)
    event.add("summary", item.title)
    event.add("dtstart", item.begins)
    event.add("url", item.url)
    if item.text:
        event.add("description", item.text)
    lasts = HOUR if isinstance(item.begins, datetime) else A_DAY
    with suppress(OverflowError):  # the last day there is: it needs no end
        event.add("dtend", item.begins + lasts)
    if lasts is A_DAY:
        event.add("transp", "TRANSPARENT")
    return event
