"""Decisions: proposed, read with everything about the vote, and who can be in the chair."""

from datetime import date
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.api.deciding import named_among
from samenspel.collaborations.models import Collaboration
from samenspel.decisions import actions, queries, rules
from samenspel.decisions.actions import Option, Terms
from samenspel.decisions.choices import (
    Basis,
    Body,
    Form,
    Kind,
    LegalForm,
    Majority,
    Method,
    Secrecy,
    State,
    Turnout,
    Voters,
)
from samenspel.decisions.models import DecidingBody
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, MatterKind, Wording, found_by
from .shown import DecisionDetail, DecisionOut, shown, whole

router = new_router(AREA)
MOST_MONEY = 2_000_000_000
Named = Annotated[Text, Field(min_length=1, max_length=120)]
Money = Annotated[int, Field(ge=1, le=MOST_MONEY)]
PLACES = {
    actions.EndsTooSoon: "body.closesAt", actions.NoTerm: "body.evaluateOn",
    actions.WrongOptions: "body.options", actions.WrongCircle: "body.circle",
    actions.WrongShares: "body.shares",
}  # fmt: skip


class DecisionPage(Page[DecisionOut]):
    """Decisions, newest first."""


class DecisionsAsked(Asked):
    """Of which collaboration, and where they stand."""

    lookups = {"decision_state": "state"}

    collaboration: Key | None = None
    decision_state: State | None = None


class OptionIn(In):
    """One to choose from; of a budget with what it costs, in whole euros."""

    name: Named
    cost: Money | None = None


class ShareIn(In):
    """How much of the outcome one party has, against the shares of the others; 1 if not told."""

    party: Key
    share: Annotated[int, Field(ge=1, le=1000)]


class DecisionIn(In):
    """A text to be voted on, and everything about the vote."""

    collaboration: Key
    party: Key
    title: Named
    text: Wording
    why: Annotated[Text, Field(min_length=1, max_length=2000)]
    changes: Annotated[Text, Field(max_length=1000)] = ""
    decided_by: Body = Body.PARTNERS
    deciding_body: Key | None = None
    decided_how: Form = Form.MAJORITY
    options: Annotated[list[OptionIn], Field(max_length=200)] = []
    counted_by: Method = Method.USUAL
    seats: Annotated[int, Field(ge=1, le=100)] = 1
    dots: Annotated[int, Field(ge=1, le=100)] = 8
    budget: Money | None = None
    kind: MatterKind = MatterKind.MATTER
    voters: Literal["parties", "people", "each_party", "circle", "shares"] = "parties"
    circle: Annotated[list[Key], Field(max_length=200)] = []
    shares: Annotated[list[ShareIn], Field(max_length=200)] = []
    majority: Majority = Majority.HALF
    basis: Basis = Basis.CAST
    turnout: Turnout = Turnout.NONE
    secrecy: Secrecy = Secrecy.OPEN
    closes_at: Moment
    evaluate_on: date | None = None
    ends_on: date | None = None
    chair: Key | None = None
    proxies: Annotated[int, Field(ge=0, le=10)] = 0
    legal_form: LegalForm = LegalForm.INFORMAL
    meeting_on: date | None = None
    noticed_on: date | None = None
    allows_electronic: bool = False
    own_majority: bool = False
    silence_is_consent: bool = False
    allows_second: bool = False


class DeciderOut(Out):
    """Someone who has a say for a party here."""

    id: int
    name: str


class DeciderPage(Page[DeciderOut]):
    """People by name."""


@router.get("/decisions", response=DecisionPage, summary=_("Decisions"),
            operation_id="listDecisions")  # fmt: skip
def decisions(request: MemberRequest, asked: Query[DecisionsAsked]) -> DecisionPage:
    """What was put to a vote in your collaborations, and what came of it."""
    found = queries.decisions_visible_to(request.user).order_by("-proposed_at", "-pk")
    return page_of(DecisionPage, found, asked, request, shown)


