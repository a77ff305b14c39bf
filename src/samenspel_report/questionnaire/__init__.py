"""An empty questionnaire: its rows, and the rows as CSV or as a workbook."""

from samenspel_report.questionnaire.rows import (
    Rows,
    as_csv,
    questionnaire_rows,
    row_count,
)
from samenspel_report.questionnaire.workbook import as_workbook

__all__ = [
    "Rows",
    "as_csv",
    "as_workbook",
    "questionnaire_rows",
    "row_count",
]
