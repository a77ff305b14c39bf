"""A scan result as JSON and back; docs/scan-result.schema.json describes every field."""

from samenspel_report.result_json.reading import from_json
from samenspel_report.result_json.writing import to_json

__all__ = ["from_json", "to_json"]
