"""An opinion map as a PDF/UA document, set by typst without a browser."""

from dataclasses import asdict

from samenspel_analysis.opinion.results import OpinionMap
from samenspel_report.i18n import translator
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.report import opinion_report
from samenspel_report.paper import document, drawn
from samenspel_report.pictures import logo, standalone
from samenspel_report.pictures.opinion_map import group_key


def map_pdf(found: OpinionMap, context: MapContext, language: str) -> bytes:
    """The map as an A4 document; the same input gives the same bytes."""
    content = asdict(opinion_report(found, context, language), dict_factory=drawn) | {
        "language": language,
        "marks": [
            standalone(group_key(place), width=20, height=20) for place in range(len(found.groups))
        ],
        "logo": standalone(logo(), width=34, height=26),
        "keywords": translator(language).gettext("opinion map"),
    }
    return document("opinion.typ", content, context.made_on)
