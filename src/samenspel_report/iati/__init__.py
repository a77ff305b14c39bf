"""Activities and results in the form of the International Aid Transparency Initiative, 2.03."""

from samenspel_report.iati.activities import Activity, Organisation, Result, ResultIndicator
from samenspel_report.iati.reading import IatiError, read_activities
from samenspel_report.iati.writing import write_activities

__all__ = [
    "Activity",
    "IatiError",
    "Organisation",
    "Result",
    "ResultIndicator",
    "read_activities",
    "write_activities",
]
