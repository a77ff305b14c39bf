"""An agreement on paper: what it says, who accepted it, and that this is no legal signature."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from samenspel_report.i18n import DATES, translator
from samenspel_report.paper import document
from samenspel_report.pictures import logo, standalone


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """A version in words: its parts (title, text), and who accepted it (party, person, day)."""

    collaboration: str
    name: str
    number: int
    standing: str
    parts: tuple[tuple[str, str], ...]
    accepted: tuple[tuple[str, str, str], ...]
    waiting: tuple[str, ...]
    made_on: date


def agreement_pdf(paper: AgreementPaper, language: str) -> bytes:
    """One version as an A4 document; the same input gives the same bytes."""
    t = translator(language)
    facts = {
        "number": paper.number,
        "standing": paper.standing,
        "day": format_date(paper.made_on, format="d MMMM y", locale=DATES[language]),
    }
    content: dict[str, object] = {
        "language": language,
        "title": paper.collaboration,
        "heading": paper.name,
        "version": t.gettext("Version %(number)s, %(standing)s, %(day)s") % facts,
        "parts": [(title, _lines(words)) for title, words in paper.parts],
        "accepted": [
            " · ".join(part for part in each if part)
            for each in paper.accepted
        ],
        "waiting": paper.waiting,
        "logo": standalone(logo(), width=34, height=26),
        "labels": {
            "accepted": t.gettext("Accepted by"),
            "waiting": t.gettext("Not yet accepted by"),
            "signature": t.gettext(
                "Recorded when it was accepted on the site. This is no legal signature."
            ),
            "page_of": t.gettext("of"),
        },
    }  # fmt: skip
    return document("agreement.typ", content, paper.made_on)


def _lines(words: str) -> list[str]:
    """The words line by line, as people wrote them."""
    return [line for line in words.splitlines() if line.strip()]
