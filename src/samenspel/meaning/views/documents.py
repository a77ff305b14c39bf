from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samenspel.meaning import analyses, queries
from samenspel.meaning.models import Scan
from samenspel.people.http import MemberRequest

Maker = Callable[[Scan, str, str], bytes]
KINDS: dict[str, tuple[str, Maker]] = {
    "rapport.pdf": ("application/pdf", analyses.pdf_of),
    "rapport.html": ("text/html; charset=utf-8", analyses.html_of),
    "uitkomst.json": ("application/json", analyses.json_of),
}


@require_safe
def scan_document(request: MemberRequest, slug: str, scan_id: int, name: str) -> HttpResponse:
    visible = queries.scans_visible_to(request.user).filter(collaboration__slug=slug)
    return _document(request, get_object_or_404(visible, pk=scan_id), name)


@login_not_required
@require_safe
def example_document(request: HttpRequest, name: str) -> HttpResponse:
    scan = queries.example_scans().first()
    if scan is None:
        raise Http404
    return _document(request, scan, name)


def _document(request: HttpRequest, scan: Scan, name: str) -> HttpResponse:
    if name not in KINDS:
        raise Http404
    content_type, make = KINDS[name]
    language = request.GET.get("taal", get_language())
    known = language if language in dict(settings.LANGUAGES) else "nl"
    content = make(scan, known, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(content, content_type=content_type)
    # A report in HTML has its styles inside, which our pages do not allow: so always a download.
    response.headers["Content-Disposition"] = f'attachment; filename="samenspel-{name}"'
    return response
