from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Phase
from samenspel.meaning import analyses as glyphs
from samenspel.meaning import queries as meaning
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform import agenda
from samenspel.platform.prepared import prepared
from samenspel.platform.together import ask_together
from samenspel.portfolio import analyses, queries
from samenspel.portfolio.choices import Sort, Stream
from samenspel.portfolio.forms import LogbookForm

CARDS_ON_A_PAGE = 12
NEXT_STEPS = {  # the first that is there is shown, where nothing presses
    "to_talk_about": prepared(meaning.scans_to_talk_about),
    "latest": prepared(meaning.scans_to_go_on_with),
    "under_way": prepared(meaning.scans_under_way),
}
MOMENTS_FIRST = 12
MOST_READ = 200
FEWER = {  # the logbook has all of it
    "asked": 50,  # for the picture and the timeline
    "given": MOMENTS_FIRST + 1,  # the picture has its own numbers
}
MOMENTS_ON_A_PAGE = 30


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return _welcome(request)
    mine = Paginator(collaborations.collaborations_of(request.user), CARDS_ON_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    today = timezone.localdate()
    shown = queries.overviews(mine, person=request.user, today=today)
    context: dict[str, object] = {
        "mine": mine,
        "cards": list(zip(shown, analyses.glyphs_of(shown, today), strict=True)),
        "patterns": glyphs.patterns(),
        "pressing": agenda.pressing_for(request.user, at=timezone.now()),
        "has_scan": any(each.latest for each in shown),
    }
    steps = {name: found(request.user).first(1) for name, found in NEXT_STEPS.items()}
    if not context["pressing"]:
        ask_together(*steps.values())
        context |= {name: next(iter(found), None) for name, found in steps.items()}
    return render(request, "portfolio/home.html", context)


@require_safe
def collaboration(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    today, person = timezone.localdate(), request.user
    story = queries.story_of(found, person=person, most=MOST_READ, fewer=FEWER)
    moments = queries.moments_in(story, today=today)
    parties = [part.party for part in found.participations.all()]
    mine = {party.pk for party in collaborations.parties_here(person, found)}
    latest = queries.scan_to_read_first(story)
    result = meaning.result_of(latest) if latest else None
    streams = analyses.streams_of(
        story, moments, parties=parties, ours_first=mine, result=result, today=today,
        language=get_language() or "nl",
    )  # fmt: skip
    step = queries.next_step_in(story, mine=mine, today=today)
    context = {
        "collaboration": found,
        "latest": latest,
        "streams": streams,
        "patterns": glyphs.patterns(),
        "to_talk_about": story.to_talk_about,
        "step": step,
        "under_way": story.under_way,
        "notes": story.phases[:1],
        "phases": Phase,
        "moments": moments[:MOMENTS_FIRST],
        "has_more": len(moments) > MOMENTS_FIRST,
    }
    return render(request, "portfolio/collaboration.html", context)


@require_safe
def logbook(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    chosen = LogbookForm(request.GET)
    stream, sort, number = chosen.chosen
    most = number * MOMENTS_ON_A_PAGE + 1
    story = queries.story_of(found, person=request.user, most=most)
    today = timezone.localdate()
    moments = queries.moments_in(story, today=today, stream=stream, sort=sort)
    begins = (number - 1) * MOMENTS_ON_A_PAGE
    context = {
        "collaboration": found,
        "form": chosen,
        "stream": stream,
        "sort": sort,
        "streams": Stream,
        "sorts": Sort,
        "moments": moments[begins : begins + MOMENTS_ON_A_PAGE],
        "earlier": number - 1,
        "further": number + 1 if len(moments) > begins + MOMENTS_ON_A_PAGE else None,
    }
    return render(request, "portfolio/logbook.html", context)


@login_not_required
@require_safe
def example_collaboration(request: HttpRequest) -> HttpResponse:
    found = get_object_or_404(collaborations.examples())
    scans = tuple(meaning.example_scans().filter(collaboration=found))
    context = _about(queries.Overview(found, next(iter(scans), None))) | {"scans": scans}
    return render(request, "portfolio/example_collaboration.html", context)


def _welcome(request: HttpRequest) -> HttpResponse:
    scan = meaning.example_scans().first()
    picture = glyphs.showpiece_of(scan.result, get_language() or "nl") if scan else None
    context = {"picture": picture, "minutes": glyphs.minutes_of_light_scan()}
    return render(request, "portfolio/welcome.html", context)


def _about(overview: queries.Overview) -> dict[str, object]:
    glyph = analyses.glyph_of(overview, timezone.localdate())
    patterns = glyphs.patterns()
    return {
        "overview": overview,
        "glyph": glyph,
        "patterns": patterns,
        "phases": Phase,
        "notes": collaborations.phase_notes_of(overview.collaboration)[:1],
    }
