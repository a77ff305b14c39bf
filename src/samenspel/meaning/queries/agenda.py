"""What of scans stands in the digest and the calendar of a person: titles and moments, no more."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspel.collaborations import queries as collaborations
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan, ScanSide, Talk, TalkAgreement
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .scans import WAITS, asked_of, scans_to_match, scans_to_talk_about, sealed_scans
from .sides import SPEAKING
from .waves import next_wave_due_on

LONG_AGO = timedelta(days=366)  # what a calendar still shows of before


def waits_for(person: User, at: datetime) -> Asking[Entry]:
    """The outcomes about which this person decides for a party, and those to talk about."""
    yield from to_open(person, at)
    outcomes = scans_to_talk_about(person).select_related(None).select_related("collaboration")
    for scan in (yield from asked(outcomes)):
        says = _("Talk about the outcome of “%(scan)s”.") % {"scan": scan.title}
        yield Entry(says, scan.collaboration.name, _page_of(scan, "talk"), scan.revealed_at or at)


def to_open(person: User, at: datetime) -> Asking[Entry]:
    """The outcomes about which this person decides for a party."""
    for scan in (yield from asked(_scans_to_open(person, at))):
        says = _("Decide whether the outcome of “%(scan)s” may open.") % {"scan": scan.title}
        yield Entry(
            says,
            scan.collaboration.name,
            _page_of(scan, "scan_state"),
            scan.closed_at or scan.closes_at or at,
        )


def to_match(person: User, _at: datetime) -> Asking[Entry]:
    """The files of which this person says which side is which party, before they are erased."""
    for scan in (yield from asked(_files_to_match(person))):
        over_at = scan.read_at + WAITS
        says = _("Say which side is which party in “%(scan)s”. It is erased after %(moment)s.") % {
            "scan": scan.title,
            "moment": date_format(
                over_at.astimezone(timezone.get_current_timezone()), "j F Y, H:i"
            ),
        }
        yield Entry(says, scan.collaboration.name, _page_of(scan, "match_sides"), over_at)


@prepared
def _scans_to_open(person: User, at: datetime) -> QuerySet[Scan]:
    speaks_for = person.representations.filter(role__in=SPEAKING).values("party")
    undecided = ScanSide.objects.filter(
        scan=OuterRef("pk"), party__in=speaks_for, accepted_at=None, withheld_at=None
    )
    over = Q(state=ScanState.CLOSED) | Q(state=ScanState.OPEN, closes_at__lte=at)
    return sealed_scans(person).filter(over, Exists(undecided))


@prepared
def _files_to_match(person: User) -> "QuerySet[Scan, Any]":
    files = scans_to_match(person).annotate(read_at=F("result__made_at"))
    found = files.select_related(None).select_related("collaboration")
    return found.exclude(read_at=None)


def changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """Which scans opened, ended, or opened their outcome or their numbers."""
    scans = sealed_scans(person).exclude(state=ScanState.DRAFT)
    for scan in (yield from asked(scans.annotate(numbers_at=F("talk__numbers_at")))):
        ended_at = scan.closed_at or (None if scan.is_revealed else scan.closes_at)
        moments = (
            (scan.opened_at, _("People can answer “%(scan)s”.")),
            (ended_at, _("Answering “%(scan)s” has ended.")),
            (scan.revealed_at, _("The outcome of “%(scan)s” is open.")),
            (scan.numbers_at, _("The numbers of “%(scan)s” are open.")),
        )
        page = "scan_detail" if scan.is_revealed else "scan_state"
        for moment, says in moments:
            if moment and since < moment <= until:
                yield Entry(
                    says % {"scan": scan.title},
                    scan.collaboration.name,
                    _page_of(scan, page),
                    moment,
                )


def days_of(person: User, at: datetime) -> Asking[Day]:
    """When answering ends, when a talk is, what was agreed by when, when to ask again."""
    after = at - LONG_AGO
    answered = sealed_scans(person).exclude(state=ScanState.DRAFT)
    later = Scan.objects.filter(series=OuterRef("series"), wave=OuterRef("wave") + 1)
    for scan in (
        yield from asked(
            answered.filter(Q(closes_at__gt=after) | Q(revealed_at__gt=after)).annotate(
                is_followed=Exists(later)
            )
        )
    ):
        if scan.closes_at and not scan.is_revealed:
            title = _("Answering “%(scan)s” ends") % {"scan": scan.title}
            key, page = f"scan-ends-{scan.pk}", _page_of(scan, "scan_state")
            yield Day(key, title, scan.closes_at, page, scan.collaboration.name)
        again_on = None if scan.is_followed else next_wave_due_on(scan)
        if again_on:
            title = _("Time to ask “%(scan)s” again") % {"scan": scan.title}
            yield Day(f"scan-again-{scan.pk}", title, again_on, _page_of(scan, "scan_detail"))
    yield from _talked(person, after)


def _talked(person: User, after: datetime) -> Asking[Day]:
    """The talks and what was agreed in them; known by the same keys as in the file of one talk."""
    scans = Scan.objects.filter(
        asked_of(person),
        state=ScanState.REVEALED,
        collaboration__in=collaborations.ids_visible_to(person),
    )
    talks = Talk.objects.filter(scan__in=scans, planned_at__gt=after)
    for talk in (yield from asked(talks.select_related("scan__collaboration"))):
        title = _("Talk about “%(scan)s”") % {"scan": talk.scan.title}
        if talk.planned_at:
            yield Day(f"talk-{talk.pk}", title, talk.planned_at, _page_of(talk.scan, "talk"))
    agreed = TalkAgreement.objects.filter(talk__scan__in=scans, due_on__gt=after.date())
    for each in (yield from asked(agreed.select_related("talk__scan__collaboration"))):
        page = _page_of(each.talk.scan, "talk")
        yield Day(f"agreement-{each.pk}", each.what, each.due_on, page, each.owner)


def _page_of(scan: Scan, page: str) -> str:
    return reverse(f"meaning:{page}", args=[scan.collaboration.slug, scan.pk])
