"""What parties do about an evaluation, and what became of it."""

from datetime import date
from typing import ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.evaluation import actions, queries
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.models import Improvement
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Key, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, ONE, ForSideIn, Owner, PlanFate, Settled, What, deciding, found_inside

router = new_router(AREA)


class ImprovementOut(Out):
    """What is done about an evaluation, who sees to it, and by which day."""

    id: int
    evaluation: int
    collaboration: int
    party: int
    what: str
    owner: str
    due_on: date
    fate: PlanFate
    settled_at: Moment | None


class ImprovementPage(Page[ImprovementOut]):
    """Improvements, soonest first."""


class ImprovementsAsked(Asked):
    """Which improvements."""

    lookups: ClassVar[dict[str, str]] = {"collaboration": "evaluation__collaboration"}

    collaboration: Key | None = None
    evaluation: Key | None = None
    fate: PlanFate | None = None


class ImprovementIn(ForSideIn):
    """One thing that someone can see to, and by which day."""

    what: What
    owner: Owner
    due_on: date


class ImprovementFateIn(ForSideIn):
    """What became of it."""

    fate: Settled


@router.get("/improvements", response=ImprovementPage, summary=_("Improvements"),
            operation_id="listImprovements")  # fmt: skip
def improvements(request: MemberRequest, asked: Query[ImprovementsAsked]) -> ImprovementPage:
    """What parties do about the evaluations that you read."""
    found = queries.improvements_visible_to(request.user)
    return page_of(ImprovementPage, found, asked, request, _shown)


@router.post(f"{ONE}/improvements", response={201: ImprovementOut},
             summary=_("Note an improvement"), operation_id="createImprovement")  # fmt: skip
@once(201)
def create_improvement(
    request: MemberRequest, evaluation_id: InPath, given: ImprovementIn
) -> ImprovementOut:
    """Note what you do about an evaluation that opened; the next one first asks about it."""
    found = found_inside(request, evaluation_id)
    party = deciding(request, found.collaboration, given.party)
    try:
        made = actions.note_improvement(
            evaluation=found, what=given.what, owner=given.owner, due_on=given.due_on,
            party=party, by=request.user, at=timezone.now(),
        )  # fmt: skip
    except actions.DueInThePast as refusal:
        raise refuse("body.dueOn", str(refusal)) from refusal
    return _shown(_one(request, made.pk))


@router.post("/improvements/{improvement_id}/_settle", response=ImprovementOut,
             summary=_("Say what became of an improvement"),
             operation_id="settleImprovement")  # fmt: skip
@once(200)
def settle_improvement(
    request: MemberRequest, improvement_id: InPath, given: ImprovementFateIn
) -> ImprovementOut:
    """Say that it is done, or that you drop it."""
    found = _one(request, improvement_id)
    party = deciding(request, found.evaluation.collaboration, given.party)
    actions.settle_improvement(
        improvement=found, fate=Fate(given.fate), party=party, by=request.user, at=timezone.now()
    )
    return _shown(_one(request, improvement_id))


def _one(request: MemberRequest, improvement_id: int) -> Improvement:
    return get_object_or_404(queries.improvements_visible_to(request.user), pk=improvement_id)


def _shown(found: Improvement) -> ImprovementOut:
    return ImprovementOut(
        id=found.pk,
        evaluation=found.evaluation_id,
        collaboration=found.evaluation.collaboration_id,
        party=found.party_id,
        what=found.what,
        owner=found.owner,
        due_on=found.due_on,
        fate=PlanFate(found.fate),
        settled_at=found.settled_at,
    )
