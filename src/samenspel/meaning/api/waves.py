from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.meaning import actions, queries
from samenspel.meaning.choices import ScanState
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

router = new_router(_("waves"))


class WaveOut(Out):
    """One round of a series of scans, and when the next is due; its number is that of the scan."""

    scan: int
    series: UUID
    wave: int
    collaboration: int
    title: str
    state: ScanState
    revealed_at: Moment | None
    next_due_on: date | None
    next_scan: int | None


class WaveIn(In):
    """Of which scan the next wave is made."""

    scan: Key


class WavePage(Page[WaveOut]):
    """Waves: each series in order, the newest series first."""


class WavesAsked(Asked):
    """Which waves."""

    collaboration: Key | None = None
    series: UUID | None = None


@router.get("/waves", response=WavePage, summary=_("Waves"), operation_id="listWaves")
def waves(request: MemberRequest, asked: Query[WavesAsked]) -> WavePage:
    """Which scans ask the same words again, and when it is time for the next."""
    return page_of(WavePage, queries.waves_known_to(request.user), asked, request, _shown)


@router.post("/waves", response={201: WaveOut}, summary=_("Make the next wave"),
             operation_id="createWave")  # fmt: skip
@once(201, at="/waves/{scan}")
def create_wave(request: MemberRequest, given: WaveIn) -> WaveOut:
    """Prepare the next wave of a scan: the same words, scales and people. Nobody is asked yet."""
    found = get_object_or_404(queries.sealed_scans(request.user), pk=given.scan)
    later = actions.make_next_wave(scan=found, by=request.user, at=timezone.now())
    return _shown(queries.waves_known_to(request.user).get(pk=later.pk))


@router.get("/waves/{scan_id}", response=WaveOut, summary=_("Wave"), operation_id="getWave")
def wave(request: MemberRequest, scan_id: InPath) -> WaveOut:
    """The wave that is this scan. What moved since the one before stands in its outcome."""
    return _shown(get_object_or_404(queries.waves_known_to(request.user), pk=scan_id))


def _shown(scan: Any) -> WaveOut:
    return WaveOut(
        scan=scan.pk,
        series=scan.series,
        wave=scan.wave,
        collaboration=scan.collaboration_id,
        title=scan.title,
        state=ScanState(scan.state),
        revealed_at=scan.revealed_at,
        next_due_on=queries.next_wave_due_on(scan),
        next_scan=scan.next_scan,
    )
