"""Which scan came before and after another, and when the next one is due."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from samenspel.meaning.choices import Depth, ScanOrigin, ScanState
from samenspel.meaning.models import Scan
from samenspel.people.models import User

from .scans import sealed_scans

LIGHT_AFTER = timedelta(days=61)  # two months
FULL_AFTER = timedelta(days=183)  # six months
FULL_AT_LAST = timedelta(days=365)


def wave_before(scan: Scan) -> Scan | None:
    """The scan before this one in its series, if it was opened."""
    before = Scan.objects.filter(series=scan.series, wave=scan.wave - 1)
    return before.filter(state=ScanState.REVEALED).first()


def wave_after(scan: Scan) -> Scan | None:
    """The scan made from this one, if any."""
    return Scan.objects.filter(series=scan.series, wave=scan.wave + 1).first()


def waves_known_to(person: User) -> QuerySet[Scan]:
    """The scans asked of a side of this person with the scan after each, series by series."""
    after = Scan.objects.filter(series=OuterRef("series"), wave=OuterRef("wave") + 1)
    known = sealed_scans(person).select_related(None)
    found = known.annotate(next_scan=Subquery(after.values("pk")[:1]))
    return found.order_by("-made_on", "series", "wave", "pk")


def next_wave_due_on(scan: Scan) -> date | None:
    """From which day on the next wave is due: two months after a light scan, six after a full."""
    if scan.revealed_at is None:
        return None
    pause = LIGHT_AFTER if scan.depth == Depth.LIGHT else FULL_AFTER
    return (scan.revealed_at + pause).astimezone(timezone.get_current_timezone()).date()


def next_waves_due(at: datetime) -> QuerySet[Scan]:
    """The scans whose speakers must be told that the next wave is due; a full one twice."""
    light = Q(depth=Depth.LIGHT, revealed_at__lte=at - LIGHT_AFTER, next_wave_told_at=None)
    full = Q(depth=Depth.FULL, revealed_at__lte=at - FULL_AFTER, next_wave_told_at=None)
    last = Q(
        depth=Depth.FULL,
        revealed_at__lte=at - FULL_AT_LAST,
        next_wave_told_at__lt=F("revealed_at") + FULL_AT_LAST,
    )
    later = Scan.objects.filter(series=OuterRef("series"), wave=OuterRef("wave") + 1)
    opened = Scan.objects.filter(origin=ScanOrigin.SEALED, state=ScanState.REVEALED)
    due = opened.filter(light | full | last, ~Exists(later), collaboration__is_example=False)
    return due.select_related("collaboration").order_by("pk")
