from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samenspel.decisions import analyses
from samenspel.decisions.models import Decision
from samenspel.people.http import MemberRequest
from samenspel_report.minutes import minutes_markdown, minutes_pdf

from .page import _found


@require_safe
def minutes_text(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _counted(request, slug, decision_id)
    said = minutes_markdown(analyses.minutes_of(found))
    return _file(found, said, "text/markdown; charset=utf-8", "md")


@require_safe
def minutes_document(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _counted(request, slug, decision_id)
    content = minutes_pdf(analyses.minutes_of(found), get_language() or "nl")
    return _file(found, content, "application/pdf", "pdf")


def _counted(request: MemberRequest, slug: str, decision_id: int) -> Decision:
    found = _found(request, slug, decision_id)
    if not found.is_counted:
        raise Http404
    return found


def _file(found: Decision, content: str | bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"samenspel-notulen-{found.number}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
