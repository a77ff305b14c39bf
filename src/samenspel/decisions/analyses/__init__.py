"""Rows to numbers and back: the count of a vote, and what the law asks of one."""

from .arithmetic import Arithmetic, arithmetic, shares_told
from .box import box_hash, new_receipt
from .choosing import Picked, fault_in, most_points_for, said_in, stored
from .counting import (
    count,
    digest_of,
    electorate_hash,
    input_hash,
    misses_quorum,
    quorum_of,
    rule_of,
    verdict_of,
)
from .elsewhere import ANSWERS, MOST_BYTES, NotAResult, Result, read_result
from .law import Asked, asked_of, falls_short
from .minutes import minutes_of
from .outcome import chosen
from .published import Published, published
from .shown import Chosen
from .telling import Share, is_party_of_few, tells_document, tells_numbers, tells_parts, voters_in

__all__ = [
    "ANSWERS",
    "MOST_BYTES",
    "Arithmetic",
    "Asked",
    "Chosen",
    "NotAResult",
    "Picked",
    "Published",
    "Result",
    "Share",
    "arithmetic",
    "asked_of",
    "box_hash",
    "chosen",
    "count",
    "digest_of",
    "electorate_hash",
    "falls_short",
    "fault_in",
    "input_hash",
    "is_party_of_few",
    "minutes_of",
    "misses_quorum",
    "most_points_for",
    "new_receipt",
    "published",
    "quorum_of",
    "read_result",
    "rule_of",
    "said_in",
    "shares_told",
    "stored",
    "tells_document",
    "tells_numbers",
    "tells_parts",
    "verdict_of",
    "voters_in",
]
