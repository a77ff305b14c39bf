"""Someone of no party who reads an evaluation with the parties, once each of them accepted."""

from typing import Annotated

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from pydantic import Field

from samenspel.evaluation import actions
from samenspel.evaluation.models import Evaluation, OutsideEvaluator
from samenspel.evaluation.tasks import mail_evaluator
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Address, In, InPath, Moment, Out, Text
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .common import AREA, ONE, ForSideIn, Owner, deciding, found_by, found_inside

router = new_router(AREA)
EVALUATOR = f"{ONE}/evaluator"


class EvaluatorOut(Out):
    """Who reads along, for which parties that waits, and what they saw."""

    name: str
    email: str
    asked_for: int
    asked_at: Moment
    waits_for: list[int]
    accepted_at: Moment | None
    findings: str
    written_at: Moment | None


class EvaluatorIn(ForSideIn):
    """Whom a party of yours proposes; they sign in with this address."""

    name: Owner
    email: Address


class FindingsIn(In):
    """What the outside evaluator saw; every party reads it."""

    findings: Annotated[Text, Field(min_length=1, max_length=4000)]


@router.get(EVALUATOR, response=EvaluatorOut, summary=_("Outside evaluator"),
            operation_id="getEvaluator")  # fmt: skip
def evaluator(request: MemberRequest, evaluation_id: InPath) -> EvaluatorOut:
    """Who reads along from outside; 404 where nobody was proposed."""
    return _shown(found_by(request, evaluation_id))


@router.post(EVALUATOR, response={201: EvaluatorOut}, summary=_("Propose an outside evaluator"),
             operation_id="createEvaluator")  # fmt: skip
@once(201)
def create_evaluator(
    request: MemberRequest, evaluation_id: InPath, given: EvaluatorIn
) -> EvaluatorOut:
    """Propose someone of no party; each party accepts before they read anything."""
    found = found_inside(request, evaluation_id)
    party = deciding(request, found.collaboration, given.party)
    actions.ask_evaluator(
        evaluation=found, name=given.name, email=given.email, party=party, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return _shown(found_inside(request, evaluation_id))


@router.post(f"{EVALUATOR}/_accept", response=EvaluatorOut, operation_id="acceptEvaluator",
             summary=_("Accept an outside evaluator"))  # fmt: skip
@once(200)
def accept_evaluator(
    request: MemberRequest, evaluation_id: InPath, given: ForSideIn
) -> EvaluatorOut:
    """Accept for a party of yours; with the last party that person may read along."""
    found = found_inside(request, evaluation_id)
    party = deciding(request, found.collaboration, given.party)
    actions.accept_evaluator(
        evaluation=found, party=party, mail=mail_evaluator, by=request.user, at=timezone.now()
    )
    return _shown(found_inside(request, evaluation_id))


@router.post(f"{EVALUATOR}/_drop", response={204: None}, operation_id="dropEvaluator",
             summary=_("Let an outside evaluator go"))  # fmt: skip
@once(204)
def drop_evaluator(request: MemberRequest, evaluation_id: InPath, given: ForSideIn) -> None:
    """Say no, or let them go; each party can, until findings stand."""
    found = found_inside(request, evaluation_id)
    party = deciding(request, found.collaboration, given.party)
    actions.drop_evaluator(evaluation=found, party=party, by=request.user, at=timezone.now())


@router.put(f"{EVALUATOR}/findings", response=EvaluatorOut, operation_id="writeFindings",
            summary=_("Write what an outside evaluator saw"))  # fmt: skip
@once(200)
def write_findings(
    request: MemberRequest, evaluation_id: InPath, given: FindingsIn
) -> EvaluatorOut:
    """Write it as the evaluator, once the answers are open; writing again replaces it."""
    found = found_by(request, evaluation_id)
    actions.write_findings(
        evaluation=found, findings=given.findings, by=request.user, at=timezone.now()
    )
    return _shown(found_by(request, evaluation_id))


def _shown(found: Evaluation) -> EvaluatorOut:
    told: OutsideEvaluator | None = getattr(found, "evaluator", None)
    if told is None:
        raise Http404
    return EvaluatorOut(
        name=told.name,
        email="" if told.accepted_at else told.email,
        asked_for=told.asked_for_id,
        asked_at=told.asked_at,
        waits_for=[each.party_id for each in found.sides.all() if not each.evaluator_accepted_at],
        accepted_at=told.accepted_at,
        findings=told.findings,
        written_at=told.written_at,
    )
