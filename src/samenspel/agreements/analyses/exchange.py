import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.agreements.queries import Noted
from samenspel.collaborations.models import Party
from samenspel.platform.markup import ours
from samenspel_analysis.exchange import Rated, Reciprocity, finish, gain, part
from samenspel_report.pictures import Flow, flow_picture


@dataclass(frozen=True, slots=True)
class SideNumbers:
    """What a party got from another and what its own giving cost, by its own rating."""

    party: Party
    received: Rated
    borne: Rated
    gave: int
    hours: float
    amounts: tuple[tuple[str, Decimal], ...]

    @property
    def numbers(self) -> tuple[Rated, Rated]:
        """What its giving cost, and what it got was worth."""
        return self.borne, self.received


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties: the four numbers first, and their ratio only where all four are whole."""

    sides: tuple[SideNumbers, SideNumbers]
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Give and take within a window; what was in solidarity is kept apart."""

    begins: date
    ends: date
    pairs: tuple[Pair, ...]
    ties: Reciprocity
    hours: Reciprocity
    counted: tuple[Noted, ...]
    in_solidarity: int
    picture: SafeString


def ledger_of(
    contributions: Sequence[Noted], parties: Sequence[Party], *, ends: date, days: int
) -> Ledger:
    """What each party gave and got in the `days` days that end with `ends`."""
    begins = ends - timedelta(days=days - 1)
    within = [each for each in contributions if begins <= each.given_on <= ends]
    counted = [each for each in within if not each.in_solidarity]
    place = {party.pk: number for number, party in enumerate(parties)}
    kept = [each for each in counted if each.giver_id in place and each.receiver_id in place]
    givers = [place[each.giver_id] for each in kept]
    receivers = [place[each.receiver_id] for each in kept]
    hours = [float(each.hours or 0) for each in kept]
    return Ledger(
        begins=begins,
        ends=ends,
        pairs=tuple(_pair(kept, one, other) for one, other in combinations(parties, 2)),
        ties=finish(part(givers, receivers, [1.0] * len(kept), parties=len(parties))),
        hours=finish(part(givers, receivers, hours, parties=len(parties))),
        counted=tuple(kept),
        in_solidarity=len(within) - len(counted),
        picture=_picture(kept, parties),
    )


def _pair(contributions: Sequence[Noted], one: Party, other: Party) -> Pair:
    keys = (one.pk, other.pk)
    ways = {keys, keys[::-1]}
    here = [each for each in contributions if (each.giver_id, each.receiver_id) in ways]
    found = gain(
        [int(each.giver_id == keys[1]) for each in here],
        [int(each.receiver_id == keys[1]) for each in here],
        [_rating(each.value) for each in here],
        [_rating(each.cost) for each in here],
        sides=2,
    )
    numbers = [
        SideNumbers(
            party=party,
            received=side.received,
            borne=side.borne,
            gave=len(given),
            hours=sum(float(each.hours or 0) for each in given),
            amounts=_amounts(given),
        )
        for party, side, given in zip((one, other), found.sides, _given(here, keys), strict=True)
    ]
    return Pair((numbers[0], numbers[1]), found.ratio)


def _given(here: Sequence[Noted], keys: tuple[int, int]) -> tuple[list[Noted], list[Noted]]:
    """What each of two parties gave."""
    one, other = keys
    return [n for n in here if n.giver_id == one], [n for n in here if n.giver_id == other]


def _amounts(given: Iterable[Noted]) -> tuple[tuple[str, Decimal], ...]:
    """How much per unit, each unit by itself; what is counted differently is never added up."""
    sums: dict[str, Decimal] = {}
    for each in given:
        if each.amount is not None:
            sums[each.unit] = sums.get(each.unit, Decimal(0)) + each.amount
    return tuple(sorted(sums.items()))


def _picture(contributions: Sequence[Noted], parties: Sequence[Party]) -> SafeString:
    """Who gave whom how often, as bands from left to right; amounts are never added up."""
    names = {party.pk: party.name for party in parties}
    numbers = Counter((each.giver_id, each.receiver_id) for each in contributions)
    flows = []
    for giver in parties:
        for receiver in parties:
            number = numbers[giver.pk, receiver.pk]
            if number:
                times = ngettext("%(n)s time", "%(n)s times", number) % {"n": number}
                flows.append(Flow(names[giver.pk], names[receiver.pk], number, times))
    label = _("Who gave something to whom, and how often. The table below says the same.")
    if not flows:
        return SafeString("")
    drawn = "".join(flow_picture(flows, label, narrow=narrow) for narrow in (False, True))
    return ours(drawn)


def _rating(given: int | None) -> float:
    return math.nan if given is None else float(given)
