"""What an open scan asks. It never changes again, so each process reads it once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from samenspel.meaning.models import Scan, ScanSide, ScanWord

from .sides import keyed, other_sides, words_of

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The words, and about whom each side guesses; shared by all requests, so never written."""

    words: tuple[ScanWord, ...]
    guessed: Mapping[int, tuple[ScanSide, ...]]

    def beside(self, side: ScanSide) -> Sequence[ScanSide]:
        """The sides about which someone of this side guesses."""
        return self.guessed.get(side.pk, ())


def asked_in(scan: Scan) -> Asked:
    """What this scan asks; known by a key of the scan's secret, which a new opening changes."""
    key = keyed(scan, "asked")
    known = _read if key else _read.__wrapped__
    return known(scan.pk, key, scan.low, scan.high)


@lru_cache(maxsize=MOST_KEPT)
def _read(scan_id: int, _key: str, low: int, high: int) -> Asked:
    scan = Scan(pk=scan_id, low=low, high=high)  # without its secret, which ends with the scan
    guessed = {side.pk: tuple(other_sides(side)) for side in scan.sides.order_by("pk")}
    return Asked(tuple(words_of(scan)), guessed)
