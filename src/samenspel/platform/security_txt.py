"""How to tell us that something is unsafe: /.well-known/security.txt (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse

HOLDS = timedelta(days=180)


def expires(at: datetime) -> datetime:
    """Until when it holds: the day in the settings, or else half a year from today."""
    if settings.SECURITY_TXT_EXPIRES:
        return datetime.combine(settings.SECURITY_TXT_EXPIRES, time(), UTC)
    return datetime.combine((at + HOLDS).astimezone(UTC).date(), time(), UTC)


def contact() -> str:
    """Where to write, as an address that a program can open."""
    given: str = settings.SECURITY_CONTACT
    return f"mailto:{given}" if "@" in given and ":" not in given else given


def text(at: datetime) -> str:
    """The file as it is served."""
    address = settings.SITE + reverse("platform:security_txt")
    lines = {
        "Contact": contact(),
        "Expires": f"{expires(at):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": "nl, en",
        "Canonical": address,
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items())
