import re
from dataclasses import replace

from allauth.account import views as allauth
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.platform import personal

from .. import actions, queries
from ..forms import EraseForm
from ..http import MemberRequest, in_language
from ..models import User

FIRST_OF_MY_DATA, MY_DATA_ON_A_PAGE = 20, 50


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        try:
            person = actions.use_sign_in_link(token=token, by=None, at=timezone.now())
        except actions.LinkClosed:
            return render(request, "people/sign_in_by_link.html", {"link": None}, status=404)
        answer: HttpResponse = perform_login(request, person, email_verification="none")
        return answer
    link = queries.sign_in_link(token, at=timezone.now())
    status = 200 if link else 404
    return render(request, "people/sign_in_by_link.html", {"link": link}, status=status)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    try:
        answer: HttpResponse = allauth.signup(request)
    except IntegrityError:  # pressed twice: meanwhile there is an account with this address
        answer = allauth.signup(request)
    return answer


@require_POST
def sign_out(request: MemberRequest) -> HttpResponse:
    actions.sign_out(here=request.session.session_key, by=request.user, at=timezone.now())
    logout(request)
    return redirect("portfolio:home")


@require_POST
def sign_out_elsewhere(request: MemberRequest) -> HttpResponse:
    here = request.session.session_key or ""
    actions.sign_out_elsewhere(but=here, by=request.user, at=timezone.now())
    return redirect(f"{reverse('mfa_index')}?elders=uit")


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    back = HttpResponseRedirect(_path_here(request, request.POST.get("next", "")))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES) or not check_for_language(language):
        return back
    if isinstance(request.user, User):
        actions.choose_language(language=language, by=request.user, at=timezone.now())
    return in_language(back, language)


def _path_here(request: HttpRequest, back: str) -> str:
    """A page of ours to go back to: `back` if it is a path, or else the front page."""
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if ours and re.match("/(?!/)", back) else "/"


@require_safe
def my_data(request: MemberRequest) -> HttpResponse:
    sections = personal.told(request.user, most=FIRST_OF_MY_DATA)
    nothing_of = [section for section in sections if not section.rows]
    context = {"sections": sections, "nothing_of": nothing_of}
    return render(request, "people/my_data.html", context)


@require_safe
def my_data_of_one_kind(request: MemberRequest, code: str) -> HttpResponse:
    section = next(iter(personal.told(request.user, only=code)), None)
    if section is None:
        raise Http404
    page = Paginator(section.rows, MY_DATA_ON_A_PAGE).get_page(request.GET.get("pagina"))
    shown = replace(section, rows=tuple(page))
    return render(request, "people/my_data_of_one_kind.html", {"section": shown, "page": page})


@require_safe
def my_data_file(request: MemberRequest) -> HttpResponse:
    text = personal.as_file(personal.told(request.user))
    response = HttpResponse(text, content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="samenspel-mijn-gegevens.json"'
    return response


@require_http_methods(["GET", "POST"])
def erase_me(request: MemberRequest) -> HttpResponse:
    form = EraseForm(request.POST or None)
    if form.is_valid():
        actions.erase(person=request.user, by=request.user, at=timezone.now())
        logout(request)
        return redirect("people:erased")
    status = 422 if form.is_bound else 200
    return render(request, "people/erase_me.html", {"form": form}, status=status)


@login_not_required
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "people/erased.html")
