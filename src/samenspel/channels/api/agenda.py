"""What waits for a person, what changed and which days come; and how they hear of it."""

from datetime import date, datetime, timedelta
from typing import Annotated

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.channels import actions, queries
from samenspel.channels.choices import Rhythm
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform import agenda
from samenspel.platform.agenda import Entry
from samenspel.platform.asking import In, Moment, Out
from samenspel.platform.asking import router as new_router
from samenspel.platform.errors import NotAllowed
from samenspel.platform.once import once

router = new_router(_("agenda"))


class EntryOut(Out):
    """One thing in a sentence, in which collaboration, the page about it, and since when."""

    says: str
    where: str
    address: str
    at: Moment


class Entries(Out):
    """Things in the order of time."""

    items: list[EntryOut]


class ComingDay(Out):
    """A day or a moment to come; its key stays the same when its words or its day change."""

    key: str
    title: str
    text: str
    address: str
    day: date | None
    moment: Moment | None


class ComingDays(Out):
    """The days in a calendar, by their keys."""

    items: list[ComingDay]


class RecentAsked(In):
    """Over how many days, today the last."""

    days: Annotated[int, Field(ge=1, le=90)] = 7


class InformedOut(Out):
    """How often an e-mail tells what waits and changed, and since when a calendar reads along."""

    rhythm: Rhythm | None
    calendar_since: Moment | None


class InformedIn(In):
    """How often an e-mail tells what waits and changed; nothing for never."""

    rhythm: Rhythm | None


class FeedOut(Out):
    """The secret address for a calendar; it can be read this once."""

    link: str


@router.get("/waiting", response=Entries, summary=_("What waits for you"),
            operation_id="listWaiting")  # fmt: skip
def waiting(request: MemberRequest) -> Entries:
    """What you can do now, what waits longest first."""
    return _entries(request, agenda.waiting_for(request.user, at=timezone.now()))


@router.get("/changes", response=Entries, summary=_("What changed"), operation_id="listChanges")
def changes(request: MemberRequest, asked: Query[RecentAsked]) -> Entries:
    """What happened in your collaborations, the oldest first."""
    until = timezone.now()
    since = until - timedelta(days=asked.days)
    return _entries(request, agenda.changed_for(request.user, since=since, until=until))


@router.get("/days", response=ComingDays, summary=_("Days to come"), operation_id="listDays")
def days(request: MemberRequest) -> ComingDays:
    """The same days as in the calendar of your own."""
    found = agenda.days_of(request.user, at=timezone.now())
    return ComingDays(
        items=[
            ComingDay(
                key=each.key,
                title=each.title,
                text=each.text,
                address=request.build_absolute_uri(each.path),
                day=None if isinstance(each.on, datetime) else each.on,
                moment=each.on if isinstance(each.on, datetime) else None,
            )
            for each in found
        ]
    )


@router.get("/digest", response=InformedOut, summary=_("How you are informed"),
            operation_id="getDigest")  # fmt: skip
def digest(request: MemberRequest) -> InformedOut:
    """Whether you get an e-mail, how often, and whether a calendar reads your days."""
    return _informed(request.user)


@router.put("/digest", response=InformedOut, summary=_("Choose how often you are informed"),
            operation_id="chooseDigest")  # fmt: skip
@once(200)
def choose_digest(request: MemberRequest, given: InformedIn) -> InformedOut:
    """Get an e-mail each day or each week, or none."""
    actions.choose_digest(rhythm=given.rhythm, by=_person(request), at=timezone.now())
    return _informed(request.user)


@router.put("/calendar-feed", response=FeedOut, summary=_("Make an address for a calendar"),
            operation_id="makeCalendarFeed")  # fmt: skip
@once(200)
def make_feed(request: MemberRequest) -> FeedOut:
    """A secret address at which a calendar reads your days; an earlier one stops working."""
    token = actions.make_feed(by=_person(request), at=timezone.now())
    path = reverse("channels:calendar", args=[token])
    return FeedOut(link=request.build_absolute_uri(path))


@router.delete("/calendar-feed", response={204: None}, summary=_("End the address for a calendar"),
               operation_id="deleteCalendarFeed")  # fmt: skip
@once(204)
def delete_feed(request: MemberRequest) -> None:
    """Let no calendar read your days any more."""
    actions.end_feed(by=_person(request), at=timezone.now())


def _person(request: MemberRequest) -> User:
    if request.user.is_program:
        raise NotAllowed(_now("A program of a party has no mail and no calendar."))
    return request.user


def _informed(person: User) -> InformedOut:
    known, feed = queries.digest_of(person), queries.feed_of(person)
    return InformedOut(
        rhythm=Rhythm(known.rhythm) if known else None,
        calendar_since=feed.made_at if feed else None,
    )


def _entries(request: MemberRequest, found: list[Entry]) -> Entries:
    return Entries(
        items=[
            EntryOut(
                says=each.says,
                where=each.where,
                address=request.build_absolute_uri(each.path),
                at=each.at,
            )
            for each in found
        ]
    )
