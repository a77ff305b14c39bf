"""Every address with an example of its page, and pages as a client of the tests gets them."""

import copy
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

NO_PAGE, SPECIAL = ".", "special"
LANGUAGES, SCHEMES, WIDTHS = ("nl", "en"), ("light", "dark"), (320, 1280)


@dataclass(frozen=True, slots=True)
class Example:
    """Where a page can be seen: as whom, in which state of a scan; or why there is none."""

    name: str
    role: str
    state: str


def examples() -> list[Example]:
    """The lines of pages.txt."""
    text = Path(__file__).with_name("pages.txt").read_text()
    lines = [line.split(maxsplit=2) for line in text.splitlines() if line and line[0] != "#"]
    return [Example(name, role, said) for name, role, said in lines]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in a language: where it was, and its HTML."""

    where: str
    language: str
    html: str


def page_of(client, path, language, method="get"):
    """The HTML of a page, or nothing when it is no page; whatever it wrote is taken back."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(path, headers={"accept-language": language})
        transaction.set_rollback(True)
    client.cookies = cookies
    kind = answer.headers.get("Content-Type", "")
    is_shown = kind.startswith("text/html") and "Content-Disposition" not in answer.headers
    text = answer.content.decode() if is_shown and not answer.streaming else ""
    return answer.status_code, text if "<html" in text else ""
