from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from samenspel.agreements import queries as agreements
from samenspel.agreements.models import Contribution
from samenspel.agreements.queries import Gifts
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning import queries as meaning
from samenspel.meaning.models import Scan, ScanResult
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, ask_together, asked

LATELY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Overview:
    """A collaboration with the scan its reader reads first there, and what was given lately."""

    collaboration: Collaboration
    latest: Scan | None
    gifts: Sequence[Gifts] = ()
    speaks_for: frozenset[int] = frozenset()  # keys of the parties of its reader

    @property
    def given(self) -> list[tuple[str, int]]:
        """How many times each party gave in the last year, by name; nothing where nobody gave."""
        times: Counter[int] = Counter()
        for gifts in self.gifts:
            times[gifts.giver] += gifts.times
        parties = [each.party for each in self.collaboration.participations.all() if times]
        return [(party.name, times[party.pk]) for party in parties]

    @property
    def latest_result(self) -> ScanResult | None:
        """What the scan to read first found."""
        return self.latest.result if self.latest else None


def overviews(shown: Iterable[Collaboration], *, person: User, today: date) -> list[Overview]:
    """Each collaboration with what this person reads first there, in the order given."""
    listed = list(shown)
    if not listed:
        return []
    first, mine = _read_first(person, *listed), _keys_of_parties(person)
    given = _given_since(today - LATELY, *listed)
    ask_together(first, mine, given)
    found = {scan.collaboration_id: scan for scan in first}
    gifts: dict[int, list[Gifts]] = defaultdict(list)
    for key, *rest in given:
        gifts[key].append(Gifts(*rest))
    keys = frozenset(mine)
    return [Overview(each, found.get(each.pk), gifts[each.pk], keys) for each in listed]


@prepared
def _read_first(person: User, *shown: Collaboration) -> QuerySet[Scan]:
    results = Prefetch("result", ScanResult.objects.defer("payload", "context"))  # they are long
    return meaning.scans_to_read_first(person, shown).prefetch_related(results)


@prepared
def _keys_of_parties(person: User) -> "QuerySet[Party, int]":
    return collaborations.parties_of(person).values_list("pk", flat=True)


@prepared
def _given_since(day: date, *shown: Collaboration) -> "QuerySet[Contribution, Any]":
    return agreements.gifts_since(day, shown)


@prepared
def _scans_brought_in_by(person: User) -> "QuerySet[Scan, Any]":
    scans = Scan.objects.filter(brought_in_by_person=person).order_by("made_on", "pk")
    return scans.values_list("made_on", "title", "brought_in_by__name")


def scans_told(person: User) -> Asking[Fact]:
    """The scans this person brought in for a party; they stay with that party."""
    for made_on, title, party in (yield from asked(_scans_brought_in_by(person))):
        yield {"made_on": made_on.isoformat(), "title": title, "party": party or ""}
