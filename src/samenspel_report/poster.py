"""A poster with one link for a whole side: scan it, get a link of your own, answer."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import segno
import typst
from babel.dates import format_date, format_time

from samenspel_report.i18n import DATES, Translator, translator
from samenspel_report.pictures import logo, standalone
from samenspel_report.pictures.standalone import light_tokens
from samenspel_report.scan.printable import FONTS, printable

TEMPLATE = Path(__file__).parent / "typst" / "poster.typ"
COLOURS = ("ink", "ink-2", "rule", "onder", "onder-fill", "onder-wash", "boven-fill")


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster asks, of whom, and where. Names and words in the reader's language."""

    collaboration: str
    party: str
    words: tuple[str, ...]
    minutes: int
    closes_at: datetime
    address: str
    is_later: bool = False  # the same words were asked before


def qr_svg(address: str) -> str:
    """The address as a picture that a phone can read; a page gives it its size."""
    made = io.BytesIO()
    segno.make(address, micro=False, error="m").save(
        made, kind="svg", xmldecl=False, svgns=True, nl=False, omitsize=True, border=4,
        svgclass="qrcode", lineclass="qrline",
    )  # fmt: skip
    return made.getvalue().decode()


def poster_pdf(poster: Poster, language: str) -> bytes:
    """One A4 page; the same input gives the same bytes."""
    t = translator(language)
    return drawn(
        _sentences(t, poster), words=poster.words, language=language, address=poster.address,
        made_at=poster.closes_at,
    )  # fmt: skip


def drawn(
    sentences: Mapping[str, str], *, language: str, address: str, made_at: datetime,
    words: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """The page that every poster is: sentences, some words, and the address as a code."""
    content: dict[str, object] = {name: printable(text) for name, text in sentences.items()}
    content |= {
        "words": [printable(word) for word in words],
        "language": language,
        "colours": {name: light_tokens()[name] for name in COLOURS},
        "logo": standalone(logo(), width=34, height=26),
        "qr": qr_svg(address),
        "address": address,
    }
    return typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"poster": json.dumps(content)},
        pdf_standards=["ua-1"],
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
    )


def _sentences(t: Translator, poster: Poster) -> dict[str, str]:
    locale = DATES[t.language]
    facts = asdict(poster) | {
        "day": format_date(poster.closes_at, format="d MMMM y", locale=locale),
        "time": format_time(poster.closes_at, format="HH:mm", locale=locale),
    }
    minutes = t.ngettext(
        "It takes about %(minutes)s minute, on your phone, without an account.",
        "It takes about %(minutes)s minutes, on your phone, without an account.",
        poster.minutes,
    )
    return _opening(t, poster, facts) | {
        "how": t.gettext("Point the camera of your phone at this code"),
        "alternative": t.gettext("A code that opens the address below it."),
        "minutes": minutes % facts,
        "until": t.gettext("You can answer until %(day)s, %(time)s.") % facts,
        "sealed": t.gettext(
            "Your answers are sealed. Nobody sees them, also not who answered. The outcome opens"
            " only if every side accepts, and shows groups, never one person."
        ),
        "once": t.gettext("Answer once. You get a link of your own to go on later."),
        "type": t.gettext("No camera? Type this address:"),
    }


def _opening(t: Translator, poster: Poster, facts: dict[str, object]) -> dict[str, str]:
    """What is asked and of whom; a later time that it is again, and to take the key along."""
    if not poster.is_later:
        return {
            "heading": t.gettext("What do these words mean to you?"),
            "asks": t.gettext("%(party)s asks everyone of its own side, for “%(collaboration)s”.")
            % facts,
            "key": "",
        }
    return {
        "heading": t.gettext("What do these words mean to you now?"),
        "asks": t.gettext("%(party)s asks everyone of its own side again, for “%(collaboration)s”.")
        % facts,
        "key": t.gettext(
            "Did you take part last time and keep your key? Fill it in. Without it your answers"
            " count as well."
        ),
    }
