"""An opinion map as a PDF/UA document, set by typst without a browser."""

from dataclasses import asdict
from datetime import date
from typing import Any

from samenspel_analysis.opinion.results import OpinionMap
from samenspel_report.i18n import translator
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.report import opinion_report
from samenspel_report.paper import document, drawn
from samenspel_report.pictures import logo, standalone
from samenspel_report.pictures.opinion_map import group_key


def map_pdf(found: OpinionMap, context: MapContext, language: str) -> bytes:
    """The map as an A4 document; the same input gives the same bytes."""
    return paper_pdf(map_paper(found, context, language), context.made_on)


def paper_pdf(content: dict[str, Any], made_on: date) -> bytes:
    """The document of a map that was put in words before, by `map_paper`."""
    return document("opinion.typ", content, made_on)


def map_paper(found: OpinionMap, context: MapContext, language: str) -> dict[str, Any]:
    """All that the document says, as plain values: to keep now and to print later."""
    content: dict[str, Any] = asdict(
        opinion_report(found, context, language), dict_factory=drawn
    ) | {
        "language": language,
        "marks": [
            standalone(group_key(place), width=20, height=20) for place in range(len(found.groups))
        ],
        "logo": standalone(logo(), width=34, height=26),
        "keywords": translator(language).gettext("opinion map"),
    }
    if content["map"]:
        content["map"] = {"page": content["map"]["page"]}
    return content
