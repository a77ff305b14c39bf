"""The theory of change of a party: its steps, and what leads to what."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse
from samenspel.portfolio import actions, queries
from samenspel.portfolio.choices import Stage, Weight
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import StepTold

from .common import AREA, OURS, party_of
from .indicators import IndicatorOut

router = new_router(AREA)
ONE = "/steps/{step_id}"
ARROW = f"{ONE}/arrows/{{target_id}}"


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


class ChainStepIn(In):
    """A step: where in the chain, what it is, and how much your strategy rests on it."""

    stage: Stage
    name: Annotated[Text, Field(min_length=1, max_length=120)]
    weight: Weight = Weight.SUPPORTING

    @property
    def told(self) -> StepTold:
        """The same as it is kept."""
        return StepTold(self.stage, self.name, self.weight)


class ChainArrowIn(In):
    """What has to be true for one step to lead to the other."""

    assumption: Annotated[Text, Field(max_length=300)] = ""


@router.get(f"{OURS}/steps", response=ChainStepPage, summary=_("Theory of change"),
            operation_id="listSteps")  # fmt: skip
def steps(request: MemberRequest, party_id: InPath, asked: Query[ChainStepsAsked]) -> ChainStepPage:
    """The theory of change of a party of yours, with its indicators."""
    found = queries.steps_of(party_of(request, party_id))
    whole = found.prefetch_related("arrows_out", "indicators")
    return page_of(ChainStepPage, whole, asked, request, _shown)


@router.post(f"{OURS}/steps", response={201: ChainStepOut}, summary=_("Write a step"),
             operation_id="createStep")  # fmt: skip
@once(201, at="/steps/{id}")
def create_step(request: MemberRequest, party_id: InPath, given: ChainStepIn) -> ChainStepOut:
    """Write a step in the theory of change of a party of yours."""
    party = party_of(request, party_id)
    made = actions.add_step(party=party, told=given.told, by=request.user, at=timezone.now())
    return _shown(_found(request, made.pk))


@router.get(ONE, response=ChainStepOut, summary=_("Step"), operation_id="getStep")
def step(request: MemberRequest, step_id: InPath) -> ChainStepOut:
    """One step with what it leads to and by what you see it."""
    return _shown(_found(request, step_id))


@router.put(ONE, response=ChainStepOut, summary=_("Change a step"), operation_id="changeStep")
@once(200)
def change_step(request: MemberRequest, step_id: InPath, given: ChainStepIn) -> ChainStepOut:
    """Write a step otherwise; its arrows must still lead onwards."""
    found = _found(request, step_id)
    actions.change_step(step=found, told=given.told, by=request.user, at=timezone.now())
    return _shown(_found(request, step_id))


@router.delete(ONE, response={204: None}, summary=_("Take a step out"), operation_id="deleteStep")
@once(204)
def delete_step(request: MemberRequest, step_id: InPath) -> None:
    """Take a step out, with its arrows and indicators."""
    actions.drop_step(step=_found(request, step_id), by=request.user, at=timezone.now())


@router.put(ARROW, response=ChainStepOut, summary=_("Draw an arrow"), operation_id="drawArrow")
@once(200)
def draw_arrow(
    request: MemberRequest, step_id: InPath, target_id: InPath, given: ChainArrowIn
) -> ChainStepOut:
    """Say that one step leads to another; saying it again changes what that takes for granted."""
    source, target = _found(request, step_id), _found(request, target_id)
    try:
        actions.draw_arrow(
            source=source, target=target, assumption=given.assumption, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except actions.GoesBack as refusal:
        raise refuse("path.target_id", str(refusal)) from refusal
    return _shown(_found(request, step_id))


@router.delete(ARROW, response={204: None}, summary=_("Take an arrow out"),
               operation_id="deleteArrow")  # fmt: skip
@once(204)
def delete_arrow(request: MemberRequest, step_id: InPath, target_id: InPath) -> None:
    """One step leads to the other no longer."""
    visible = queries.arrows_visible_to(request.user)
    arrow = get_object_or_404(visible, source=step_id, target=target_id)
    actions.drop_arrow(arrow=arrow, by=request.user, at=timezone.now())


def _found(request: MemberRequest, step_id: int) -> ChainStep:
    visible = queries.steps_visible_to(request.user)
    whole = visible.prefetch_related("arrows_out", "indicators")
    return get_object_or_404(whole, pk=step_id)


def _shown(step: ChainStep) -> ChainStepOut:
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
