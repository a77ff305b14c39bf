from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Key, Out, Page, page_of
from samenspel.platform.asking import router as new_router

from . import queries
from .choices import Measure, Stage, Standing, Strength, Weight
from .models import ChainStep, PortfolioEntry

router = new_router(_("portfolio"))
routers = (router,)
OURS = "/parties/{int:party_id}"


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


class IndicatorOut(Out):
    """By what is seen whether a step is reached."""

    id: int
    name: str
    measure: Measure
    unit: str
    goes_down: bool
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    target_on: date | None
    actual: Decimal | None
    actual_on: date | None
    in_words: str
    source: str


class ChainArrowOut(Out):
    """To which step it leads, and what that takes for granted."""

    target: int
    assumption: str


class ChainStepOut(Out):
    """One step in the theory of change of a party."""

    id: int
    stage: Stage
    name: str
    weight: Weight
    leads_to: list[ChainArrowOut]
    indicators: list[IndicatorOut]


class ChainStepPage(Page[ChainStepOut]):
    """The steps in the order in which they were written."""


class ChainStepsAsked(Asked):
    """Which steps."""

    stage: Stage | None = None


@router.get(f"{OURS}/portfolio", response=PortfolioEntryPage, summary=_("Portfolio"),
            operation_id="listPortfolio")  # fmt: skip
def portfolio(
    request: MemberRequest, party_id: InPath, asked: Query[PortfolioAsked]
) -> PortfolioEntryPage:
    """What a party of yours wrote in its portfolio."""
    found = queries.entries_of(_ours(request, party_id)).prefetch_related("links")
    return page_of(PortfolioEntryPage, found, asked, request, _entry)


@router.get(f"{OURS}/steps", response=ChainStepPage, summary=_("Theory of change"),
            operation_id="listSteps")  # fmt: skip
def steps(request: MemberRequest, party_id: InPath, asked: Query[ChainStepsAsked]) -> ChainStepPage:
    """The theory of change of a party of yours, with its indicators."""
    found: QuerySet[ChainStep] = queries.steps_of(_ours(request, party_id))
    whole = found.prefetch_related("arrows_out", "indicators")
    return page_of(ChainStepPage, whole, asked, request, _step)


def _ours(request: MemberRequest, party_id: int) -> Party:
    return get_object_or_404(collaborations.parties_of(request.user), pk=party_id)


def _entry(entry: PortfolioEntry) -> PortfolioEntryOut:
    said = {name: getattr(entry, name) for name in queries.EntryTold.__slots__}
    links = [
        OutcomeLinkOut(step=link.step_id, strength=Strength(link.strength))
        for link in sorted(entry.links.all(), key=lambda link: link.pk)
    ]
    return PortfolioEntryOut(
        id=entry.pk, collaboration=entry.collaboration_id, outcomes=links, **said
    )


def _step(step: ChainStep) -> ChainStepOut:
    arrows = sorted(step.arrows_out.all(), key=lambda arrow: arrow.pk)
    measured = sorted(step.indicators.all(), key=lambda each: each.pk)
    return ChainStepOut(
        id=step.pk,
        stage=Stage(step.stage),
        name=step.name,
        weight=Weight(step.weight),
        leads_to=[ChainArrowOut(target=a.target_id, assumption=a.assumption) for a in arrows],
        indicators=[IndicatorOut.model_validate(each) for each in measured],
    )
