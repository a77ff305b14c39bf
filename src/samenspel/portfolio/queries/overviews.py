from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenspel.collaborations.models import Collaboration
from samenspel.meaning import queries as meaning
from samenspel.meaning.models import Scan, ScanResult
from samenspel.people.models import User
from samenspel.platform.personal import Value


@dataclass(frozen=True, slots=True)
class Overview:
    """A collaboration with the scan its reader reads first there, if there is one."""

    collaboration: Collaboration
    latest: Scan | None

    @property
    def latest_result(self) -> ScanResult | None:
        """What the scan to read first found."""
        return self.latest.result if self.latest else None


def overviews(collaborations: Iterable[Collaboration], *, person: User) -> list[Overview]:
    """Each collaboration with what this person reads first there, in the order given."""
    listed = list(collaborations)
    first = meaning.scans_to_read_first(person, listed).prefetch_related("result")
    found = {scan.collaboration_id: scan for scan in first}
    return [Overview(each, found.get(each.pk)) for each in listed]


def scans_told(person: User) -> Iterator[dict[str, Value]]:
    """The scans this person brought in for a party; they stay with that party."""
    for scan in Scan.objects.filter(brought_in_by_person=person).order_by("made_on", "pk"):
        party = scan.brought_in_by.name if scan.brought_in_by else ""
        yield {"made_on": scan.made_on.isoformat(), "title": scan.title, "party": party}
