"""Devices: on which someone signed in, and when each was last seen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .. import actions
from ..models import User
from ..queries import SEEN_AT

Handler = Callable[[HttpRequest], HttpResponse]
SEEN_TO = timedelta(hours=1)  # we write no more often
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def begin(*, request: HttpRequest, user: User, **_given: Any) -> None:
    """Remember where someone signed in; a session ends two weeks later, used or not."""
    now = timezone.now()
    request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session[SEEN_AT] = now.isoformat()
    device = in_words(request.headers.get("User-Agent", ""))
    key = request.session.session_key or ""
    actions.begin_visit(session_key=key, device=device, by=user, at=now)


def note_last_seen(get_response: Handler) -> Handler:
    """Note once an hour that someone is still there, in the session that is read anyway."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, seen = timezone.now(), request.session.get(SEEN_AT)
            if seen and now - datetime.fromisoformat(seen) > SEEN_TO:
                request.session[SEEN_AT] = now.isoformat()
        return get_response(request)

    return respond


def in_words(agent: str) -> str:
    """What a browser says of itself, as people call it; empty where we do not know it."""
    found = (next((name for mark, name in known if mark in agent), "")
             for known in (BROWSERS, SYSTEMS))  # fmt: skip
    return ", ".join(name for name in found if name)
