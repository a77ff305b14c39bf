from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Phase
from samenspel.meaning import analyses
from samenspel.meaning import queries as meaning
from samenspel.people.http import MemberRequest
from samenspel.people.models import User

from . import queries

CARDS_ON_A_PAGE = 12


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return _welcome(request)
    mine = Paginator(collaborations.collaborations_of(request.user), CARDS_ON_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    shown = queries.overviews(mine, person=request.user)
    context = {
        "mine": mine,
        "cards": [(each, analyses.glyph_of(each.latest_result)) for each in shown],
        "latest": meaning.scans_to_go_on_with(request.user).first(),
        "to_talk_about": meaning.scans_to_talk_about(request.user).first(),
        "under_way": meaning.scans_under_way(request.user).first(),
        "patterns": analyses.patterns(),
    }
    return render(request, "portfolio/home.html", context)


@require_safe
def collaboration(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    (overview,) = queries.overviews([found], person=request.user)
    context = _about(overview) | {"is_member": True}
    waiting = meaning.scans_to_talk_about(request.user).filter(collaboration=found)
    context["to_talk_about"] = waiting.first()
    context["under_way"] = meaning.scans_under_way(request.user).filter(collaboration=found).first()
    return render(request, "portfolio/collaboration.html", context)


@login_not_required
@require_safe
def example_collaboration(request: HttpRequest) -> HttpResponse:
    found = get_object_or_404(collaborations.examples())
    scans = tuple(meaning.example_scans().filter(collaboration=found))
    context = _about(queries.Overview(found, next(iter(scans), None))) | {"scans": scans}
    return render(request, "portfolio/example_collaboration.html", context)


def _welcome(request: HttpRequest) -> HttpResponse:
    scan = meaning.example_scans().first()
    picture = analyses.showpiece_of(scan.result, get_language() or "nl") if scan else None
    return render(request, "portfolio/welcome.html", {"picture": picture})


def _about(overview: queries.Overview) -> dict[str, object]:
    glyph = analyses.glyph_of(overview.latest_result)
    patterns = analyses.patterns()
    return {
        "overview": overview,
        "glyph": glyph,
        "patterns": patterns,
        "phases": Phase,
        "is_member": False,
        "notes": collaborations.phase_notes_of(overview.collaboration)[:1],
    }
