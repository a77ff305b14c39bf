from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from samenspel.collaborations.models import Collaboration
from samenspel.meaning.models import Scan, ScanResult
from samenspel.people.models import User
from samenspel.platform.personal import Value


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
    """Each collaboration with its own scans, in the order given, and what the newest found."""
    found: dict[int, list[Scan]] = defaultdict(list)
    for scan in scans:
        found[scan.collaboration_id].append(scan)
    made = [Overview(each, tuple(found[each.pk])) for each in collaborations]
    prefetch_related_objects([each.latest for each in made if each.latest], "result")
    return made


def scans_told(person: User) -> Iterator[dict[str, Value]]:
    """The scans this person brought in for a party; they stay with that party."""
    for scan in Scan.objects.filter(brought_in_by_person=person).order_by("made_on", "pk"):
        party = scan.brought_in_by.name if scan.brought_in_by else ""
        yield {"made_on": scan.made_on.isoformat(), "title": scan.title, "party": party}
