"""The post of the demo: mail to fictional people ends on a page; other mail goes nowhere.

A letter that tells something by being sent at all is not kept: anyone may open that page. A context
says in `apps.ready` what such a letter looks like, so that people can read it all the same.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from .mailing import SecretLetter

FICTIONAL = ".example"  # no mail ever arrives there; RFC 2606
KEPT = 50
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as its reader sees it."""

    to: str
    subject: str
    text: str
    sent_at: str
    html: str = ""
    name: str = ""  # of its file


@dataclass(frozen=True, slots=True)
class Specimen:
    """What a letter that is not kept looks like, to nobody, and why it is not kept."""

    why: str
    subject: str
    text: str
    html: str
    name: str = ""


Show = Callable[[datetime], Specimen]
_specimens: dict[str, Show] = {}


def register(code: str, show: Show) -> None:
    """Say what a secret letter looks like; called once for each kind, from `apps.ready`."""
    _specimens[code] = show


def specimens(at: datetime) -> list[Specimen]:
    """Every letter that is not kept, in the language of whoever reads it."""
    return [replace(show(at), name=code) for code, show in _specimens.items()]


class DemoPost(BaseEmailBackend):
    """Keeps the last messages to fictional people in files, but for secret ones."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if isinstance(message, SecretLetter):
                continue
            for address in message.recipients():
                if address.casefold().endswith(FICTIONAL):
                    _keep(address, message)
        return len(email_messages)


def fault_in(address: str) -> str:
    """Why nobody would read a letter to this address, in a sentence; nothing where it arrives."""
    if not settings.DEMO or address.casefold().endswith(FICTIONAL):
        return ""
    return _("This is a demo that sends no mail. Use an address that ends in .example.")


def letters() -> list[Letter]:
    """The messages that are kept, the newest first."""
    return [
        Letter(**json.loads(path.read_text("utf-8")), name=path.stem) for path in reversed(_files())
    ]


def html_of(name: str, at: datetime) -> str:
    """A letter as a mail program shows it; nothing if there is no such letter or it has no HTML."""
    shown = {each.name: each.html for each in specimens(at)}
    return (shown | {each.name: each.html for each in letters()}).get(name, "")


def forget(address: str) -> None:
    """Burn the letters to this address."""
    for path in _files():
        if json.loads(path.read_text("utf-8"))["to"].casefold() == address.casefold():
            path.unlink(missing_ok=True)


def forget_before(moment: datetime) -> None:
    """Burn the letters from before this moment."""
    for path in _files():
        if datetime.fromisoformat(json.loads(path.read_text("utf-8"))["sent_at"]) < moment:
            path.unlink(missing_ok=True)


def demo(_request: HttpRequest) -> dict[str, bool]:
    """Let templates say that this is a demo."""
    return {"is_demo": settings.DEMO}


def _keep(address: str, message: EmailMessage) -> None:
    now = timezone.now()
    html = next((str(part.content) for part in getattr(message, "alternatives", ())), "")
    letter = Letter(address, str(message.subject), str(message.body), now.isoformat(), html)
    settings.POST.mkdir(parents=True, exist_ok=True)
    path = settings.POST / f"{now:%Y%m%d%H%M%S%f}-{uuid4().hex[:8]}.json"
    unfinished = path.with_suffix(".tmp")
    told = {key: text for key, text in asdict(letter).items() if key != "name"}
    unfinished.write_text(json.dumps(told), "utf-8")
    unfinished.rename(path)
    for old in _files()[:-KEPT]:
        old.unlink(missing_ok=True)


def _files() -> list[Path]:
    return sorted(settings.POST.glob("*.json"))
