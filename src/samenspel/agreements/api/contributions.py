"""What parties gave each other: noted, rated, and laid side by side over a while."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.agreements import actions, analyses, queries
from samenspel.agreements.actions import Given
from samenspel.agreements.choices import Kind
from samenspel.agreements.models import Commitment, Contribution
from samenspel.collaborations.models import Collaboration
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Key, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, ForPartyIn, ListAsked, Rating, deciding, found_here
from .goods import Between, HowMuchOut

router = new_router(AREA)
LONGEST = 3660  # days


class ContributionOut(HowMuchOut):
    """What one party gave another: what it cost, and what it was worth, from 0 to 10."""

    id: int
    collaboration: int
    giver: int
    receiver: int
    kind: Kind
    own_kind: str
    what: str
    given_on: date
    cost: int | None
    value: int | None
    in_solidarity: bool
    fulfils: int | None
    is_part: bool


class ContributionPage(Page[ContributionOut]):
    """Contributions, newest first."""


class ContributionIn(Between):
    """Something given; `rating` is the cost for who gave it, and the worth for who got it.

    `isPart` says that of what it fulfils a rest still comes.
    """

    given_on: date
    rating: Rating | None = None
    fulfils: Key | None = None
    in_solidarity: bool = False
    is_part: bool = False


class RateIn(ForPartyIn):
    """The number of a party of yours."""

    rating: Rating


class LedgerAsked(In):
    """Over how many days, today the last."""

    days: int = Field(365, ge=1, le=LONGEST)


class RatedOut(Out):
    """A sum of ratings, of how many that were asked."""

    total: float | None
    rated: int
    asked: int


class AmountOut(Out):
    """How much in all, in one unit; nothing is converted."""

    unit: str
    amount: Decimal


class LedgerSide(Out):
    """What a party gave another: what it bore, what it received, hours and amounts."""

    party: int
    gave: int
    hours: float
    borne: RatedOut
    received: RatedOut
    amounts: list[AmountOut]


class LedgerPair(Out):
    """Two parties; a ratio only where all four numbers are whole."""

    sides: list[LedgerSide]
    ratio: float | None


class LedgerOut(Out):
    """Give and take within some days; what was in solidarity is only counted apart."""

    begins: date
    ends: date
    counted: int
    in_solidarity: int
    pairs: list[LedgerPair]


@router.get("/contributions", response=ContributionPage, summary=_("Contributions"),
            operation_id="listContributions")  # fmt: skip
def contributions(request: MemberRequest, asked: Query[ListAsked]) -> ContributionPage:
    """What was given in your collaborations."""
    found = queries.contributions_visible_to(request.user)
    return page_of(ContributionPage, found, asked, request, contribution_shown)


@router.post("/contributions", response={201: ContributionOut}, summary=_("Note a contribution"),
             operation_id="createContribution")  # fmt: skip
@once(201)
def create_contribution(request: MemberRequest, given: ContributionIn) -> ContributionOut:
    """Note what a party of yours gave or got; it may fulfil a commitment, or a part of it."""
    here = found_here(request, given.collaboration)
    party, (giver, receiver) = deciding(request, here, given.party), given.ends(here)
    try:
        made = actions.note_contribution(
            collaboration=here, giver=giver, receiver=receiver, party=party, given=_given(given),
            rating=given.rating, fulfils=_running(here, given.fulfils),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except actions.NotYetGiven as refusal:
        raise refuse("body.givenOn", str(refusal)) from refusal
    except actions.GivenToOneself as refusal:
        raise refuse("body.receiver", str(refusal)) from refusal
    except actions.PartOfNothing as refusal:
        raise refuse("body.fulfils", str(refusal)) from refusal
    return contribution_shown(made)


@router.put("/contributions/{contribution_id}/rating", response=ContributionOut,
            summary=_("Rate a contribution"), operation_id="rateContribution")  # fmt: skip
@once(200)
def rate_contribution(
    request: MemberRequest, contribution_id: InPath, given: RateIn
) -> ContributionOut:
    """Say for the giver what it cost, or for who got it what it was worth."""
    found = found_contribution(request, contribution_id)
    party = deciding(request, found.collaboration, given.party)
    actions.rate(
        contribution=found, party=party, rating=given.rating, by=request.user, at=timezone.now()
    )
    return contribution_shown(found_contribution(request, contribution_id))


@router.get("/collaborations/{collaboration_id}/ledger", response=LedgerOut,
            summary=_("Give and take"), operation_id="getLedger")  # fmt: skip
def ledger(
    request: MemberRequest, collaboration_id: InPath, asked: Query[LedgerAsked]
) -> LedgerOut:
    """What each party gave and got, and what it said that this cost and was worth."""
    here, ends = found_here(request, collaboration_id), timezone.localdate()
    within = queries.contributions_within(here, ends - timedelta(days=asked.days - 1), ends)
    found = analyses.ledger_of(list(within), queries.parties_of(here), ends=ends, days=asked.days)
    return LedgerOut(
        begins=found.begins,
        ends=found.ends,
        counted=len(found.counted),
        in_solidarity=found.in_solidarity,
        pairs=[LedgerPair(sides=_sides(pair.sides), ratio=pair.ratio) for pair in found.pairs],
    )


def _sides(sides: Sequence[analyses.SideNumbers]) -> list[LedgerSide]:
    return [
        LedgerSide(
            party=side.party.pk,
            gave=side.gave,
            hours=side.hours,
            borne=RatedOut.model_validate(side.borne),
            received=RatedOut.model_validate(side.received),
            amounts=[AmountOut(unit=unit, amount=amount) for unit, amount in side.amounts],
        )
        for side in sides
    ]


def _given(given: ContributionIn) -> Given:
    return Given(**{name: getattr(given, name) for name in Given.__dataclass_fields__})


def _running(here: Collaboration, number: int | None) -> Commitment | None:
    if number is None:
        return None
    found = queries.running_commitments(here).filter(pk=number).first()
    if found is None:
        raise refuse("body.fulfils", _now("No commitment with this number still runs here."))
    return found


def found_contribution(request: MemberRequest, contribution_id: int) -> Contribution:
    return get_object_or_404(queries.contributions_visible_to(request.user), pk=contribution_id)


def contribution_shown(found: Contribution) -> ContributionOut:
    same = ("kind", "own_kind", "what", "given_on", "amount", "unit", "hours", "cost", "value",
            "in_solidarity", "is_part")  # fmt: skip
    return ContributionOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        giver=found.giver_id,
        receiver=found.receiver_id,
        fulfils=found.fulfils_id,
        **{name: getattr(found, name) for name in same},
    )