@router.post("/decisions", response={201: DecisionDetail}, summary=_("Propose a decision"),
             operation_id="createDecision")  # fmt: skip
@once(201, at="/decisions/{id}")
def create_decision(request: MemberRequest, given: DecisionIn) -> DecisionDetail:
    """Put a text forward, with who votes, how it is counted and until when; nobody votes yet."""
    here = get_object_or_404(collaborations.collaborations_of(request.user), pk=given.collaboration)
    party = named_among(rules.parties_to_propose_for(request.user, here), given.party)
    try:
        made = actions.propose(
            collaboration=here, text=given.text, terms=_terms(given), party=party,
            chair=_chair(request, here, given), options=_options(given),
            circle=_circle(here, given),
            body=_body(here, given), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except tuple(PLACES) as fault:
        raise refuse(PLACES[type(fault)], str(fault)) from fault
    return whole(request.user, found_by(request, made.pk))


@router.get("/decisions/{decision_id}", response=DecisionDetail, summary=_("Decision"),
            operation_id="getDecision")  # fmt: skip
def decision(request: MemberRequest, decision_id: InPath) -> DecisionDetail:
    """One decision: the wording that is put to the vote, how it is counted, what the law asks."""
    return whole(request.user, found_by(request, decision_id))


@router.get("/collaborations/{collaboration_id}/deciders", response=DeciderPage,
            summary=_("Who can be in the chair"), operation_id="listDeciders")  # fmt: skip
def deciders(
    request: MemberRequest, collaboration_id: InPath, asked: Query[Asked]
) -> DeciderPage:  # fmt: skip
    """Everyone who has a say for a party here: to be in the chair, or to be nominated."""
    here = get_object_or_404(collaborations.collaborations_of(request.user), pk=collaboration_id)
    return page_of(DeciderPage, queries.speakers_in(here), asked, request, _decider)


def _chair(request: MemberRequest, here: Collaboration, given: DecisionIn) -> User | None:
    """Who was named; otherwise the proposer, where that is a person."""
    if given.chair is None:
        return None if request.user.is_program else request.user
    found = queries.speakers_in(here).filter(pk=given.chair).first()
    if found is None:
        raise refuse("body.chair", _now("Choose someone who takes part here."))
    return found


def _body(here: Collaboration, given: DecisionIn) -> DecidingBody | None:
    """Whose statutes hold, where one was named; they go before what was asked."""
    if given.deciding_body is None:
        return None
    found = queries.bodies_in(here).filter(pk=given.deciding_body).first()
    if found is None:
        raise refuse("body.decidingBody", _now("Choose who decides here."))
    return found


def _circle(here: Collaboration, given: DecisionIn) -> list[User]:
    """Whom was named, all of whom take part here."""
    found = list(queries.speakers_in(here).filter(pk__in=given.circle))
    if len(found) < len(set(given.circle)):
        raise refuse("body.circle", _now("Choose someone who takes part here."))
    return found


def _terms(given: DecisionIn) -> Terms:
    among = given.decided_how in Form.of_options()
    others = {"collaboration", "party", "text", "options", "chair", "decided_by", "decided_how",
              "counted_by", "voters", "circle", "shares", "deciding_body", "budget",
              "kind"}  # fmt: skip
    same: dict[str, Any] = given.model_dump(exclude=others)
    return Terms(
        **same, kind=Kind(given.kind), body=given.decided_by, form=given.decided_how,
        voters=Voters(given.voters), shares={each.party: each.share for each in given.shares},
        method=given.counted_by if among else Method.USUAL,
        budget=given.budget if given.decided_how == Form.BUDGET else None,
    )  # fmt: skip


def _options(given: DecisionIn) -> list[Option]:
    if given.decided_how not in Form.of_options():
        return []
    costs = given.decided_how == Form.BUDGET
    return [Option(each.name, each.cost if costs else None) for each in given.options]


def _decider(person: User) -> DeciderOut:
    return DeciderOut(id=person.pk, name=person.name)
