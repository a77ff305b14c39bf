"""From sealed answers to what may be told of them, and from that to page and paper."""

from .evaluations import (
    Finding,
    TooFewAnswers,
    body_of,
    depth_words,
    document_of,
    finding_of,
    shown,
)
from .readiness import readiness_of, shown_readiness

__all__ = [
    "Finding",
    "TooFewAnswers",
    "body_of",
    "depth_words",
    "document_of",
    "finding_of",
    "readiness_of",
    "shown",
    "shown_readiness",
]
