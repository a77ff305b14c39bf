"""What a party keeps in its portfolio, and on which outcomes each collaboration works."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field, model_validator

from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse
from samenspel.portfolio import actions, queries
from samenspel.portfolio.choices import Standing, Strength
from samenspel.portfolio.models import PortfolioEntry
from samenspel.portfolio.queries import EntryTold

from .common import AREA, OURS, party_of

router = new_router(AREA)
ONE = "/portfolio/{entry_id}"
MOST_OUTCOMES = 200
Label = Annotated[Text, Field(max_length=100)]


class OutcomeLinkOut(Out):
    """How much it works on an outcome: the step in the theory of change of the party."""

    step: int
    strength: Strength


class PortfolioEntryOut(Out):
    """A collaboration as the party keeps it; `collaboration` where it runs on this site too."""

    id: int
    collaboration: int | None
    reference: str
    name: str
    partner: str
    partner_org_id: str
    standing: Standing
    begins_on: date | None
    ends_on: date | None
    due_on: date | None
    due_what: str
    hours: Decimal | None
    amount: Decimal | None
    currency: str
    note: str
    outcomes: list[OutcomeLinkOut]


class PortfolioEntryPage(Page[PortfolioEntryOut]):
    """What a party wrote in its portfolio, the oldest first."""


class PortfolioAsked(Asked):
    """Which lines of the portfolio."""

    lookups: ClassVar[Mapping[str, str]] = {"outcome": "links__step"}

    standing: Standing | None = None
    outcome: Key | None = None


class OutcomeLinkIn(In):
    """On which outcome it works, and how much."""

    step: Key
    strength: Strength


class OutcomesIn(In):
    """On which outcomes a collaboration works; each once."""

    outcomes: Annotated[list[OutcomeLinkIn], Field(max_length=MOST_OUTCOMES)] = []

    @property
    def links(self) -> dict[int, Strength]:
        """The same by the number of the outcome."""
        return {each.step: each.strength for each in self.outcomes}


class PortfolioEntryIn(OutcomesIn):
    """A collaboration that does not run on this site; an amount is in euros if nothing is said."""

    name: Annotated[Text, Field(min_length=1, max_length=200)]
    reference: Label = ""
    partner: Annotated[Text, Field(max_length=200)] = ""
    partner_org_id: Label = ""
    standing: Standing = Standing.RUNNING
    begins_on: date | None = None
    ends_on: date | None = None
    due_on: date | None = None
    due_what: Annotated[Text, Field(max_length=120)] = ""
    hours: Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=2)] | None = None
    amount: Annotated[Decimal, Field(max_digits=14, decimal_places=2)] | None = None
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    note: Annotated[Text, Field(max_length=500)] = ""

    @model_validator(mode="after")
    def _has_an_amount(self) -> Self:
        if self.currency and self.amount is None:
            raise ValueError(_now("Say how much, or leave the currency empty."))
        return self

    @property
    def told(self) -> EntryTold:
        """The same as it is kept."""
        said = self.model_dump(exclude={"outcomes"})
        if self.amount is not None and not self.currency:
            said["currency"] = queries.DEFAULT_CURRENCY
        return EntryTold(**said)


@router.get(f"{OURS}/portfolio", response=PortfolioEntryPage, summary=_("Portfolio"),
            operation_id="listPortfolio")  # fmt: skip
def portfolio(
    request: MemberRequest, party_id: InPath, asked: Query[PortfolioAsked]
) -> PortfolioEntryPage:
    """What a party of yours wrote in its portfolio."""
    found = queries.entries_of(party_of(request, party_id)).prefetch_related("links")
    return page_of(PortfolioEntryPage, found, asked, request, _shown)


@router.post(f"{OURS}/portfolio", response={201: PortfolioEntryOut},
             summary=_("Write in the portfolio"), operation_id="createPortfolioEntry")  # fmt: skip
@once(201, at="/portfolio/{id}")
def create_entry(
    request: MemberRequest, party_id: InPath, given: PortfolioEntryIn
) -> PortfolioEntryOut:
    """Write down a collaboration of a party of yours that does not run on this site."""
    party = party_of(request, party_id)
    try:
        made = actions.write_entry(
            party=party, told=given.told, links=given.links, by=request.user, at=timezone.now()
        )
    except actions.NotAnOutcome as refusal:
        raise refuse("body.outcomes", str(refusal)) from refusal
    return _shown(_found(request, made.pk))


@router.put(f"{OURS}/portfolio/collaborations/{{collaboration_id}}", response=PortfolioEntryOut,
            summary=_("Say on what a collaboration works"),
            operation_id="linkCollaboration")  # fmt: skip
@once(200)
def link(
    request: MemberRequest, party_id: InPath, collaboration_id: InPath, given: OutcomesIn
) -> PortfolioEntryOut:
    """Say on which outcomes a collaboration works that runs on this site."""
    party = party_of(request, party_id)
    here = get_object_or_404(party.collaborations, pk=collaboration_id)
    try:
        actions.link_collaboration(
            party=party, collaboration=here, links=given.links, by=request.user, at=timezone.now()
        )
    except actions.NotAnOutcome as refusal:
        raise refuse("body.outcomes", str(refusal)) from refusal
    kept = queries.entries_of(party).prefetch_related("links")
    return _shown(get_object_or_404(kept, collaboration=here))


@router.get(ONE, response=PortfolioEntryOut, summary=_("Line of a portfolio"),
            operation_id="getPortfolioEntry")  # fmt: skip
def entry(request: MemberRequest, entry_id: InPath) -> PortfolioEntryOut:
    """One collaboration as a party of yours keeps it."""
    return _shown(_found(request, entry_id))


@router.put(ONE, response=PortfolioEntryOut, summary=_("Change a line of a portfolio"),
            operation_id="changePortfolioEntry")  # fmt: skip
@once(200)
def change_entry(
    request: MemberRequest, entry_id: InPath, given: PortfolioEntryIn
) -> PortfolioEntryOut:
    """Write a line otherwise as a whole; of what runs on this site only its outcomes are kept."""
    found = _found(request, entry_id)
    if found.collaboration_id:
        raise refuse("path.entry_id", _now("This runs on this site. Change what it works on."))
    try:
        actions.write_entry(
            party=found.party, told=given.told, links=given.links, entry=found, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except actions.NotAnOutcome as refusal:
        raise refuse("body.outcomes", str(refusal)) from refusal
    return _shown(_found(request, entry_id))


@router.delete(ONE, response={204: None}, summary=_("Take a line out of a portfolio"),
               operation_id="deletePortfolioEntry")  # fmt: skip
@once(204)
def delete_entry(request: MemberRequest, entry_id: InPath) -> None:
    """Take a collaboration out of the portfolio; what runs on this site goes on there."""
    found = _found(request, entry_id)
    actions.drop_entry(entry=found, by=request.user, at=timezone.now())


def _found(request: MemberRequest, entry_id: int) -> PortfolioEntry:
    visible = queries.entries_visible_to(request.user).prefetch_related("links")
    return get_object_or_404(visible, pk=entry_id)


def _shown(entry: PortfolioEntry) -> PortfolioEntryOut:
    said = {name: getattr(entry, name) for name in EntryTold.__slots__}
    kept = sorted(entry.links.all(), key=lambda link: link.pk)
    links = [OutcomeLinkOut(step=each.step_id, strength=Strength(each.strength)) for each in kept]
    return PortfolioEntryOut(
        id=entry.pk, collaboration=entry.collaboration_id, outcomes=links, **said
    )
