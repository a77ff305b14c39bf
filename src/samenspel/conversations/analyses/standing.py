"""What the newest map stands on, kept so that the next goes on from there.

Whose the votes in `counted` are, by key; which statements were shown; and the sums of all pairs of
statements. What is kept grows by eight bytes a person at most, and by three megabytes for the sums.
"""

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .counted import QUICKLY, from_kept

if TYPE_CHECKING:
    from samenspel.conversations.models import OpinionMap
    from samenspel_analysis.opinion import Sums, Tallied

FORM = b"\1"  # another one when what is kept changes: then the next map begins with all votes
WIDEST = 512  # statements of which sums are kept; of more they are made again of the votes kept
SUMS = ("both", "mixed", "values")


@dataclass(frozen=True, slots=True)
class Standing:
    """The votes of a map with whose they are, and the numbers of the statements then shown."""

    tallied: "Tallied"
    shown: frozenset[int]


def standing_kept(tallied: "Tallied", shown: Collection[int]) -> bytes:
    """What is kept beside the votes that a map counted."""
    import numpy as np

    sums = tallied.sums if tallied.votes.statements <= WIDEST else None
    head = np.array([len(tallied.keys), len(shown), sums is not None])
    longs = (head, np.diff(tallied.keys, prepend=0), np.array(sorted(shown)))
    pieces = [each.astype("<i8").tobytes() for each in longs]
    if sums is not None:
        pieces += [getattr(sums, name).astype("<i4").tobytes() for name in SUMS]
    return FORM + zlib.compress(b"".join(pieces), QUICKLY)


def standing_of(kept: "OpinionMap") -> Standing | None:
    """What a map stands on; `None` of one that keeps nothing of it, or in another form."""
    import numpy as np

    from samenspel_analysis.opinion import Tallied

    raw = bytes(kept.standing)
    if raw[:1] != FORM:
        return None
    raw = zlib.decompress(raw[1:])
    people, shown, has_sums = np.frombuffer(raw, "<i8", 3).tolist()
    longs = np.frombuffer(raw, "<i8", 3 + people + shown)
    votes = from_kept(bytes(kept.counted)).packed
    sums = _sums(raw[longs.nbytes :], people, votes.statements) if has_sums else None
    keys = np.cumsum(longs[3 : 3 + people])
    return Standing(Tallied(keys, votes, sums), frozenset(longs[3 + people :].tolist()))


def _sums(raw: bytes, people: int, statements: int) -> "Sums":
    import numpy as np

    from samenspel_analysis.opinion import Sums

    square = (len(SUMS), statements, statements)
    both, mixed, values = np.frombuffer(raw, "<i4").reshape(square).astype(np.int64)
    agrees = (values.diagonal() + mixed.diagonal()) // 2
    return Sums(people, agrees, agrees - mixed.diagonal(), both, mixed, values)
