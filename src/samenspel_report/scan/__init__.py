"""A scan result as a fragment of a page, as a file, and as a document."""

from samenspel_report.scan.context import Agreed, ReportContext
from samenspel_report.scan.html import (
    html_report,
    movement_body,
    overview_body,
    pair_body,
    scan_body,
)
from samenspel_report.scan.movements import movement_title
from samenspel_report.scan.pdf import pdf_report
from samenspel_report.scan.report import scan_title
from samenspel_report.scan.talk import TalkContent, talk_content, words_to_talk_about

__all__ = [
    "Agreed",
    "ReportContext",
    "TalkContent",
    "html_report",
    "movement_body",
    "movement_title",
    "overview_body",
    "pair_body",
    "pdf_report",
    "scan_body",
    "scan_title",
    "talk_content",
    "words_to_talk_about",
]
