"""A poster with one open question: scan it, and vote on statements without an account."""

from dataclasses import asdict, dataclass
from datetime import datetime

from babel.dates import format_date

from samenspel_report.i18n import DATES, Translator, translator
from samenspel_report.poster import drawn


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
    sentences = _sentences(translator(language), poster)
    return drawn(sentences, language=language, address=poster.address, made_at=poster.closes_at)


def _sentences(t: Translator, poster: ConversationPoster) -> dict[str, str]:
    facts = asdict(poster) | {
        "day": format_date(poster.closes_at, format="d MMMM y", locale=DATES[t.language])
    }
    return {
        "key": "",
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
