"""Votes in another system: where that is, and its result. Addresses of voters go to people only."""

from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from pydantic import Field

from samenspel.decisions import actions, tasks
from samenspel.decisions.actions import GivenResult
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Text
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, ONE, found_by, person_asking
from .shown import DecisionDetail, whole

router = new_router(AREA)
HTTPS = URLValidator(schemes=["https"])
MOST = 1_000_000
NAME = "result.json"


class PlaceIn(In):
    """The address of the vote in the other system."""

    address: Annotated[Text, Field(max_length=500)]


class ResultIn(In):
    """The file with the result as it is, and how many people voted by the page of that system."""

    result: Annotated[Text, Field(min_length=1, max_length=MOST)]
    people: Annotated[int, Field(ge=0, le=MOST)]


@router.put(f"{ONE}/elsewhere", response=DecisionDetail, summary=_("Tell where people vote"),
            operation_id="pointElsewhere")  # fmt: skip
@once(200)
def point_to(request: MemberRequest, decision_id: InPath, given: PlaceIn) -> DecisionDetail:
    """Tell in which other system people vote, and at which address."""
    found = found_by(request, decision_id)
    try:
        HTTPS(given.address)
    except ValidationError as fault:
        reason = _now("Give an address that begins with https://.")
        raise refuse("body.address", reason) from fault
    actions.point_to(decision=found, address=given.address, by=request.user, at=timezone.now())
    return whole(request.user, found_by(request, decision_id))


@router.post(f"{ONE}/elsewhere/_count", response=DecisionDetail, summary=_("Bring in a result"),
             operation_id="bringInResult")  # fmt: skip
@once(200)
def bring_in_result(
    request: MemberRequest, decision_id: InPath, given: ResultIn
) -> DecisionDetail:  # fmt: skip
    """Count what people voted elsewhere; refused if there are more votes than voters."""
    found, person = found_by(request, decision_id), person_asking(request)
    told = GivenResult(given.result.encode(), NAME, given.people)
    try:
        actions.bring_in_result(
            decision=found, given=told, by=person, at=timezone.now(), mail=tasks.mail_counted
        )
    except actions.WrongResult as fault:
        raise refuse("body.result", str(fault)) from fault
    return whole(person, found_by(request, decision_id))
