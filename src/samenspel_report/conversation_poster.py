"""A poster with one open question: scan it, and vote on statements without an account."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import typst
from babel.dates import format_date

from samenspel_report.i18n import DATES, Translator, translator
from samenspel_report.pictures import logo, standalone
from samenspel_report.pictures.standalone import light_tokens
from samenspel_report.poster import COLOURS, TEMPLATE, qr_svg
from samenspel_report.scan.printable import FONTS, printable


@dataclass(frozen=True, slots=True)
class ConversationPoster:
    """What is asked, by whom, until when, and where."""

    question: str
    collaboration: str
    statements: int
    closes_at: datetime
    address: str


def conversation_poster_pdf(poster: ConversationPoster, language: str) -> bytes:
    """One A4 page; the same input gives the same bytes."""
    t = translator(language)
    content: dict[str, object] = {
        name: printable(text) for name, text in _sentences(t, poster).items()
    }
    content |= {
        "words": [],
        "key": "",
        "language": language,
        "colours": {name: light_tokens()[name] for name in COLOURS},
        "logo": standalone(logo(), width=34, height=26),
        "qr": qr_svg(poster.address),
        "address": poster.address,
    }
    return typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"poster": json.dumps(content)},
        pdf_standards=["ua-1"],
        timestamp=poster.closes_at.astimezone(UTC).replace(microsecond=0),
    )


def _sentences(t: Translator, poster: ConversationPoster) -> dict[str, str]:
    facts = asdict(poster) | {
        "day": format_date(poster.closes_at, format="d MMMM y", locale=DATES[t.language])
    }
    return {
        "heading": poster.question,
        "asks": t.gettext("A question of “%(collaboration)s” to everyone here.") % facts,
        "how": t.gettext("Point the camera of your phone at this code"),
        "alternative": t.gettext("A code that opens the address below it."),
        "minutes": t.ngettext(
            "You read %(statements)s sentence of someone and say whether you agree.",
            "You read sentences of others, %(statements)s now, and say whether you agree. Stop"
            " whenever you like.",
            poster.statements,
        )
        % facts,
        "until": t.gettext("You can take part until %(day)s.") % facts,
        "once": t.gettext("Add a sentence of your own: others vote on it."),
        "sealed": t.gettext(
            "No account, no name. Nobody sees what you vote. The outcome shows groups of at least"
            " five people, never one person."
        ),
        "type": t.gettext("No camera? Type this address:"),
    }
