from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.meaning import queries
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Key, page_of
from samenspel.platform.asking import router as new_router

from .shown import ScanDetail, ScanPage, shown, shown_whole

router = new_router(_("scans"))


class ScansAsked(Asked):
    """Which scans."""

    collaboration: Key | None = None
    state: ScanState | None = None
    origin: ScanOrigin | None = None


@router.get("/scans", response=ScanPage, summary=_("Scans"), operation_id="listScans")
def scans(request: MemberRequest, asked: Query[ScansAsked]) -> ScanPage:
    """The scans you may know of: asked in your collaborations, or brought in for your party."""
    return page_of(ScanPage, queries.scans_known_to(request.user), asked, request, shown)


@router.get("/scans/{scan_id}", response=ScanDetail, summary=_("Scan"), operation_id="getScan")
def scan(request: MemberRequest, scan_id: InPath) -> ScanDetail:
    """What a scan asks and of whom; how many answered, and nothing of what they answered."""
    found = get_object_or_404(queries.scans_known_to(request.user), pk=scan_id)
    return shown_whole(found, person=request.user, at=timezone.now())
