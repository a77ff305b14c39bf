from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from . import docs


def _language() -> str:
    return get_language() or "nl"


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/glossary.html", {"terms": docs.glossary(_language())})


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
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/accessibility.html")
