"""An opinion map as an HTML fragment for a page, and as one file of its own."""

from samenspel_analysis.opinion.results import OpinionMap
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.report import opinion_report
from samenspel_report.page import environment, styles, whole
from samenspel_report.pictures.opinion_map import group_key

STYLES = ("tokens.css", "pictures.css", "result.css", "opinion.css", "file.css")


def map_body(found: OpinionMap, context: MapContext, language: str) -> str:
    """The map as a fragment that starts at h2; the page has the h1."""
    report = opinion_report(found, context, language)
    template = environment().get_template("opinion_body.html")
    return whole(template.render(report=report, group_key=group_key))


def map_html(found: OpinionMap, context: MapContext, language: str) -> str:
    """The map as one HTML file that asks nothing of the network."""
    report = opinion_report(found, context, language)
    template = environment().get_template("opinion_file.html")
    return whole(
        template.render(
            report=report, group_key=group_key, language=language, styles=styles(*STYLES)
        )
    )
