from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Phase
from samenspel.collaborations.models import Collaboration
from samenspel.meaning import analyses
from samenspel.meaning import queries as meaning
from samenspel.meaning.models import Scan
from samenspel.people.http import MemberRequest
from samenspel.people.models import User

from . import queries


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return _welcome(request)
    mine = queries.overviews(
        collaborations.collaborations_of(request.user), meaning.scans_listed(request.user)
    )
    cards = [(each, analyses.glyph_of(each.latest_result)) for each in mine]
    latest = max(
        (each.latest for each in mine if each.latest), key=lambda scan: scan.made_on, default=None
    )
    context = {
        "cards": cards,
        "latest": latest,
        "to_talk_about": meaning.scans_to_talk_about(request.user).first(),
        "under_way": meaning.scans_under_way(request.user).first(),
        "patterns": analyses.patterns(),
    }
    return render(request, "portfolio/home.html", context)


@require_safe
def collaboration(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    scans = tuple(meaning.scans_in(found, person=request.user))
    context = _about(found, scans) | {"is_member": True}
    waiting = meaning.scans_to_talk_about(request.user).filter(collaboration=found)
    context["to_talk_about"] = waiting.first()
    context["under_way"] = meaning.scans_under_way(request.user).filter(collaboration=found).first()
    return render(request, "portfolio/collaboration.html", context)


@login_not_required
@require_safe
def example_collaboration(request: HttpRequest) -> HttpResponse:
    found = get_object_or_404(collaborations.examples())
    scans = tuple(meaning.example_scans().filter(collaboration=found))
    return render(request, "portfolio/example_collaboration.html", _about(found, scans))


def _welcome(request: HttpRequest) -> HttpResponse:
    scan = meaning.example_scans().first()
    picture = analyses.showpiece_of(scan.result, get_language() or "nl") if scan else None
    return render(request, "portfolio/welcome.html", {"picture": picture})


def _about(found: Collaboration, scans: tuple[Scan, ...]) -> dict[str, object]:
    overview = queries.Overview(found, scans)
    glyph = analyses.glyph_of(overview.latest_result)
    patterns = analyses.patterns()
    return {
        "overview": overview,
        "glyph": glyph,
        "patterns": patterns,
        "phases": Phase,
        "is_member": False,
        "notes": collaborations.phase_notes_of(found)[:1],
    }
