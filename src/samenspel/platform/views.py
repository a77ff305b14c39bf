from datetime import date, datetime

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from . import docs, health, post, queries, retries, security_txt

LONGEST_SEARCH = 60
STUCK_ON_A_PAGE = 50
LETTERS_SHOWN = 50
# A letter brings its styles along, and can do nothing else.
LETTER_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "sandbox": ["allow-popups"]}
STATEMENT_ON = date(2026, 11, 27)  # when the statement on accessibility was last looked through


def _language() -> str:
    return get_language() or "nl"


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    asked = " ".join(request.GET.get("zoek", "").split())[:LONGEST_SEARCH]
    terms = docs.glossary(_language(), asked=asked)
    return render(request, "platform/glossary.html", {"terms": terms, "asked": asked})


@login_not_required
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    pages = [docs.method_page(name, _language()) for name in docs.method_names()]
    return render(request, "platform/methods.html", {"pages": pages})


@login_not_required
@require_safe
def method(request: HttpRequest, name: str) -> HttpResponse:
    page = docs.method_page(name, _language())
    if page is None:
        raise Http404
    return render(request, "platform/method.html", {"page": page})


@login_not_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    document = import_string(settings.API_DESCRIPTION)()
    server, keys = document["servers"][0]["url"], reverse("people:api_keys")
    parts: dict[str, list[dict[str, object]]] = {}
    for path, operations in document["paths"].items():
        for method, told in operations.items():
            shown = {"method": method.upper(), "path": path, "summary": told["summary"],
                     "scope": told.get("x-scope", "")}  # fmt: skip
            parts.setdefault(told["tags"][0], []).append(shown)
    context = {"document": document, "parts": parts, "server": server, "keys": keys}
    return render(request, "platform/api_docs.html", context)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/privacy.html", {"contact": settings.CONTACT})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"contact": settings.CONTACT, "site": settings.SITE, "checked_on": STATEMENT_ON}
    return render(request, "platform/accessibility.html", context)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    del request
    text = security_txt.text(timezone.now())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    _administrator(request)
    now = timezone.now()
    context = {
        "counts": queries.task_counts(),
        "stuck": Paginator(queries.stuck_tasks(), STUCK_ON_A_PAGE).get_page(
            request.GET.get("pagina")
        ),
        "letters": queries.letters_in_trouble()[:LETTERS_SHOWN],
        "schedules": queries.schedules(),
        "workers": queries.living_workers(now),
        "waited": queries.longest_wait(now),
    }
    return render(request, "platform/tasks.html", context)


@require_POST
def try_again(request: HttpRequest, stuck_id: int) -> HttpResponse:
    administrator = _administrator(request)
    stuck = get_object_or_404(queries.stuck_tasks(), pk=stuck_id)
    retries.try_again(stuck, by=administrator, at=timezone.now())
    return redirect("platform:tasks")


@require_POST
def discard(request: HttpRequest, stuck_id: int) -> HttpResponse:
    administrator = _administrator(request)
    stuck = get_object_or_404(queries.stuck_tasks(), pk=stuck_id)
    retries.discard(stuck, by=administrator, at=timezone.now())
    return redirect("platform:tasks")


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    found = [(each, datetime.fromisoformat(each.sent_at)) for each in post.letters()]
    context = {"letters": found, "specimens": post.specimens(timezone.now())}
    return render(request, "platform/letters.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
@csp(LETTER_POLICY)  # type: ignore[arg-type] # its types know views without arguments only
@require_safe
def letter_as_sent(_request: HttpRequest, name: str) -> HttpResponse:
    html = post.html_of(name, timezone.now()) if settings.DEMO else ""
    if not html:
        raise Http404
    return HttpResponse(html, headers={"Content-Disposition": "inline"})


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({"alive": True})


@login_not_required
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    found = health.readiness(timezone.now())
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _administrator(request: HttpRequest) -> AbstractBaseUser:
    """Who runs this installation; to anyone else the page does not exist."""
    person = request.user
    if not isinstance(person, AbstractBaseUser) or not getattr(person, "is_staff", False):
        raise Http404
    return person
