"""A decision in a file of its own: ballots, rule and outcome, to be counted again by anyone."""

from samenspel_report.decision.document.counting import differences, recounted
from samenspel_report.decision.document.writing import Counted, document_of, result_of

__all__ = ["Counted", "differences", "document_of", "recounted", "result_of"]
