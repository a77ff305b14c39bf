from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from samenspel.people.api import KeyBearer
from samenspel.people.http import MemberRequest
from samenspel.people.models import User

from . import queries, rules
from .models import Party

router = Router(tags=["parties"])
LARGEST_PAGE, LAST_PAGE = 100, 1_000_000


class MemberKey(KeyBearer):
    """A key opens no more than its owner may: who owes a second step sets that up first."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        person = super().authenticate(request, token)
        if person and rules.owes_second_step(person):
            raise HttpError(403, "second step")
        return person


class PartyOut(Schema):
    """A party for which the owner of the key speaks."""

    id: int
    name: str
    kind: str
    team: str


class Links(Schema):
    """Where the pages before and after this one are, if they exist."""

    previous: str | None
    next: str | None


class PartyPage(Schema):
    """Parties in the order of their names."""

    items: list[PartyOut]
    total: int
    links: Links


@router.get("/parties", response=PartyPage, summary="Parties", operation_id="listParties")
def parties(
    request: MemberRequest,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
    size: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 20,
) -> dict[str, object]:
    """The parties for which you speak, by name."""
    found = queries.parties_of(request.user)
    total, end = found.count(), page * size
    links = {
        "previous": _link(page - 1, size) if page > 1 else None,
        "next": _link(page + 1, size) if end < total else None,
    }
    return {"items": list(found[end - size : end]), "total": total, "links": links}


@router.get("/parties/{party_id}", response=PartyOut, summary="Party", operation_id="getParty")
def party(request: MemberRequest, party_id: int) -> Party:
    """One party for which you speak."""
    return get_object_or_404(queries.parties_of(request.user), pk=party_id)


def _link(page: int, size: int) -> str:
    return f"/api/v1/parties?page={page}&size={size}"
