"""A report as a PDF/UA document, set by typst without a browser."""

from dataclasses import asdict

from samenspel_analysis.meaning.results import ScanResult
from samenspel_report import paper
from samenspel_report.i18n import translator
from samenspel_report.pictures import key, line_key, logo, standalone
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.report import scan_report

TEMPLATE = "report.typ"
LINES = ("gap", "miss", "interval")


def pdf_report(
    result: ScanResult, context: ReportContext, language: str, *, perspective: str | None = None
) -> bytes:
    """The result as an A4 document; the same input gives the same bytes."""
    report = scan_report(result, context, language, perspective)
    content = asdict(report, dict_factory=paper.drawn) | {
        "language": language,
        "marks": _marks(),
        "logo": standalone(logo(), width=34, height=26),
        "keywords": translator(language).gettext("meaning scan"),
    }
    return paper.document(TEMPLATE, content, context.made_on)


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
