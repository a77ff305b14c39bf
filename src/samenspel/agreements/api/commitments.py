"""What one party is to give another: promised, asked, changed and let go."""

from datetime import date
from decimal import Decimal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.agreements import actions, queries
from samenspel.agreements.choices import Fate, Kind
from samenspel.agreements.models import Commitment, CommitmentTerms
from samenspel.agreements.queries import Terms
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import InPath, Key, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import (
    AREA,
    DeclineIn,
    ForPartyIn,
    Line,
    ListAsked,
    VersionStanding,
    deciding,
    found_here,
)
from .goods import Between, HowMuch, HowMuchOut, What

router = new_router(AREA)
ONE = "/commitments/{commitment_id}"
TERMS = f"{ONE}/terms/{{terms_id}}"


class TermsOut(HowMuchOut):
    """One wording of a commitment; it counts once the other side accepted it."""

    id: int
    number: int
    standing: VersionStanding
    calls_off: bool
    what: str
    due_on: date
    why: str
    proposed_for: int
    proposed_at: Moment
    closed_at: Moment | None
    declined_because: str


class MeasureOut(Out):
    """How much was promised in one unit, given and still due; for hours the unit is empty."""

    unit: str
    promised: Decimal
    given: Decimal
    left: Decimal


class CommitmentOut(HowMuchOut):
    """What one party is to give another, in the terms that count, and what became of it.

    `deliveries` are the contributions that fulfil it or a part of it.
    """

    id: int
    collaboration: int
    giver: int
    receiver: int
    kind: Kind
    own_kind: str
    what: str
    due_on: date
    fate: Fate
    delivered_on: date | None
    deliveries: list[int]
    measures: list[MeasureOut]
    terms: list[TermsOut]


class CommitmentPage(Page[CommitmentOut]):
    """Commitments, the nearest day first."""


class CommitmentsAsked(ListAsked):
    """Which commitments."""

    fate: Fate | None = None


class CommitmentIn(Between):
    """Something promised by who gives it, or asked by who is to get it, by which day."""

    due_on: date


class TermsIn(HowMuch):
    """Other terms, for which party of yours, and why."""

    party: Key
    what: What
    due_on: date
    why: Line


class ReleaseIn(ForPartyIn):
    """For which party of yours, and why it may be let go."""

    why: Line


@router.get("/commitments", response=CommitmentPage, summary=_("Commitments"),
            operation_id="listCommitments")  # fmt: skip
def commitments(request: MemberRequest, asked: Query[CommitmentsAsked]) -> CommitmentPage:
    """What is to be given in your collaborations, and what became of it."""
    found = queries.commitments_visible_to(request.user)
    return page_of(CommitmentPage, found, asked, request, _shown)


@router.post("/commitments", response={201: CommitmentOut}, summary=_("Note a commitment"),
             operation_id="createCommitment")  # fmt: skip
