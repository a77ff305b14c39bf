from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from samenspel.meaning import actions, analyses, queries
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .making import find_scan
from .pages import read_for


@require_POST
@pressed_once
def next_wave(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    scan = find_scan(request, slug, scan_id)
    try:
        later = actions.make_next_wave(scan=scan, by=request.user, at=timezone.now())
    except actions.NextWaveExists:
        after = queries.wave_after(scan)
        return redirect("meaning:scan_state", slug, after.pk if after else scan.pk)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("meaning:scan_state", slug, scan.pk)
    return redirect("meaning:scan_state", slug, later.pk)


@require_safe
def movement(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    visible = queries.scans_visible_to(request.user).filter(collaboration__slug=slug)
    scan = get_object_or_404(visible, pk=scan_id)
    reader, readers = read_for(request, scan)
    moved = analyses.movement_of(
        scan.result, get_language() or "nl", reader.name if reader else None
    )
    if moved is None:
        raise Http404
    context = {"scan": scan, "moved": moved, "reader": reader, "readers": readers}
    return render(request, "meaning/movement.html", context)
