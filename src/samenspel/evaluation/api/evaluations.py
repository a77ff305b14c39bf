"""Evaluations: asked, given more time, opened together, and what came of them."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.collaborations import queries as collaborations
from samenspel.evaluation import actions, analyses, queries
from samenspel.evaluation.choices import Depth
from samenspel.evaluation.models import Evaluation
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Key, Moment, Out, Page, file_answer, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, ONE, EvaluationDepth, ForSideIn, deciding, found_by, found_inside

router = new_router(AREA)


class EvaluationOut(Out):
    """One time that each side says, sealed, how working together goes."""

    id: int
    collaboration: int
    depth: EvaluationDepth
    asked_for: int
    asked_at: Moment
    closes_at: Moment
    takes_answers: bool
    opened_at: Moment | None
    next_on: date


class EvaluationPage(Page[EvaluationOut]):
    """Evaluations, newest first."""


class EvaluationSideOut(Out):
    """A side in numbers: answered in fives while people can; until it opens erased ones count."""

    id: int
    party: int
    invited: int
    answered: int
    is_exact: bool
    is_mine: bool
    accepted_at: Moment | None


class EvaluationDetail(EvaluationOut):
    """An evaluation with its sides, for who is of one of them, and the codes of what it asks."""

    items: list[str]
    sides: list[EvaluationSideOut]


class EvaluationOutcome(Out):
    """What came of it: numbers of each item, what people wrote, what became of earlier plans."""

    evaluation: int
    made_at: Moment
    method_version: str
    finding: dict[str, Any]
    remarks: dict[str, Any]
    checks: dict[str, Any]


class EvaluationsAsked(Asked):
    """Which evaluations."""

    collaboration: Key | None = None
    depth: EvaluationDepth | None = None


class EvaluationIn(ForSideIn):
    """How much is asked, the last day to answer, and when parties look back again."""

    collaboration: Key
    depth: EvaluationDepth = EvaluationDepth.LIGHT
    closes_on: date
    next_on: date


class LongerIn(ForSideIn):
    """A later last day, for the party that asked."""

    closes_on: date


@router.get("/evaluations", response=EvaluationPage, summary=_("Evaluations"),
            operation_id="listEvaluations")  # fmt: skip
def evaluations(request: MemberRequest, asked: Query[EvaluationsAsked]) -> EvaluationPage:
    """The evaluations of which a party of yours is a side."""
    return page_of(
        EvaluationPage, queries.evaluations_visible_to(request.user), asked, request, _shown
    )


@router.post("/evaluations", response={201: EvaluationDetail}, summary=_("Ask an evaluation"),
             operation_id="createEvaluation")  # fmt: skip
@once(201, at="/evaluations/{id}")
def create_evaluation(request: MemberRequest, given: EvaluationIn) -> EvaluationDetail:
    """Ask every party of a collaboration how working together goes; people can answer at once."""
    mine = collaborations.collaborations_of(request.user)
    here = get_object_or_404(mine, pk=given.collaboration)
    try:
        made = actions.ask_evaluation(
            collaboration=here, depth=Depth(given.depth), closes_at=queries.end_of(given.closes_on),
            next_on=given.next_on, party=deciding(request, here, given.party), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except actions.BadDay as refusal:
        field = "nextOn" if isinstance(refusal, actions.BadNextDay) else "closesOn"
        raise refuse(f"body.{field}", str(refusal)) from refusal
    return _whole(request, found_inside(request, made.pk))


@router.get(ONE, response=EvaluationDetail, summary=_("Evaluation"), operation_id="getEvaluation")
def evaluation(request: MemberRequest, evaluation_id: InPath) -> EvaluationDetail:
    """One evaluation: where it stands, and how many of each side answered."""
    return _whole(request, found_by(request, evaluation_id))


@router.post(f"{ONE}/_extend", response=EvaluationDetail, operation_id="extendEvaluation",
             summary=_("Give an evaluation more time"))  # fmt: skip
@once(200)
def extend_evaluation(
    request: MemberRequest, evaluation_id: InPath, given: LongerIn
) -> EvaluationDetail:
    """Give everyone more time; who had accepted that it opens is asked again."""
    found = found_inside(request, evaluation_id)
    try:
        actions.extend_evaluation(
            evaluation=found, closes_at=queries.end_of(given.closes_on),
            party=deciding(request, found.collaboration, given.party), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except actions.BadDay as refusal:
        raise refuse("body.closesOn", str(refusal)) from refusal
    return _whole(request, found_inside(request, evaluation_id))


@router.post(f"{ONE}/_drop", response={204: None}, summary=_("Take an evaluation back"),
             operation_id="dropEvaluation")  # fmt: skip
@once(204)
def drop_evaluation(request: MemberRequest, evaluation_id: InPath, given: ForSideIn) -> None:
    """Take it back before it opened; what was answered is erased unread, for every side."""
    found = found_inside(request, evaluation_id)
    party = deciding(request, found.collaboration, given.party)
    actions.drop_evaluation(evaluation=found, party=party, by=request.user, at=timezone.now())


@router.post(f"{ONE}/_accept", response=EvaluationDetail, operation_id="acceptEvaluation",
             summary=_("Accept that an evaluation opens"))  # fmt: skip
@once(200)
def accept_evaluation(
    request: MemberRequest, evaluation_id: InPath, given: ForSideIn
) -> EvaluationDetail:
    """Say by name that your side is done; with the last side the answers open for everyone."""
    found = found_inside(request, evaluation_id)
    party = deciding(request, found.collaboration, given.party)
    side = get_object_or_404(queries.sides_of(found), party=party)
    actions.accept_opening(side=side, by=request.user, at=timezone.now())
    return _whole(request, found_inside(request, evaluation_id))


@router.get(f"{ONE}/outcome", response=EvaluationOutcome, operation_id="getEvaluationOutcome",
            summary=_("Outcome of an evaluation"))  # fmt: skip
def outcome(request: MemberRequest, evaluation_id: InPath) -> EvaluationOutcome:
    """What was stored when it opened; 404 until then."""
    found = _opened(request, evaluation_id).result
    same = ("made_at", "method_version", "remarks", "checks")
    return EvaluationOutcome(
        evaluation=evaluation_id,
        finding=found.payload,
        **{name: getattr(found, name) for name in same},
    )


@router.get(f"{ONE}/document", summary=_("Evaluation as a file"),
            operation_id="getEvaluationDocument",
            openapi_extra=file_answer("application/pdf"))  # fmt: skip
def document(request: MemberRequest, evaluation_id: InPath) -> HttpResponse:
    """The same as a PDF for people; 404 until it opened."""
    found = analyses.document_of(_opened(request, evaluation_id))
    answer = HttpResponse(found, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="evaluatie.pdf"'
    return answer


def _opened(request: MemberRequest, evaluation_id: int) -> Evaluation:
    found = found_by(request, evaluation_id)
    if found.opened_at is None:
        raise Http404
    return found


def _shown(found: Evaluation) -> EvaluationOut:
    return EvaluationOut(**_told(found))


def _told(found: Evaluation) -> dict[str, Any]:
    same = ("asked_at", "closes_at", "opened_at", "next_on")
    return {name: getattr(found, name) for name in same} | {
        "id": found.pk,
        "depth": EvaluationDepth(found.depth),
        "collaboration": found.collaboration_id,
        "asked_for": found.asked_for_id,
        "takes_answers": found.takes_answers(timezone.now()),
    }


def _whole(request: MemberRequest, found: Evaluation) -> EvaluationDetail:
    inside = queries.evaluations_visible_to(request.user).filter(pk=found.pk).exists()
    counts = queries.side_counts(found, person=request.user, at=timezone.now()) if inside else []
    return EvaluationDetail(**_told(found), items=found.items, sides=[_side(e) for e in counts])


def _side(counted: queries.SideCount) -> EvaluationSideOut:
    return EvaluationSideOut(
        id=counted.side.pk,
        party=counted.side.party_id,
        invited=counted.invited,
        answered=counted.answered,
        is_exact=counted.is_exact,
        is_mine=counted.is_mine,
        accepted_at=counted.side.accepted_at,
    )
