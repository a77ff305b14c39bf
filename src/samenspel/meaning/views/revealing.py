from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from samenspel.meaning import actions
from samenspel.meaning.choices import MessageKind
from samenspel.meaning.models import Scan, ScanSide
from samenspel.meaning.tasks import mail_message
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .making import _state_page, find_scan


@require_POST
@pressed_once
def agree_to_close(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    scan, side = _side(request, slug, scan_id, side_id)
    try:
        is_closed = actions.agree_to_close(side=side, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _state_page(request, scan, refusal=refusal)
    if is_closed:
        _tell(request, scan, MessageKind.CLOSED)
    return redirect("meaning:scan_state", slug, scan_id)


@require_POST
@pressed_once
def accept_opening(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    scan, side = _side(request, slug, scan_id, side_id)
    try:
        is_open = actions.accept_opening(side=side, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _state_page(request, scan, refusal=refusal)
    if is_open:
        _tell(request, scan, MessageKind.REVEALED)
    return redirect("meaning:scan_detail" if is_open else "meaning:scan_state", slug, scan_id)


@require_POST
def withhold(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    scan, side = _side(request, slug, scan_id, side_id)
    try:
        actions.withhold(side=side, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _state_page(request, scan, refusal=refusal)
    return redirect("meaning:scan_state", slug, scan_id)


def _tell(request: MemberRequest, scan: Scan, kind: MessageKind) -> None:
    """Write to everyone who speaks for a side; would this fail, the daily task makes up for it."""
    actions.tell_speakers(
        scan=scan, kind=kind, mail=mail_message, by=request.user, at=timezone.now()
    )


def _side(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> tuple[Scan, ScanSide]:
    """The scan, and the side of it for which this person speaks."""
    scan = find_scan(request, slug, scan_id)
    own = scan.sides.filter(party__representations__person=request.user)
    return scan, get_object_or_404(own, pk=side_id)
