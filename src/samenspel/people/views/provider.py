from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.platform import limits
from samenspel.platform.limits import Limit

from .. import queries
from ..adapters.claims import Refused
from ..adapters.provider import Callback, PartyAdapter, refused

REFUSALS = Limit("people.provider_refused", most=20, seconds=600)  # a whole office has one address
REFUSED = 401


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def provider_sign_in(request: HttpRequest, door: str) -> HttpResponse:
    found = queries.sign_in_provider(door)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "people/provider_sign_in.html", {"provider": found})
    provider = PartyAdapter(request, door).get_provider()
    try:
        answer: HttpResponse = provider.redirect(request, process="login")
    except Refused as refusal:
        return refused(request, found.name, str(refusal))
    return answer


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def provider_back(request: HttpRequest, door: str) -> HttpResponse:
    if queries.sign_in_provider(door) is None:
        raise Http404
    who, now = limits.address_of(request), timezone.now()
    if limits.is_reached(REFUSALS, who=who, at=now):
        return _wait(request)
    view = Callback.adapter_view(PartyAdapter(request, door))
    response: HttpResponse = view(request)
    if response.status_code == REFUSED:
        limits.is_one_too_many(REFUSALS, who=who, at=now)
    return response


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def first_time(request: HttpRequest) -> HttpResponse:
    came = queries.first_time(request.session, at=timezone.now())
    provider = queries.sign_in_provider(came.slug) if came else None
    if came is None or provider is None:
        return redirect("people:sign_in")
    return render(request, "people/first_time.html", {"came": came, "provider": provider})


def _wait(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
