"""How ready an organisation is to work with others: asked of its own people, with its plan."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.collaborations.models import Party
from samenspel.evaluation import actions, queries
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.models import ReadinessRound, ReadinessStep
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import Owner, PlanFate, Settled, What

router = new_router(_("readiness"))
PARTY = "/parties/{party_id}"
ROUNDS, STEPS = f"{PARTY}/readiness-rounds", f"{PARTY}/readiness-steps"


class HeardOut(Out):
    """What people chose at one question: how many said each level, where that may be told."""

    n: int | None
    mean: float | None
    counts: list[int] | None


class ReadinessOut(Out):
    """One time that people of an organisation answered; counted in fives while they can."""

    id: int
    party: int
    asked_at: Moment
    closes_at: Moment
    closed_at: Moment | None
    link: str
    people: int | None
    told: dict[str, HeardOut]


class ReadinessPage(Page[ReadinessOut]):
    """The times that people answered, newest first."""


class ReadinessIn(In):
    """The last day to answer."""

    closes_on: date


class PlanStepOut(Out):
    """What an organisation does to get readier, who sees to it, and by which day."""

    id: int
    what: str
    owner: str
    due_on: date
    fate: PlanFate
    settled_at: Moment | None


class PlanStepPage(Page[PlanStepOut]):
    """The plan: what is under way first, soonest first."""


class PlanStepIn(In):
    """One thing that someone can see to, and by which day."""

    what: What
    owner: Owner
    due_on: date


class PlanStepFateIn(In):
    """What became of it."""

    fate: Settled


@router.get(ROUNDS, response=ReadinessPage, operation_id="listReadiness",
            summary=_("How ready an organisation is"))  # fmt: skip
def rounds(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> ReadinessPage:
    """The times that people of a party of yours said how ready it is; of an open one the link."""
    found = queries.rounds_of(_party(request, party_id))
    return page_of(ReadinessPage, found, asked, request, lambda each: _round(request, each))


@router.post(ROUNDS, response={201: ReadinessOut}, operation_id="askReadiness",
             summary=_("Ask how ready an organisation is"))  # fmt: skip
@once(201)
def ask_readiness(request: MemberRequest, party_id: InPath, given: ReadinessIn) -> ReadinessOut:
    """Ask your people; the answer holds one link for the whole organisation."""
    party = _party(request, party_id)
    try:
        made = actions.ask_readiness(
            party=party,
            closes_at=queries.end_of(given.closes_on),
            by=request.user,
            at=timezone.now(),
        )
    except actions.BadDay as refusal:
        raise refuse("body.closesOn", str(refusal)) from refusal
    return _round(request, made)


@router.post(f"{PARTY}/readiness/_close", response=ReadinessOut, operation_id="closeReadiness",
             summary=_("Close a round about readiness"))  # fmt: skip
@once(200)
def close_readiness(request: MemberRequest, party_id: InPath) -> ReadinessOut:
    """Keep how the answers lie, and erase the answers themselves; 404 where none is open."""
    found = queries.rounds_of(_party(request, party_id))
    asked = get_object_or_404(found, closed_at=None)
    actions.close_readiness(asked=asked, by=request.user, at=timezone.now())
    return _round(request, found.get(pk=asked.pk))


@router.get(STEPS, response=PlanStepPage, summary=_("Plan to get readier"),
            operation_id="listReadinessSteps")  # fmt: skip
def steps(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> PlanStepPage:
    """What a party of yours does about it."""
    found = queries.steps_of(_party(request, party_id))
    return page_of(PlanStepPage, found, asked, request, _step)


@router.post(STEPS, response={201: PlanStepOut}, summary=_("Note a step to get readier"),
             operation_id="createReadinessStep")  # fmt: skip
@once(201)
def create_step(request: MemberRequest, party_id: InPath, given: PlanStepIn) -> PlanStepOut:
    """Note what your organisation does, who sees to it, and by when."""
    party = _party(request, party_id)
    try:
        made = actions.plan_step(
            party=party, by=request.user, at=timezone.now(), **given.model_dump()
        )
    except actions.DueInThePast as refusal:
        raise refuse("body.dueOn", str(refusal)) from refusal
    return _step(made)


@router.post(f"{STEPS}/{{ready_step_id}}/_settle", response=PlanStepOut,
             summary=_("Say what became of a step"),
             operation_id="settleReadinessStep")  # fmt: skip
@once(200)
def settle_step(
    request: MemberRequest, party_id: InPath, ready_step_id: InPath, given: PlanStepFateIn
) -> PlanStepOut:
    """Say that it is done, or that you drop it."""
    found = queries.steps_of(_party(request, party_id))
    step = get_object_or_404(found, pk=ready_step_id)
    actions.settle_step(step=step, fate=Fate(given.fate), by=request.user, at=timezone.now())
    return _step(found.get(pk=step.pk))


def _party(request: MemberRequest, party_id: int) -> Party:
    return get_object_or_404(queries.parties_visible_to(request.user), pk=party_id)


def _round(request: MemberRequest, found: ReadinessRound) -> ReadinessOut:
    is_open = found.closed_at is None
    path = reverse("evaluation:answer_readiness", args=[queries.readiness_token(found)])
    return ReadinessOut(
        id=found.pk,
        party=found.party_id,
        asked_at=found.asked_at,
        closes_at=found.closes_at,
        closed_at=found.closed_at,
        link=request.build_absolute_uri(path) if is_open else "",
        people=queries.answered_so_far(found) if is_open else found.people,
        told={code: HeardOut.model_validate(each) for code, each in found.told.items()},
    )


def _step(found: ReadinessStep) -> PlanStepOut:
    return PlanStepOut(
        id=found.pk,
        what=found.what,
        owner=found.owner,
        due_on=found.due_on,
        fate=PlanFate(found.fate),
        settled_at=found.settled_at,
    )
