"""A report as an HTML fragment for a page, and as one file of its own."""

from dataclasses import replace

from samenspel_analysis.meaning.results import ScanResult
from samenspel_report.i18n import translator
from samenspel_report.page import environment, styles, whole
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.movements import movement_report
from samenspel_report.scan.report import scan_report

STYLES = ("tokens.css", "pictures.css", "result.css", "file.css")


def scan_body(
    result: ScanResult, context: ReportContext, language: str, *, perspective: str | None = None
) -> str:
    """The result as a fragment that starts at h2; the page has the h1 (see `scan_title`).

    `perspective` names the side that reads it: it comes first and is called "we".
    """
    report = scan_report(result, context, language, perspective)
    return whole(environment().get_template("scan_body.html").render(report=report))


def html_report(
    result: ScanResult, context: ReportContext, language: str, *, perspective: str | None = None
) -> str:
    """The result as one HTML file that asks nothing of the network."""
    report = scan_report(result, context, language, perspective)
    template = environment().get_template("scan_file.html")
    return whole(template.render(report=report, language=language, styles=styles(*STYLES)))


def overview_body(result: ScanResult, context: ReportContext, language: str) -> str:
    """Three sides or more without the pairs themselves, which have pages of their own."""
    report = replace(scan_report(result, context, language, None), pairs=())
    return environment().get_template("scan_body.html").render(report=report)


def pair_body(
    result: ScanResult,
    context: ReportContext,
    language: str,
    place: int,
    *,
    perspective: str | None = None,
) -> tuple[str, str]:
    """The title and the body of one pair of three sides or more, as a page; the first is 1.

    `perspective` names the side that reads it, as in `scan_body`.
    """
    pair = result.pairs[place - 1]
    alone = replace(
        result,
        pairs=(pair,),
        sides=tuple(side for side in result.sides if side.name in pair.sides),
        movements=tuple(each for each in result.movements if set(each.sides) == set(pair.sides)),
        notices=tuple(each for each in result.notices if each.side in (None, *pair.sides)),
    )
    t = translator(language)
    names = {"first": pair.sides[0], "second": pair.sides[1]}
    return t.gettext("%(first)s and %(second)s") % names, scan_body(
        alone, context, language, perspective=perspective
    )


def movement_body(
    result: ScanResult, context: ReportContext, language: str, *, perspective: str | None = None
) -> str:
    """What moved since the wave before, as a fragment that starts at h2; see `scan_body`."""
    report = movement_report(result, context, language, perspective)
    return environment().get_template("scan_movements.html").render(report=report)
