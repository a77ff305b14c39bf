from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from samenspel.meaning import queries
from samenspel.meaning.models import Invitation, Scan

PATH = "/u/"
LONGEST = timedelta(days=400)  # no browser keeps a cookie longer


@login_not_required
@cache_control(private=True, no_store=True)
@require_POST
def keep_wave_key(request: HttpRequest, scan_id: int) -> HttpResponse:
    """Have this browser keep the key until the next wave, instead of until it is closed."""
    response = redirect("meaning:answered", scan_id)
    for scan in Scan.objects.filter(pk=scan_id):
        if held := held_key(request, scan):
            _hold(response, scan, held, LONGEST)
            response["Location"] += "?bewaard=1"
    return response


def held_key(request: HttpRequest, scan: Scan) -> str:
    """The key that this browser holds for the waves of a scan."""
    return queries.as_wave_key(request.COOKIES.get(_name(scan), ""))


def chosen_key(
    request: HttpRequest, invitation: Invitation, *, began_here: bool
) -> tuple[str, str]:
    """The key someone begins with, and why the one that was typed cannot be used.

    Every browser gets one, whether or not somebody began with this link elsewhere: whoever made the
    link would learn from it who did. The key counts of the browser that answers last.
    """
    typed = queries.as_wave_key(request.POST.get("wave_key", ""))
    if typed and not queries.is_known_key(invitation.side, typed):
        return "", _("We do not know this key. Check it, or leave the field empty.")
    held = held_key(request, invitation.side.scan) if began_here else ""
    return typed or held or queries.new_wave_key(), ""


def with_key(response: HttpResponse, invitation: Invitation, key: str) -> HttpResponse:
    """The same, with a key that this browser holds until it is closed."""
    if key:
        _hold(response, invitation.side.scan, key, None)
    return response


def without_key(response: HttpResponse, scan_id: int) -> HttpResponse:
    """The same; from now on this browser holds no key for the waves of this scan."""
    for scan in Scan.objects.filter(pk=scan_id):
        response.delete_cookie(_name(scan), path=PATH, samesite="Lax")
    return response


def _hold(response: HttpResponse, scan: Scan, key: str, long: timedelta | None) -> None:
    response.set_cookie(
        _name(scan),
        key,
        path=PATH,
        max_age=long,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _name(scan: Scan) -> str:
    return f"wave_key_{scan.series.hex}"
