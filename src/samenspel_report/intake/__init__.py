"""Files of answers in: read, checked, and given as the arrays of a scan."""

from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.limits import LIMITS, Limits
from samenspel_report.intake.reading import AnswerFile, Duplicates, read_answers
from samenspel_report.intake.tables import Progress

__all__ = [
    "LIMITS",
    "AnswerFile",
    "AnswerFileError",
    "Duplicates",
    "FaultCode",
    "Limits",
    "Progress",
    "read_answers",
]
