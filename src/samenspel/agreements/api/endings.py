"""How an agreement or a collaboration was renewed, deepened or ended, and what each party says."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.agreements import actions, queries
from samenspel.agreements.actions import Said, Told
from samenspel.agreements.choices import Again, Manner
from samenspel.agreements.models import Ending, Farewell
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import (
    AREA,
    ForPartyIn,
    Line,
    ListAsked,
    OtherLine,
    Rating,
    deciding,
    found_here,
    holding,
)

router = new_router(AREA)
ONE = "/endings/{ending_id}"


class FarewellOut(Out):
    """What a party says at an ending."""

    party: int
    recognises: bool
    again: Again
    goals_reached: int | None
    value: int | None
    words: str


class EndingOut(Out):
    """How something ended or began anew; `farewells` is empty until each party said it."""

    id: int
    collaboration: int
    agreement: int | None
    manner: Manner
    ended_on: date
    reason: str
    lessons: str
    still_promised: str
    talk_on: date | None
    noted_for: int
    noted_at: Moment
    said: list[int]
    farewells: list[FarewellOut]


class EndingPage(Page[EndingOut]):
    """Endings, newest first."""


class EndingIn(ForPartyIn):
    """How it ended or goes on, for which party of yours you say so; all without `agreement`."""

    collaboration: Key
    agreement: Key | None = None
    manner: Manner
    ended_on: date
    reason: Line
    lessons: Annotated[Text, Field(max_length=2000)] = ""
    still_promised: OtherLine = ""
    talk_on: date | None = None


class FarewellIn(ForPartyIn):
    """What a party of yours says."""

    recognises: bool
    again: Again
    goals_reached: Rating | None = None
    value: Rating | None = None
    words: OtherLine = ""


@router.get("/endings", response=EndingPage, summary=_("Endings"), operation_id="listEndings")
def endings(request: MemberRequest, asked: Query[ListAsked]) -> EndingPage:
    """What was renewed, deepened or ended in your collaborations."""
    return page_of(EndingPage, queries.endings_visible_to(request.user), asked, request, _shown)


@router.post("/endings", response={201: EndingOut}, summary=_("Note an ending"),
             operation_id="createEnding")  # fmt: skip
@once(201, at="/endings/{id}")
def create_ending(request: MemberRequest, given: EndingIn) -> EndingOut:
    """Note how an agreement, or all of a collaboration, was renewed, deepened or ended."""
    here = found_here(request, given.collaboration)
    try:
        made = actions.end(
            collaboration=here, agreement=holding(here, given.agreement), told=_told(given),
            party=deciding(request, here, given.party), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except actions.NotYetGiven as refusal:
        raise refuse("body.endedOn", str(refusal)) from refusal
    return _shown(_found(request, made.pk))


@router.get(ONE, response=EndingOut, summary=_("Ending"), operation_id="getEnding")
def ending(request: MemberRequest, ending_id: InPath) -> EndingOut:
    """One ending; what parties say of it opens when each has said it."""
    return _shown(_found(request, ending_id))


@router.put(f"{ONE}/farewell", response=EndingOut, summary=_("Say farewell"),
            operation_id="sayFarewell")  # fmt: skip
@once(200)
def say_farewell(request: MemberRequest, ending_id: InPath, given: FarewellIn) -> EndingOut:
    """Say for a party of yours what it thinks of the ending; again replaces it."""
    found = _found(request, ending_id)
    said = Said(**given.model_dump(exclude={"party"}))
    party = deciding(request, found.collaboration, given.party)
    actions.say_farewell(ending=found, said=said, party=party, by=request.user, at=timezone.now())
    return _shown(_found(request, ending_id))


def _told(given: EndingIn) -> Told:
    return Told(**{name: getattr(given, name) for name in Told.__dataclass_fields__})


def _found(request: MemberRequest, ending_id: int) -> Ending:
    return get_object_or_404(queries.endings_visible_to(request.user), pk=ending_id)


def _shown(found: Ending) -> EndingOut:
    said: list[Farewell] = list(found.farewells.all())
    is_open = not queries.parties_yet_to_say(found)
    same = ("manner", "ended_on", "reason", "lessons", "still_promised", "talk_on", "noted_at")
    return EndingOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        agreement=found.agreement_id,
        noted_for=found.noted_for_id,
        **{name: getattr(found, name) for name in same},
        said=[each.party_id for each in said],
        farewells=[_farewell(each) for each in (said if is_open else ())],
    )


def _farewell(said: Farewell) -> FarewellOut:
    return FarewellOut(
        party=said.party_id,
        recognises=said.recognises,
        again=Again(said.again),
        goals_reached=said.goals_reached,
        value=said.value,
        words=said.words,
    )
