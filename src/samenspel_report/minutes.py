"""Minutes of a decision: parts in words, as Markdown to work on and as PDF to keep."""

import re
from dataclasses import dataclass
from datetime import date

from samenspel_report.i18n import translator
from samenspel_report.paper import document
from samenspel_report.pictures import logo, standalone

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~-])")  # what Markdown would read as more than text


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a decision is called, how it stands, and its parts: a title with lines."""

    collaboration: str
    name: str
    standing: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    made_on: date


def minutes_markdown(minutes: Minutes) -> str:
    """The minutes as text that any editor opens; words of people never become markup."""
    said = [f"# {_plain(minutes.name)}", _plain(f"{minutes.collaboration}. {minutes.standing}")]
    for title, lines in minutes.parts:
        said.append(f"## {_plain(title)}")
        said += [f"- {_plain(line)}" for line in lines]
    spaced = "\n".join(f"\n{each}" if each.startswith("#") else each for each in said)
    return spaced.strip() + "\n"


def minutes_pdf(minutes: Minutes, language: str) -> bytes:
    """The minutes as an A4 document; the same input gives the same bytes."""
    t = translator(language)
    content: dict[str, object] = {
        "language": language,
        "title": minutes.collaboration,
        "heading": minutes.name,
        "standing": minutes.standing,
        "parts": minutes.parts,
        "logo": standalone(logo(), width=34, height=26),
        "labels": {
            "page_of": t.gettext("of"),
            "signed": t.gettext("Signed by the chair:"),
            "day": t.gettext("Day:"),
        },
    }
    return document("minutes.typ", content, minutes.made_on)


def _plain(text: str) -> str:
    """One line in which nothing is markup."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
