"""A report as a PDF/UA document, set by typst without a browser."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from samenspel_analysis.meaning.results import ScanResult
from samenspel_report.i18n import translator
from samenspel_report.pictures import key, line_key, logo, standalone
from samenspel_report.pictures.standalone import light_tokens
from samenspel_report.scan.content import Drawing
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.printable import FONTS, printable
from samenspel_report.scan.report import scan_report

COLOURS = ("ink", "ink-2", "rule", "edge", "onder", "onder-fill", "onder-wash", "paper")
TEMPLATE = Path(__file__).parents[1] / "typst" / "report.typ"
LINES = ("gap", "miss", "interval")


def pdf_report(
    result: ScanResult, context: ReportContext, language: str, *, perspective: str | None = None
) -> bytes:
    """The result as an A4 document; the same input gives the same bytes.

    Every text goes in as JSON, never as markup, so that nobody's words can become code.
    """
    report = scan_report(result, context, language, perspective)
    content = asdict(report, dict_factory=_drawn) | {
        "language": language,
        "colours": {name: light_tokens()[name] for name in COLOURS},
        "marks": _marks(),
        "logo": standalone(logo(), width=34, height=26),
        "keywords": translator(language).gettext("meaning scan"),
    }
    made_at = datetime(context.made_on.year, context.made_on.month, context.made_on.day, tzinfo=UTC)
    return typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(_printable(content))},
        pdf_standards=["ua-1"],
        timestamp=made_at,
    )


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


def _drawn(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A dataclass as a dict; a drawing gets the colours and the size of print."""
    found = dict(pairs)
    if set(found) == set(Drawing.__slots__):
        drawing = Drawing(**found)  # type: ignore[arg-type]
        found["svg"] = standalone(drawing.svg, width=drawing.width, height=drawing.height)
    return found


def _marks() -> dict[str, str]:
    """Every mark of the legend, by what it is called in the document."""
    marks = {
        f"{'square' if square else 'round'}-{'guessed' if guessed else 'meant'}": standalone(
            key(square=square, guessed=guessed), width=18, height=18
        )
        for square in (False, True)
        for guessed in (False, True)
    }
    lines = {name: standalone(line_key(name), width=40, height=12) for name in LINES}
    return marks | lines
