"""Rows to numbers and back: the count of a vote, and what the law asks of one."""

from .counting import (
    Arithmetic,
    Share,
    arithmetic,
    count,
    digest_of,
    electorate_hash,
    input_hash,
    rule_of,
    tells_numbers,
    tells_parts,
    verdict_in,
)
from .law import Asked, asked_of, falls_short

__all__ = [
    "Arithmetic",
    "Asked",
    "Share",
    "arithmetic",
    "asked_of",
    "count",
    "digest_of",
    "electorate_hash",
    "falls_short",
    "input_hash",
    "rule_of",
    "tells_numbers",
    "tells_parts",
    "verdict_in",
]
