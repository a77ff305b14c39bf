"""Reports of an opinion map: page, document and plain values."""

from samenspel_report.opinion.context import MapContext, Wording
from samenspel_report.opinion.html import map_body, map_html
from samenspel_report.opinion.json import map_to_json
from samenspel_report.opinion.pdf import map_paper, map_pdf, paper_pdf

__all__ = [
    "MapContext",
    "Wording",
    "map_body",
    "map_html",
    "map_paper",
    "map_pdf",
    "map_to_json",
    "paper_pdf",
]
