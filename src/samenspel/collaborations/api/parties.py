from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.collaborations import actions, queries
from samenspel.collaborations.choices import PartyKind, Team
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

router = new_router(_("parties"))


class PartyOut(Out):
    """A party for which the owner of the key speaks."""

    id: int
    name: str
    kind: PartyKind
    team: Team
    org_id: str


class PartyIn(In):
    """A party of your own; `orgId` is its number in the Dutch trade register, if it has one."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]
    kind: PartyKind
    team: Team
    org_id: Annotated[str, Field(pattern=r"^([0-9]{8})?$")] = ""


class PartyPage(Page[PartyOut]):
    """Parties in the order of their names."""


class PartiesAsked(Asked):
    """Which parties."""

    kind: PartyKind | None = None
    team: Team | None = None


@router.get("/parties", response=PartyPage, summary=_("Parties"), operation_id="listParties")
def parties(request: MemberRequest, asked: Query[PartiesAsked]) -> PartyPage:
    """The parties for which you speak, by name."""
    found = queries.parties_of(request.user)
    return page_of(PartyPage, found, asked, request, PartyOut.model_validate)


@router.post("/parties", response={201: PartyOut}, summary=_("Bring in a party"),
             operation_id="createParty")  # fmt: skip
@once(201, at="/parties/{id}")
def create_party(request: MemberRequest, given: PartyIn) -> PartyOut:
    """Bring in a party of your own; you manage it."""
    made = actions.found_party(**given.model_dump(), by=request.user, at=timezone.now())
    return PartyOut.model_validate(made)


@router.get(
    "/parties/{int:party_id}", response=PartyOut, summary=_("Party"), operation_id="getParty"
)
def party(request: MemberRequest, party_id: InPath) -> PartyOut:
    """One party for which you speak."""
    found = get_object_or_404(queries.parties_of(request.user), pk=party_id)
    return PartyOut.model_validate(found)


@router.put(
    "/parties/{int:party_id}",
    response=PartyOut,
    summary=_("Change a party"),
    operation_id="changeParty",
)
@once(200)
def change_party(request: MemberRequest, party_id: InPath, given: PartyIn) -> PartyOut:
    """Say otherwise what a party that you manage is called, is, and its KvK number."""
    found = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    actions.change_party(party=found, **given.model_dump(), by=request.user, at=timezone.now())
    found.refresh_from_db()
    return PartyOut.model_validate(found)
