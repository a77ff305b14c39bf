from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samenspel.collaborations.models import Collaboration
from samenspel.meaning.models import Scan, ScanResult


@dataclass(frozen=True, slots=True)
class Overview:
    """A collaboration with the scans its reader may see, newest first."""

    collaboration: Collaboration
    scans: tuple[Scan, ...]

    @property
    def latest(self) -> Scan | None:
        """The scan to read first: the newest sealed one, or else the newest."""
        sealed = (scan for scan in self.scans if scan.is_sealed)
        return next(sealed, self.scans[0] if self.scans else None)

    @property
    def latest_result(self) -> ScanResult | None:
        """What the scan to read first found."""
        return self.latest.result if self.latest else None


def overviews(collaborations: Iterable[Collaboration], scans: Iterable[Scan]) -> list[Overview]:
    """Each collaboration with its own scans, in the order given."""
    found: dict[int, list[Scan]] = defaultdict(list)
    for scan in scans:
        found[scan.collaboration_id].append(scan)
    return [Overview(each, tuple(found[each.pk])) for each in collaborations]
