"""A scan as programs get it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from samenspel.meaning import queries
from samenspel.meaning.choices import Depth, ScanOrigin, ScanState
from samenspel.meaning.models import Scan, ScanScale, ScanWord
from samenspel.meaning.queries import SideCount
from samenspel.people.models import User
from samenspel.platform.asking import Moment, Out, Page


class ScanOut(Out):
    """A scan: where it stands, and whether its numbers are open."""

    id: int
    collaboration: int
    title: str
    origin: ScanOrigin
    state: ScanState
    depth: Depth
    series: UUID
    wave: int
    made_on: date
    closes_at: Moment | None
    opened_at: Moment | None
    closed_at: Moment | None
    revealed_at: Moment | None
    numbers_open: bool


class ScanPage(Page[ScanOut]):
    """Scans, newest first."""


class ScaleOut(Out):
    """Two ends between which people choose, in both languages; empty where there is none."""

    code: str
    low_nl: str
    high_nl: str
    low_en: str
    high_en: str


class WordOut(Out):
    """A word that a scan asks, in both languages, with its scales."""

    id: int
    position: int
    code: str
    name_nl: str
    name_en: str
    scales: list[ScaleOut]


class SideOut(Out):
    """The side of one party in numbers; until the scan is over `answered` counts in fives."""

    id: int
    party: int
    name: str
    is_mine: bool
    population: int
    invited: int
    answered: int
    answered_is_exact: bool
    has_group_link: bool
    reminders: int
    reminded_at: Moment | None
    close_agreed_at: Moment | None
    accepted_at: Moment | None
    accepted_by: str | None
    withheld_at: Moment | None


class ScanDetail(ScanOut):
    """A scan with what it asks and of whom."""

    low: int
    high: int
    tolerance: float
    brought_in_by: int | None
    words: list[WordOut]
    sides: list[SideOut]


def shown(scan: Scan) -> ScanOut:
    """A scan for a list."""
    return ScanOut(**_told(scan))


def shown_whole(scan: Scan, *, person: User, at: datetime) -> ScanDetail:
    """A scan by itself, its sides in numbers only."""
    return ScanDetail(
        **_told(scan),
        low=scan.low,
        high=scan.high,
        tolerance=scan.tolerance,
        brought_in_by=scan.brought_in_by_id,
        words=[word_shown(word) for word in queries.words_of(scan)],
        sides=[_side(each) for each in queries.side_counts(scan, person=person, at=at)],
    )


def word_shown(word: ScanWord) -> WordOut:
    """A word with its scales."""
    return WordOut(
        id=word.pk,
        position=word.position,
        code=word.code,
        name_nl=word.name_nl,
        name_en=word.name_en,
        scales=[_scale(each) for each in word.scales.all()],
    )


def _told(scan: Scan) -> dict[str, Any]:
    same = ("title", "origin", "state", "depth", "series", "wave", "made_on",
            "closes_at", "opened_at", "closed_at", "revealed_at")  # fmt: skip
    told = {name: getattr(scan, name) for name in same}
    talk = getattr(scan, "talk", None)
    is_open = scan.is_revealed and (not scan.is_sealed or bool(talk and talk.is_done))
    return told | {
        "id": scan.pk, "collaboration": scan.collaboration_id, "numbers_open": is_open
    }  # fmt: skip


def _scale(scale: ScanScale) -> ScaleOut:
    return ScaleOut(
        code=scale.code,
        low_nl=scale.pole_low_nl,
        high_nl=scale.pole_high_nl,
        low_en=scale.pole_low_en,
        high_en=scale.pole_high_en,
    )


def _side(count: SideCount) -> SideOut:
    side = count.side
    return SideOut(
        id=side.pk,
        party=side.party_id,
        name=side.party.name,
        is_mine=count.is_mine,
        population=side.population,
        invited=count.invited,
        answered=count.answered,
        answered_is_exact=count.is_exact,
        has_group_link=count.has_group_link,
        reminders=side.reminders,
        reminded_at=side.reminded_at,
        close_agreed_at=side.close_agreed_at,
        accepted_at=side.accepted_at,
        accepted_by=side.accepted_by.name if side.accepted_by else None,
        withheld_at=side.withheld_at,
    )
