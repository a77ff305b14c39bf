from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.agreements import queries as agreements
from samenspel.agreements.choices import Due
from samenspel.collaborations.models import Participation, Party
from samenspel.evaluation import queries as evaluation
from samenspel.people.models import User
from samenspel.platform.models import Job
from samenspel.portfolio.choices import JobKind, Standing, Strength
from samenspel.portfolio.models import Indicator, OutcomeLink, PortfolioEntry, SavedView

DEFAULT_CURRENCY = "EUR"
HOURS_OVER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class EntryTold:
    """What a party writes of a collaboration in its portfolio."""

    name: str
    reference: str = ""
    partner: str = ""
    partner_org_id: str = ""
    standing: Standing = Standing.RUNNING
    begins_on: date | None = None
    ends_on: date | None = None
    due_on: date | None = None
    due_what: str = ""
    hours: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: what it says of a collaboration, and on which outcomes that works."""

    told: EntryTold
    links: Mapping[int, Strength]

    @classmethod
    def of(cls, said: Mapping[str, Any], links: Mapping[int, Strength]) -> "Line":
        """The line that holds these cells; an amount without a currency is in euros."""
        if said.get("amount") is not None and not said.get("currency"):
            said = {**said, "currency": DEFAULT_CURRENCY}
        return cls(EntryTold(**said), links)


@dataclass(slots=True)
class Row:
    """A collaboration in a portfolio: from this site, written down, or both."""

    name: str
    slug: str = ""
    entry: PortfolioEntry | None = None
    partners: tuple[tuple[str, str], ...] = ()  # what tells them apart, and how they are called
    standing: Standing = Standing.RUNNING
    due_on: date | None = None
    due_what: str = ""
    hours: Decimal | None = None
    links: dict[int, Strength] = field(default_factory=dict)
    is_shaken: bool = False  # something big changed, and nobody said yet what comes of that

    @property
    def is_at_work(self) -> bool:
        """Whether it counts for what a party does now."""
        return self.standing in (Standing.RUNNING, Standing.RESTING)

    @property
    def partner_names(self) -> str:
        """The partners as people call them."""
        return ", ".join(name for _key, name in self.partners)

    def path(self, party_id: int) -> str:
        """Where one reads on: the collaboration itself, or what was written of it."""
        if self.slug:
            return reverse("portfolio:collaboration", args=[self.slug])
        return reverse("portfolio:entry", args=[party_id, self.entry.pk if self.entry else 0])


class _Here(NamedTuple):
    """A collaboration on this site, and who else is in it."""

    key: int
    name: str
    slug: str
    partners: tuple[tuple[str, str], ...]


def entries_of(party: Party) -> QuerySet[PortfolioEntry]:
    """What a party wrote in its portfolio, in the order in which it did."""
    return PortfolioEntry.objects.filter(party=party).order_by("pk")


def entries_to_report(party: Party) -> QuerySet[PortfolioEntry]:
    """The entries that began on a known day, with the outcomes they work on."""
    measured = Prefetch("step__indicators", queryset=Indicator.objects.order_by("pk"))
    links = OutcomeLink.objects.select_related("step").prefetch_related(measured).order_by("pk")
    found = entries_of(party).filter(begins_on__isnull=False)
    return found.prefetch_related(Prefetch("links", queryset=links))


def entries_visible_to(person: User) -> QuerySet[PortfolioEntry]:
    """What was written for the parties for which this person speaks."""
    found = PortfolioEntry.objects.filter(party__representations__person=person)
    return found.select_related("party", "collaboration")


def entry_told(entry: PortfolioEntry) -> EntryTold:
    """What an entry says."""
    named = {name: getattr(entry, name) for name in EntryTold.__slots__}
    return EntryTold(**named | {"standing": Standing(entry.standing)})


def jobs_for(party: Party, *, person: User) -> QuerySet[Job]:
    """The files with a portfolio that this person brought in for a party."""
    return Job.objects.filter(owner=person, kind=JobKind.BRING_IN, request__party=party.pk)


def saved_views_of(party: Party) -> QuerySet[SavedView]:
    """The saved views of a party, by name."""
    return SavedView.objects.filter(party=party).order_by("name", "pk")


def links_of(party: Party) -> dict[int, dict[int, Strength]]:
    """By entry: which outcomes it works on, and how much."""
    found: dict[int, dict[int, Strength]] = defaultdict(dict)
    links = OutcomeLink.objects.filter(entry__party=party).order_by("pk")
    for entry, step, strength in links.values_list("entry", "step", "strength"):
        found[entry][step] = Strength(strength)
    return found


def rows_of(party: Party, *, today: date) -> list[Row]:
    """The portfolio of a party: what runs on this site and what it wrote down itself."""
    entries, links = list(entries_of(party)), links_of(party)
    written = {each.collaboration_id: each for each in entries if each.collaboration_id}
    return [
        *_on_this_site(party, written, links, today=today),
        *(_as_written(each, links) for each in entries if not each.collaboration_id),
    ]


def _on_this_site(
    party: Party,
    written: dict[int, PortfolioEntry],
    links: dict[int, dict[int, Strength]],
    *,
    today: date,
) -> Iterator[Row]:
    hours = agreements.hours_given_by(party, since=today - HOURS_OVER, until=today)
    due: dict[int, list[tuple[date, Due]]] = defaultdict(list)
    for here, kind, day in agreements.due_in_collaborations_of(party):
        due[here].append((day, Due(kind)))
    looks = evaluation.looks_due_of(party)
    for found in _with_partners(party):
        entry = written.get(found.key)
        row = Row(
            found.name, slug=found.slug, partners=found.partners,
            standing=_standing(due[found.key]), hours=hours.get(found.key),
        )  # fmt: skip
        look = looks.get(found.key) if row.standing == Standing.RUNNING else None
        row.due_on, row.due_what = _next(due[found.key], entry, look)
        row.is_shaken = any(kind == Due.CHANGED for _day, kind in due[found.key])
        if entry:
            row.entry, row.links = entry, links.get(entry.pk, {})
            row.hours = row.hours if row.hours is not None else entry.hours
        yield row


def _with_partners(party: Party) -> Iterator[_Here]:
    """Each collaboration of a party, with the other parties there; as bare values, for speed."""
    mine = Participation.objects.filter(party=party).values("collaboration")
    everyone = Participation.objects.filter(collaboration__in=mine).order_by("pk")
    here: dict[int, tuple[str, str]] = {}
    others: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, name, slug, partner, called, number in everyone.values_list(
        "collaboration", "collaboration__name", "collaboration__slug", "party", "party__name",
        "party__org_id",
    ):  # fmt: skip
        here[key] = name, slug
        if partner != party.pk:
            others[key].append((number or f"party {partner}", called))
    for key, (name, slug) in here.items():
        yield _Here(key, name, slug, tuple(others[key]))


def _as_written(entry: PortfolioEntry, links: dict[int, dict[int, Strength]]) -> Row:
    key = entry.partner_org_id or entry.partner.casefold()
    return Row(
        entry.name,
        entry=entry,
        partners=((key, entry.partner or entry.partner_org_id),) if key else (),
        standing=Standing(entry.standing),
        due_on=entry.due_on,
        due_what=entry.due_what,
        hours=entry.hours,
        links=links.get(entry.pk, {}),
    )


def _standing(due: list[tuple[date, Due]]) -> Standing:
    kinds = {kind for _day, kind in due}
    if Due.ENDED in kinds:
        return Standing.ENDED
    return Standing.RESTING if Due.REST in kinds else Standing.RUNNING


def _next(
    due: list[tuple[date, Due]], entry: PortfolioEntry | None, look: date | None
) -> tuple[date | None, str]:
    """What comes first; while all rests only the end of that, and nothing once it ended."""
    kinds = {kind for _day, kind in due}
    if Due.ENDED in kinds:
        return None, ""
    rests = Due.REST in kinds
    days = [(day, str(kind.label)) for day, kind in due if kind == Due.REST or not rests]
    if look:
        days.append((look, _("looking back together")))
    if entry and entry.due_on:
        days.append((entry.due_on, entry.due_what))
    return min(days) if days else (None, "")
