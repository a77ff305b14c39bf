"""What who leads a decision does with it: the text, opening, closing, declaring, withdrawing."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _

from samenspel.decisions import actions, tasks
from samenspel.decisions.choices import Verdict
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, ONE, OtherWords, Why, Wording, found_by, person_asking
from .shown import DecisionDetail, whole

router = new_router(AREA)


class TextIn(In):
    """Another wording, and why."""

    text: Wording
    why: Why


class BecauseIn(In):
    """Why it is taken back."""

    because: Why


class DeclarationIn(In):
    """What the outcome is; `words` are needed where it is not what was counted."""

    verdict: Verdict
    words: OtherWords = ""


@router.post(f"{ONE}/texts", response={201: DecisionDetail}, summary=_("Change the text"),
             operation_id="createDecisionText")  # fmt: skip
@once(201)
def change_text(request: MemberRequest, decision_id: InPath, given: TextIn) -> DecisionDetail:
    """Write another wording of what is proposed; the earlier one stays to be read."""
    actions.change_text(
        decision=found_by(request, decision_id), text=given.text, why=given.why,
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    return whole(request.user, found_by(request, decision_id))


@router.post(f"{ONE}/_open", response=DecisionDetail, summary=_("Open a vote"),
             operation_id="openDecision")  # fmt: skip
@once(200)
def open_vote(request: MemberRequest, decision_id: InPath) -> DecisionDetail:
    """Fix text, rule and who may vote, and let them vote from now on."""
    actions.open_vote(
        decision=found_by(request, decision_id), electorate=None, count=tasks.close_vote,
        by=request.user, at=timezone.now(), mail=tasks.mail_opened,
    )  # fmt: skip
    return whole(request.user, found_by(request, decision_id))


@router.post(f"{ONE}/_close", response=DecisionDetail, summary=_("Close a vote"),
             operation_id="closeDecision")  # fmt: skip
@once(200)
def close_vote(request: MemberRequest, decision_id: InPath) -> DecisionDetail:
    """Count it: when its time is over, or once everyone has voted."""
    actions.close(
        decision=found_by(request, decision_id), by=request.user, at=timezone.now(),
        mail=tasks.mail_counted,
    )  # fmt: skip
    return whole(request.user, found_by(request, decision_id))


@router.post(f"{ONE}/_declare", response=DecisionDetail, summary=_("Declare an outcome"),
             operation_id="declareDecision")  # fmt: skip
@once(200)
def declare(request: MemberRequest, decision_id: InPath, given: DeclarationIn) -> DecisionDetail:
    """Say as the chair what the outcome is; what was counted stays beside it."""
    found, person = found_by(request, decision_id), person_asking(request)
    if given.verdict.value not in [code for code, _label in Verdict.of(found.form)]:
        raise refuse("body.verdict", _now("That cannot come of a decision in this form."))
    actions.declare(
        decision=found, verdict=given.verdict, words=given.words, by=person, at=timezone.now()
    )
    return whole(person, found_by(request, decision_id))


@router.post(f"{ONE}/_withdraw", response=DecisionDetail, summary=_("Withdraw a decision"),
             operation_id="withdrawDecision")  # fmt: skip
@once(200)
def withdraw(request: MemberRequest, decision_id: InPath, given: BecauseIn) -> DecisionDetail:
    """Take it back before it is counted; what was voted is never counted."""
    actions.withdraw(
        decision=found_by(request, decision_id), because=given.because, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return whole(request.user, found_by(request, decision_id))
