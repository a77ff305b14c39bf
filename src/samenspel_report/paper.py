"""What every document shares: typst sets it as PDF/UA, and texts never become code."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from samenspel_report.pictures import standalone
from samenspel_report.pictures.standalone import light_tokens
from samenspel_report.scan.content import Drawing
from samenspel_report.scan.printable import FONTS, printable

COLOURS = ("ink", "ink-2", "rule", "edge", "onder", "onder-fill", "onder-wash", "paper",
           "boven", "boven-fill")  # fmt: skip
TEMPLATES = Path(__file__).parent / "typst"


def document(template: str, content: dict[str, object], made_on: date) -> bytes:
    """A template filled in; the same input gives the same bytes.

    Every text goes in as JSON, never as markup, so that nobody's words can become code.
    """
    content = content | {"colours": {name: light_tokens()[name] for name in COLOURS}}
    made_at = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    return typst.compile(
        TEMPLATES / template,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(_printable(content))},
        pdf_standards=["ua-1"],
        timestamp=made_at,
    )


def drawn(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A dataclass as a dict; a drawing gets the colours and the size of print."""
    found = dict(pairs)
    if set(found) == set(Drawing.__slots__):
        drawing = Drawing(**found)  # type: ignore[arg-type]
        found["svg"] = standalone(drawing.svg, width=drawing.width, height=drawing.height)
    return found


def _printable(content: object) -> object:
    """The same content with every text kept to what the font has."""
    match content:
        case str():
            return printable(content)
        case dict():
            return {name: _printable(value) for name, value in content.items()}
        case list() | tuple():
            return [_printable(value) for value in content]
    return content
