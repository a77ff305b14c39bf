from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
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


def remember(response: HttpResponse, name: str, value: str, *, path: str, seconds: int) -> None:
    """Have this browser send `value` back under `path`, signed, and read by no script."""
    response.set_signed_cookie(
        name,
        value,
        salt=name,
        path=path,
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
