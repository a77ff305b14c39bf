from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.meaning import analyses, queries, rules
from samenspel.meaning.models import Scan
from samenspel.people.http import MemberRequest
from samenspel.platform.parts import part_of

READS_FOR = "reads_for"
SCANS_ON_A_PAGE = 50
WAITING_IN_A_PART = 20
WAITING = {  # the lists above the outcomes, by what they are called in the address
    "to_match": ("kanten", queries.scans_to_match),
    "to_talk_about": ("praten", queries.scans_to_talk_about),
    "under_way": ("nu", queries.scans_under_way),
}


@require_safe
def scans(request: MemberRequest, slug: str) -> HttpResponse:
    collaboration = get_object_or_404(collaborations.visible_to(request.user), slug=slug)
    found = Paginator(queries.scans_in(collaboration, person=request.user), SCANS_ON_A_PAGE)
    context: dict[str, object] = {
        "collaboration": collaboration,
        "scans": found.get_page(request.GET.get("pagina")),
    }
    for name, (place, wait) in WAITING.items():
        here = wait(request.user).filter(collaboration=collaboration)
        context[name] = part_of(here, asked=request.GET.get(place), size=WAITING_IN_A_PART)
    return render(request, "meaning/scans.html", context)


@require_safe
def scan_detail(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    visible = queries.scans_visible_to(request.user).filter(collaboration__slug=slug)
    scan = visible.filter(pk=scan_id).first()
    if scan is None:
        waiting = queries.scans_to_talk_about(request.user).filter(collaboration__slug=slug)
        get_object_or_404(waiting, pk=scan_id)
        return redirect("meaning:talk", slug, scan_id)
    language = get_language() or "nl"
    reader, readers = read_for(request, scan)
    name = reader.name if reader else None
    context = {
        "scan": scan,
        "collaboration": scan.collaboration,
        "may_remove": not scan.is_sealed and rules.may_remove_scan(request.user, scan),
        "after": queries.wave_after(scan),
        "may_make": rules.may_make_scan(request.user, scan.collaboration),
        "has_moved": bool(scan.result.payload.get("waves")),
        "due_on": queries.next_wave_due_on(scan),
        "outcome": analyses.outcome_of(scan.result, language, name),
        "reader": reader,
        "readers": readers,
    }
    if scan.is_sealed:
        written = queries.written_in(scan.talk)
        context["talked"] = analyses.shared_meanings(scan.result, written, language)
        context["agreements"] = queries.agreements_in(scan.talk)
        context["learned"] = analyses.learned_page(scan.talk, scan.result, language, name)
    return render(request, "meaning/scan_detail.html", context)


@require_safe
def pair_detail(request: MemberRequest, slug: str, scan_id: int, place: int) -> HttpResponse:
    visible = queries.scans_visible_to(request.user).filter(collaboration__slug=slug)
    scan = get_object_or_404(visible, pk=scan_id)
    pairs = analyses.pairs_in(scan.result)
    if not 0 < place <= len(pairs):
        raise Http404
    reader, readers = read_for(request, scan)
    language = get_language() or "nl"
    outcome = analyses.pair_of(scan.result, language, place, reader.name if reader else None)
    context = {
        "scan": scan,
        "outcome": outcome,
        "pairs": pairs,
        "place": place,
        "reader": reader,
        "readers": [party for party in readers if party.name in pairs[place - 1][1:]],
    }
    return render(request, "meaning/pair_detail.html", context)


def read_for(request: MemberRequest, scan: Scan) -> tuple[Party | None, list[Party]]:
    """The side for which this person reads the numbers as "we", and those to choose from.

    Who speaks for more sides reads them as nobody in particular until they choose; then in the
    whole collaboration, for this visit. A scan that was brought in, and the example, belong to no
    side.
    """
    if not scan.is_sealed or scan.collaboration.is_example:
        return None, []
    mine = list(queries.sides_read_for(request.user, scan))
    if len(mine) == 1:
        return mine[0], mine
    chosen = _chosen_side(request, scan)
    return next((party for party in mine if str(party.pk) == chosen), None), mine


def _chosen_side(request: MemberRequest, scan: Scan) -> str:
    """The side chosen now, or else earlier in this visit; empty for nobody in particular."""
    kept = request.session.get(READS_FOR, {})
    where = str(scan.collaboration_id)
    chosen: str = request.GET.get("kant", kept.get(where, ""))
    if chosen != kept.get(where, ""):
        request.session[READS_FOR] = {**kept, where: chosen}
    return chosen


@login_not_required
@require_safe
def example_scan(request: HttpRequest) -> HttpResponse:
    scan = queries.example_scans().first()
    if scan is None:
        return render(request, "meaning/no_example.html", status=404)
    outcome = analyses.outcome_of(scan.result, get_language() or "nl")
    return render(request, "meaning/example_scan.html", {"scan": scan, "outcome": outcome})
