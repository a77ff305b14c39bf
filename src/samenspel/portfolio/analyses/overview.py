from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenspel.platform.markup import ours
from samenspel.portfolio.choices import Order, Strength, Weight
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import Row
from samenspel_analysis.portfolio import Spread, spread_of
from samenspel_report.pictures import Share, share_strip

NAMED_SHARES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a portfolio one wants to see, and in which order."""

    search: str = ""
    standing: str = ""
    outcome: str = ""  # the key of a step, or `none`
    order: Order = Order.DUE


IN_ADDRESSES = {"zoek": "search", "stand": "standing", "effect": "outcome", "volgorde": "order"}


def query_of(asked: Asked) -> dict[str, str]:
    """What is asked for as an address says it; a saved view keeps it so."""
    said = {name: str(getattr(asked, field)) for name, field in IN_ADDRESSES.items()}
    return {name: value for name, value in said.items() if value}


def asked_by(query: Mapping[str, str]) -> Asked:
    """What such an address asks for."""
    search, standing, outcome, order = (query.get(name, "") for name in IN_ADDRESSES)
    return Asked(search, standing, outcome, Order(order or Order.DUE))


@dataclass(frozen=True, slots=True)
class Carried:
    """An outcome, who works on it, and the partners without whom nobody does."""

    step: ChainStep
    mainly: tuple[Row, ...]
    also: tuple[Row, ...]
    hangs_on: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        """Whether nothing works on it."""
        return not self.mainly and not self.also

    @property
    def is_weak(self) -> bool:
        """Whether nothing works mainly on it."""
        return not self.mainly and bool(self.also)


@dataclass(frozen=True, slots=True)
class Overview:
    """A portfolio as a whole; what is asked of a part of it leaves this as it is."""

    outcomes: tuple[Carried, ...]
    unlinked: tuple[Row, ...]
    off_course: tuple[Row, ...]
    late: tuple[Row, ...]
    left_out: tuple[Row, ...]  # ended or an idea: shown, and counted nowhere
    shaken: tuple[tuple[Row, str], ...]  # with the names of the outcomes it works on
    spread: Spread
    by_hours: tuple[tuple[Row, Decimal, int], ...]
    strip: SafeString


def overview_of(rows: Sequence[Row], outcomes: Sequence[ChainStep], *, today: date) -> Overview:
    """What works on what, what is missing, and what rests on whom."""
    working = [row for row in rows if row.is_at_work]
    fading = {step.pk for step in outcomes if step.weight == Weight.FADING}
    spread, by_hours = _hours(working)
    return Overview(
        outcomes=tuple(_carried(step, working) for step in outcomes),
        unlinked=tuple(row for row in working if not row.links),
        off_course=tuple(row for row in working if row.links and set(row.links) <= fading),
        late=tuple(row for row in working if row.due_on and row.due_on < today),
        left_out=tuple(row for row in rows if not row.is_at_work),
        shaken=tuple((row, _names(row, outcomes)) for row in working if row.is_shaken),
        spread=spread,
        by_hours=by_hours,
        strip=_strip(by_hours, spread),
    )


def chosen(rows: Sequence[Row], asked: Asked) -> list[Row]:
    """The rows that were asked for, in the order asked for."""
    found = [row for row in rows if _fits(row, asked)]
    match asked.order:
        case Order.NAME:
            found.sort(key=lambda row: row.name.casefold())
        case Order.HOURS:
            found.sort(key=lambda row: (-(row.hours or 0), row.name.casefold()))
        case _:
            found.sort(key=lambda row: (row.due_on or date.max, row.name.casefold()))
    return found


def cells_of(row: Row, outcomes: Sequence[ChainStep]) -> list[tuple[str, Strength | None]]:
    """For each outcome its name and how much this collaboration works on it."""
    return [(step.name, row.links.get(step.pk)) for step in outcomes]


def _names(row: Row, outcomes: Sequence[ChainStep]) -> str:
    return ", ".join(step.name for step in outcomes if step.pk in row.links)


def _fits(row: Row, asked: Asked) -> bool:
    sought = asked.search.casefold()
    if sought and sought not in f"{row.name} {row.partner_names}".casefold():
        return False
    if asked.standing and row.standing != asked.standing:
        return False
    if asked.outcome == "none":
        return not row.links
    return not asked.outcome or int(asked.outcome) in row.links


def _carried(step: ChainStep, working: Sequence[Row]) -> Carried:
    mainly = tuple(row for row in working if row.links.get(step.pk) == Strength.MAIN)
    also = tuple(row for row in working if row.links.get(step.pk) == Strength.ALSO)
    return Carried(step, mainly, also, tuple(_in_all((*mainly, *also))))


def _in_all(rows: Sequence[Row]) -> Iterator[str]:
    """The partners in every one of these; told apart by number where there is one, not by name."""
    if rows:
        everywhere = set.intersection(*({key for key, _name in row.partners} for row in rows))
        for key, name in rows[0].partners:
            if key in everywhere:
                yield name


def _hours(working: Sequence[Row]) -> tuple[Spread, tuple[tuple[Row, Decimal, int], ...]]:
    counted = sorted((row for row in working if row.hours), key=lambda r: (-(r.hours or 0), r.name))
    spread = spread_of([float(row.hours or 0) for row in counted])
    parts = [round(share * 100) for share in spread.shares]
    told = zip(counted, parts, strict=True)
    return spread, tuple((row, row.hours or Decimal(0), part) for row, part in told)


def _strip(by_hours: Sequence[tuple[Row, Decimal, int]], spread: Spread) -> SafeString:
    """The hours as parts of one line: the largest by name, and how many others there are."""
    if not by_hours:
        return SafeString("")
    parts = [
        Share(
            share,
            f"{row.name}, {number_format(hours, 0, force_grouping=True)}"
            if i < NAMED_SHARES and share > 1 / 8
            else "",
        )
        for i, ((row, hours, _part), share) in enumerate(zip(by_hours, spread.shares, strict=True))
    ]
    label = _("Hours of each collaboration as parts of one line. The table below says the same.")
    return ours(share_strip(parts, label))
