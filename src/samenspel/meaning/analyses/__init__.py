"""From a file to a stored finding, and from a stored finding to what people read."""

from .reading import FileRefused, Finding, ReadingChoices, analysing_now, finding_in, reading_now
from .showing import (
    Outcome,
    glyph_of,
    html_of,
    json_of,
    outcome_of,
    patterns,
    pdf_of,
    showpiece_of,
)

__all__ = [
    "FileRefused",
    "Finding",
    "Outcome",
    "ReadingChoices",
    "analysing_now",
    "finding_in",
    "glyph_of",
    "html_of",
    "json_of",
    "outcome_of",
    "patterns",
    "pdf_of",
    "reading_now",
    "showpiece_of",
]
