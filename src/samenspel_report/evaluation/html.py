"""An evaluation as an HTML fragment for a page, and as a PDF/UA document."""

from dataclasses import asdict
from datetime import date

from samenspel_report.evaluation.report import EvaluationReport
from samenspel_report.page import environment, whole
from samenspel_report.paper import document, drawn
from samenspel_report.pictures import logo, standalone


def evaluation_body(report: EvaluationReport) -> str:
    """The evaluation as a fragment that starts at h2; the page has the h1."""
    return whole(environment().get_template("evaluation_body.html").render(report=report))


def evaluation_pdf(report: EvaluationReport, language: str, made_on: date) -> bytes:
    """The evaluation as an A4 document; the same input gives the same bytes."""
    content = asdict(report, dict_factory=drawn) | {
        "language": language,
        "logo": standalone(logo(), width=34, height=26),
    }
    return document("evaluation.typ", content, made_on)
