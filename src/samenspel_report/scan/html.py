"""A report as an HTML fragment for a page, and as one file of its own."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from samenspel_analysis.meaning.results import ScanResult
from samenspel_report.pictures import defs, key, line_key, logo
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.report import scan_report

STATIC = Path(__file__).parents[1] / "static" / "samenspel_report"
STYLES = ("tokens.css", "pictures.css", "result.css", "file.css")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("samenspel_report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(defs=defs, key=key, line_key=line_key, logo=logo)
    return environment


def scan_body(
    result: ScanResult, context: ReportContext, language: str, *, perspective: str | None = None
) -> str:
    """The result as a fragment that starts at h2; the page has the h1 (see `scan_title`).

    `perspective` names the side that reads it: it comes first and is called "we".
    """
    report = scan_report(result, context, language, perspective)
    return _environment().get_template("scan_body.html").render(report=report)


def html_report(
    result: ScanResult, context: ReportContext, language: str, *, perspective: str | None = None
) -> str:
    """The result as one HTML file that asks nothing of the network."""
    report = scan_report(result, context, language, perspective)
    styles = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)
    template = _environment().get_template("scan_file.html")
    return template.render(report=report, language=language, styles=styles)
