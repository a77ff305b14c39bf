"""What an open scan asks. It never changes again, so each process reads it once."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from samenspel.meaning.models import Guessing, Scan, ScanSide, ScanWord

from .sides import keyed, words_of

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The words with their scales, and the sides without their names; shared, so never written."""

    words: tuple[ScanWord, ...]
    sides: tuple[ScanSide, ...]
    guessing: frozenset[tuple[int, int]]  # by which side about which other

    def beside(self, side: ScanSide) -> list[ScanSide]:
        """The sides about which someone of this side guesses."""
        return [other for other in self.sides if (side.pk, other.pk) in self.guessing]


def asked_in(scan: Scan) -> Asked:
    """What this scan asks; known by a key of the scan's secret, which a new opening changes."""
    key = keyed(scan.link_secret, "asked")
    known = _read if key else _read.__wrapped__
    return known(scan.pk, key, scan.low, scan.high)


@lru_cache(maxsize=MOST_KEPT)
def _read(scan_id: int, _key: str, low: int, high: int) -> Asked:
    scan = Scan(pk=scan_id, low=low, high=high)  # without its secret, which ends with the scan
    chosen = Guessing.objects.filter(by__scan=scan).values_list("by", "about")
    return Asked(tuple(words_of(scan)), tuple(scan.sides.order_by("pk")), frozenset(chosen))


def mark_of(words: Iterable[ScanWord]) -> str:
    """A mark of words with their scales; another one as soon as anything in them is changed."""
    ends = ("pole_low_nl", "pole_high_nl", "pole_low_en", "pole_high_en")
    told = [
        [w.name_nl, w.name_en, *([getattr(s, end) for end in ends] for s in w.scales.all())]
        for w in words
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
