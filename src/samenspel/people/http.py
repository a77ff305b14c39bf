from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django_htmx.middleware import HtmxDetails

from .models import User


class MemberRequest(HttpRequest):
    """A request behind sign-in: `user` is one of ours, never anonymous."""

    user: User
    htmx: HtmxDetails


def in_language(response: HttpResponse, language: str) -> HttpResponse:
    """Speak this language from now on, here and in this browser."""
    translation.activate(language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def too_often(request: HttpRequest, *, action: str, most: int, seconds: int) -> bool:
    """Whether more than so many came from this address, each within seconds of the one before.

    The cache is shared by all processes, and keeps a fingerprint of the address only.
    """
    address = get_adapter().get_client_ip(request)
    key = f"{action}-{salted_hmac('samenspel.people.too_often', address).hexdigest()}"
    times = cache.get(key, 0) + 1
    cache.set(key, times, seconds)
    return bool(times > most)
