"""Who decides in a collaboration, with its legal form and what its statutes say of a vote."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.api.deciding import named_among
from samenspel.collaborations.models import Collaboration
from samenspel.decisions import actions, queries, rules
from samenspel.decisions.actions import Statutes
from samenspel.decisions.choices import Basis, Body, LegalForm, Majority, Turnout
from samenspel.decisions.models import DecidingBody
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA

router = new_router(AREA)
HERE = "/collaborations/{collaboration_id}/bodies"
NAMES = ("name", "legal_form", "statutes_of", "allows_electronic", "majority", "basis",
         "majority_of_statutes", "turnout", "allows_second", "proxies")  # fmt: skip


class StatutesIn(In):
    """Who decides, and what its statutes say of a vote."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]
    decided_by: Body = Body.GENERAL_MEETING
    legal_form: LegalForm = LegalForm.INFORMAL
    statutes_of: date | None = None
    allows_electronic: bool = False
    majority: Majority = Majority.HALF
    basis: Basis = Basis.CAST
    majority_of_statutes: Majority = Majority.TWO_THIRDS
    turnout: Turnout = Turnout.NONE
    allows_second: bool = False
    proxies: Annotated[int, Field(ge=0, le=10)] = 0


class BodyIn(StatutesIn):
    """The same, with the party of yours that knows its statutes."""

    party: Key


class BodyOut(Out):
    """Who decides, and what its statutes say of a vote."""

    id: int
    party: int
    name: str
    decided_by: Body
    legal_form: LegalForm
    statutes_of: date | None
    allows_electronic: bool
    majority: Majority
    basis: Basis
    majority_of_statutes: Majority
    turnout: Turnout
    allows_second: bool
    proxies: int
    kept_at: Moment


class BodyPage(Page[BodyOut]):
    """Who decides, by name."""


@router.get(HERE, response=BodyPage, summary=_("Who decides"), operation_id="listBodies")
def bodies(request: MemberRequest, collaboration_id: InPath, asked: Query[Asked]) -> BodyPage:
    """Each body that decides here; a proposal names it by its number."""
    found = queries.bodies_in(_here(request, collaboration_id))
    return page_of(BodyPage, found, asked, request, _shown)


@router.post(HERE, response={201: BodyOut}, summary=_("Write down who decides"),
             operation_id="createBody")  # fmt: skip
@once(201)
def create_body(request: MemberRequest, collaboration_id: InPath, given: BodyIn) -> BodyOut:
    """Write down a body and its statutes, which hold for each proposal to it from now on."""
    here = _here(request, collaboration_id)
    party = named_among(rules.parties_to_propose_for(request.user, here), given.party)
    try:
        made = actions.keep_body(
            collaboration=here, statutes=_statutes(given), party=party, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except actions.WrongBody as fault:
        raise refuse("body.name", str(fault)) from fault
    return _shown(made)


@router.put(f"{HERE}/{{body_id}}", response=BodyOut, summary=_("Change who decides"),
            operation_id="changeBody")  # fmt: skip
@once(200)
def change_body(
    request: MemberRequest, collaboration_id: InPath, body_id: InPath, given: StatutesIn
) -> BodyOut:
    """Write down other statutes; what was proposed before keeps those of its own day."""
    found = get_object_or_404(queries.bodies_in(_here(request, collaboration_id)), pk=body_id)
    try:
        changed = actions.change_body(
            body=found, statutes=_statutes(given), by=request.user, at=timezone.now()
        )
    except actions.WrongBody as fault:
        raise refuse("body.name", str(fault)) from fault
    return _shown(changed)


def _here(request: MemberRequest, collaboration_id: int) -> Collaboration:
    here = collaborations.collaborations_of(request.user)
    return get_object_or_404(here, pk=collaboration_id)


def _statutes(given: StatutesIn) -> Statutes:
    return Statutes(body=given.decided_by, **{name: getattr(given, name) for name in NAMES})


def _shown(kept: DecidingBody) -> BodyOut:
    same = {name: getattr(kept, name) for name in NAMES}
    return BodyOut(
        **same, id=kept.pk, party=kept.party_id, decided_by=Body(kept.body), kept_at=kept.kept_at
    )