@once(201, at="/commitments/{id}")
def create_commitment(request: MemberRequest, given: CommitmentIn) -> CommitmentOut:
    """Promise something for a party of yours, or ask it of another party."""
    here = found_here(request, given.collaboration)
    party, (giver, receiver) = deciding(request, here, given.party), given.ends(here)
    try:
        made = actions.promise(
            collaboration=here, giver=giver, receiver=receiver, party=party, kind=given.kind,
            own_kind=given.own_kind, terms=_terms(given, given.what, given.due_on),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except actions.DueInThePast as refusal:
        raise refuse("body.dueOn", str(refusal)) from refusal
    except actions.GivenToOneself as refusal:
        raise refuse("body.receiver", str(refusal)) from refusal
    return _shown(_found(request, made.pk))


@router.get(ONE, response=CommitmentOut, summary=_("Commitment"), operation_id="getCommitment")
def commitment(request: MemberRequest, commitment_id: InPath) -> CommitmentOut:
    """One commitment with everything that was proposed about it."""
    return _shown(_found(request, commitment_id))


@router.post(f"{ONE}/terms", response={201: CommitmentOut}, summary=_("Propose other terms"),
             operation_id="createTerms")  # fmt: skip
@once(201)
def create_terms(request: MemberRequest, commitment_id: InPath, given: TermsIn) -> CommitmentOut:
    """Put other terms to the other side; the present ones stay until it accepts."""
    found = _found(request, commitment_id)
    party = _side(request, found, given.party)
    try:
        actions.propose_terms(
            commitment=found, terms=_terms(given, given.what, given.due_on), why=given.why,
            party=party, by=request.user, at=timezone.now(),
        )  # fmt: skip
    except actions.DueInThePast as refusal:
        raise refuse("body.dueOn", str(refusal)) from refusal
    return _shown(_found(request, commitment_id))


@router.post(f"{ONE}/_release", response=CommitmentOut, summary=_("Ask to let a commitment go"),
             operation_id="releaseCommitment")  # fmt: skip
@once(200)
def release(request: MemberRequest, commitment_id: InPath, given: ReleaseIn) -> CommitmentOut:
    """Ask the other side to let a commitment go; it stays until that side accepts."""
    found = _found(request, commitment_id)
    party = _side(request, found, given.party)
    actions.propose_to_call_off(
        commitment=found, why=given.why, party=party, by=request.user, at=timezone.now()
    )
    return _shown(_found(request, commitment_id))


@router.post(f"{TERMS}/_accept", response=CommitmentOut, summary=_("Accept terms"),
             operation_id="acceptTerms")  # fmt: skip
@once(200)
def accept_terms(
    request: MemberRequest, commitment_id: InPath, terms_id: InPath, given: ForPartyIn
) -> CommitmentOut:
    """Accept for the other side what was proposed; from then on it counts."""
    found, terms = _both(request, commitment_id, terms_id)
    party = _side(request, found, given.party)
    actions.accept_terms(terms=terms, party=party, by=request.user, at=timezone.now())
    return _shown(_found(request, commitment_id))


@router.post(f"{TERMS}/_decline", response=CommitmentOut, summary=_("Decline terms"),
             operation_id="declineTerms")  # fmt: skip
@once(200)
def decline_terms(
    request: MemberRequest, commitment_id: InPath, terms_id: InPath, given: DeclineIn
) -> CommitmentOut:
    """Say no for the other side, and why; or take your own proposal back."""
    found, terms = _both(request, commitment_id, terms_id)
    party = _side(request, found, given.party)
    actions.decline_terms(
        terms=terms, party=party, because=given.because, by=request.user, at=timezone.now()
    )
    return _shown(_found(request, commitment_id))


def _side(request: MemberRequest, found: Commitment, number: int) -> Party:
    """The party for which this person decides; that it gives or gets this, the action sees to."""
    return deciding(request, found.collaboration, number)


def _terms(given: HowMuch, what: str, due_on: date) -> Terms:
    return Terms(what, due_on, given.amount, given.unit, given.hours)


def _found(request: MemberRequest, commitment_id: int) -> Commitment:
    return get_object_or_404(queries.commitments_visible_to(request.user), pk=commitment_id)


def _both(
    request: MemberRequest, commitment_id: int, terms_id: int
) -> tuple[Commitment, CommitmentTerms]:
    found = _found(request, commitment_id)
    said = queries.terms_visible_to(request.user).filter(commitment=found)
    return found, get_object_or_404(said, pk=terms_id)


def _shown(found: Commitment) -> CommitmentOut:
    same = ("kind", "own_kind", "what", "due_on", "amount", "unit", "hours", "fate",
            "delivered_on")  # fmt: skip
    delivered = queries.delivered_of(found)
    return CommitmentOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        giver=found.giver_id,
        receiver=found.receiver_id,
        **{name: getattr(found, name) for name in same},
        deliveries=[each.pk for each in delivered.deliveries],
        measures=[MeasureOut.model_validate(each) for each in delivered.measures],
        terms=[_said(each) for each in found.terms.all()],
    )


def _said(terms: CommitmentTerms) -> TermsOut:
    same = ("number", "standing", "calls_off", "what", "due_on", "amount", "unit", "hours", "why",
            "proposed_at", "closed_at", "declined_because")  # fmt: skip
    return TermsOut(
        id=terms.pk,
        proposed_for=terms.proposed_for_id,
        **{name: getattr(terms, name) for name in same},
    )
