from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.collaborations import queries
from samenspel.collaborations.choices import PartyKind, Team
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Out, Page, page_of
from samenspel.platform.asking import router as new_router

router = new_router(_("parties"))


class PartyOut(Out):
    """A party for which the owner of the key speaks."""

    id: int
    name: str
    kind: PartyKind
    team: Team
    org_id: str


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


@router.get("/parties/{party_id}", response=PartyOut, summary=_("Party"), operation_id="getParty")
def party(request: MemberRequest, party_id: InPath) -> PartyOut:
    """One party for which you speak."""
    found = get_object_or_404(queries.parties_of(request.user), pk=party_id)
    return PartyOut.model_validate(found)
