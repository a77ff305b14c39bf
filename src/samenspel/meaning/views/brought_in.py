from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.forms import MatchSidesForm
from samenspel.people.http import MemberRequest


@require_http_methods(["GET", "POST"])
def match_sides(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    brought_in = queries.removable_scans(request.user).filter(collaboration__slug=slug)
    scan = get_object_or_404(brought_in, pk=scan_id)
    if scan.is_revealed:
        return redirect("meaning:scan_detail", slug, scan_id)
    parties = list(scan.collaboration.parties.order_by("participations__pk"))
    form = MatchSidesForm(
        request.POST or None,
        sides=analyses.sides_found(scan.result.payload, get_language() or "nl"),
        parties=parties,
        same=analyses.parties_named(scan.result.payload, [party.name for party in parties]),
    )
    if request.method == "POST" and form.is_valid():
        actions.match_sides(scan=scan, names=form.names(), by=request.user, at=timezone.now())
        return redirect("meaning:scan_detail", slug, scan_id)
    context = {"scan": scan, "collaboration": scan.collaboration, "form": form}
    return render(request, "meaning/match_sides.html", context)


@require_http_methods(["GET", "POST"])
def remove_scan(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    brought_in = queries.removable_scans(request.user).filter(collaboration__slug=slug)
    scan = get_object_or_404(brought_in, pk=scan_id)
    if request.method == "POST":
        actions.remove_scan(scan=scan, by=request.user, at=timezone.now())
        return redirect("meaning:scans" if scan.is_revealed else "meaning:bring_in", slug)
    context = {"scan": scan, "collaboration": scan.collaboration}
    return render(request, "meaning/remove_scan.html", context)
