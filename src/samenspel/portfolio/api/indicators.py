"""By what a party sees whether a step of its theory of change is reached."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from pydantic import Field

from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Out, Text
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once
from samenspel.portfolio import actions, queries
from samenspel.portfolio.choices import Measure
from samenspel.portfolio.models import Indicator
from samenspel.portfolio.queries import IndicatorTold

from .common import AREA

router = new_router(AREA)
ONE = "/indicators/{indicator_id}"
Number = Annotated[Decimal, Field(max_digits=16, decimal_places=4)]


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


class IndicatorIn(In):
    """Where it began, where it should come and where it is now; in numbers, or in words."""

    name: Annotated[Text, Field(min_length=1, max_length=200)]
    measure: Measure = Measure.UNIT
    unit: Annotated[Text, Field(max_length=40)] = ""
    goes_down: bool = False
    baseline: Number | None = None
    baseline_on: date | None = None
    target: Number | None = None
    target_on: date | None = None
    actual: Number | None = None
    actual_on: date | None = None
    in_words: Annotated[Text, Field(max_length=500)] = ""
    source: Annotated[Text, Field(max_length=200)] = ""

    @property
    def told(self) -> IndicatorTold:
        """The same as it is kept."""
        return IndicatorTold(**self.model_dump())


@router.post("/steps/{step_id}/indicators", response={201: IndicatorOut},
             summary=_("Write an indicator"), operation_id="createIndicator")  # fmt: skip
@once(201, at="/indicators/{id}")
def create_indicator(request: MemberRequest, step_id: InPath, given: IndicatorIn) -> IndicatorOut:
    """Say by what you see whether an output, outcome or impact is reached."""
    step = get_object_or_404(queries.steps_visible_to(request.user), pk=step_id)
    made = actions.set_indicator(step=step, told=given.told, by=request.user, at=timezone.now())
    return _shown(request, made.pk)


@router.get(ONE, response=IndicatorOut, summary=_("Indicator"), operation_id="getIndicator")
def indicator(request: MemberRequest, indicator_id: InPath) -> IndicatorOut:
    """One indicator of a party of yours."""
    return _shown(request, indicator_id)


@router.put(ONE, response=IndicatorOut, summary=_("Change an indicator"),
            operation_id="changeIndicator")  # fmt: skip
@once(200)
def change_indicator(
    request: MemberRequest, indicator_id: InPath, given: IndicatorIn
) -> IndicatorOut:
    """Write an indicator otherwise, as a whole."""
    found = _found(request, indicator_id)
    actions.set_indicator(
        step=found.step, told=given.told, indicator=found, by=request.user, at=timezone.now()
    )
    return _shown(request, indicator_id)


@router.delete(ONE, response={204: None}, summary=_("Take an indicator away"),
               operation_id="deleteIndicator")  # fmt: skip
@once(204)
def delete_indicator(request: MemberRequest, indicator_id: InPath) -> None:
    """Take an indicator away."""
    found = _found(request, indicator_id)
    actions.drop_indicator(indicator=found, by=request.user, at=timezone.now())


def _found(request: MemberRequest, indicator_id: int) -> Indicator:
    return get_object_or_404(queries.indicators_visible_to(request.user), pk=indicator_id)


def _shown(request: MemberRequest, indicator_id: int) -> IndicatorOut:
    return IndicatorOut.model_validate(_found(request, indicator_id))
