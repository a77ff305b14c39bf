"""Rounds of consent: what was said, where everyone stands, a new text, or another body."""

from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.decisions import actions, queries, tasks
from samenspel.decisions.actions import Amendment
from samenspel.decisions.choices import Body, Position, Step
from samenspel.decisions.models import Decision, Objection
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import (
    AREA,
    ONE,
    VOTER,
    Digest,
    OtherWords,
    Why,
    Wording,
    Words,
    found_by,
    person_asking,
    voter_in,
)
from .rounds import RoundOut, RoundPage, round_for
from .shown import DecisionDetail, whole

router = new_router(AREA)


class StepIn(In):
    """Where you saw the round, so that nobody goes on twice."""

    after: Literal["questions", "reactions", "nominations"]


class RemarkIn(In):
    """A question, a reaction, or the answer to one."""

    words: Words


class StanceIn(In):
    """Where someone stands on the text with this fingerprint."""

    on_text: Digest
    position: Position
    words: OtherWords = ""


class NominationIn(In):
    """Whom someone wants for a task, and why."""

    nominee: Key
    why: Why


class RoundIn(In):
    """Another text, which objections are worked into it, and what is asked of it first."""

    text: Wording
    why: Why
    closes_at: Moment
    integrates: Annotated[list[Key], Field(max_length=1000)] = []
    asks: Literal["consent", "questions"] = "consent"


class ElsewhereIn(In):
    """Who decides instead, and what could not be agreed."""

    to: Body
    because: Why


@router.get(f"{ONE}/rounds", response=RoundPage, summary=_("Rounds of consent"),
            operation_id="listRounds")  # fmt: skip
def rounds(request: MemberRequest, decision_id: InPath, asked: Query[Asked]) -> RoundPage:
    """What was asked, said and objected in each round; names that may not be read yet, not."""
    found, person = found_by(request, decision_id), request.user
    mine = set(queries.own_electors(person, found).values_list("pk", flat=True))
    return page_of(
        RoundPage, queries.rounds_of(found), asked, request, lambda each: round_for(mine, each)
    )


@router.post(f"{ONE}/rounds", response={201: RoundOut}, summary=_("Begin a new round"),
             operation_id="createRound")  # fmt: skip
@once(201)
def new_round(request: MemberRequest, decision_id: InPath, given: RoundIn) -> RoundOut:
    """Put another text round; everyone says anew where they stand on it."""
    found = found_by(request, decision_id)
    amendment = Amendment(
        text=given.text, why=given.why, closes_at=given.closes_at, asks=Step(given.asks),
        integrates=_objections(found, given.integrates),
    )  # fmt: skip
    try:
        actions.amend(
            decision=found, amendment=amendment, count=tasks.close_vote, by=request.user,
            at=timezone.now(), mail=tasks.mail_opened,
        )  # fmt: skip
    except actions.EndsTooSoon as fault:
        raise refuse("body.closesAt", str(fault)) from fault
    return _newest(request, decision_id)


@router.post(f"{ONE}/rounds/_advance", response=RoundOut, summary=_("Go on with a round"),
             operation_id="advanceRound")  # fmt: skip
@once(200)
def advance(request: MemberRequest, decision_id: InPath, given: StepIn) -> RoundOut:
    """Go from questions to reactions, and on to consent; or show who was nominated."""
    actions.go_on(
        decision=found_by(request, decision_id), after=Step(given.after), by=request.user,
        at=timezone.now(), mail=tasks.mail_opened,
    )  # fmt: skip
    return _newest(request, decision_id)


@router.post(f"{ONE}/remarks", response={201: RoundOut}, summary=_("Ask or react"),
             operation_id="createRemark")  # fmt: skip
@once(201)
def add_remark(request: MemberRequest, decision_id: InPath, given: RemarkIn) -> RoundOut:
    """Ask a question to understand a proposal, or react to it, whichever is due."""
    found, person = found_by(request, decision_id), person_asking(request)
    actions.remark(decision=found, words=given.words, by=person, at=timezone.now())
    return _newest(request, decision_id)


@router.put(f"{ONE}/remarks/{{remark_id}}/answer", response=RoundOut,
            summary=_("Answer a question or a reaction"), operation_id="answerRemark")  # fmt: skip
@once(200)
def answer_remark(
    request: MemberRequest, decision_id: InPath, remark_id: InPath, given: RemarkIn
) -> RoundOut:
    """Answer as one of those who lead; answering again replaces the earlier answer."""
    found, person = found_by(request, decision_id), person_asking(request)
    remark = get_object_or_404(queries.remarks_in(found), pk=remark_id)
    actions.answer(remark=remark, words=given.words, by=person, at=timezone.now())
    return _newest(request, decision_id)


@router.put(f"{VOTER}/stance", response=RoundOut, summary=_("Say where you stand"),
            operation_id="takeStance")  # fmt: skip
@once(200)
def take_stance(
    request: MemberRequest, decision_id: InPath, voter_id: InPath, given: StanceIn
) -> RoundOut:
    """Consent, with a concern or not, object with what harm it does, or stand aside."""
    found, person = found_by(request, decision_id), person_asking(request)
    actions.stand(
        elector=voter_in(found, voter_id), by=person, at=timezone.now(), **given.model_dump()
    )
    return _newest(request, decision_id)


@router.put(f"{VOTER}/nomination", response=RoundOut, summary=_("Nominate someone"),
            operation_id="nominate")  # fmt: skip
@once(200)
def nominate(
    request: MemberRequest, decision_id: InPath, voter_id: InPath, given: NominationIn
) -> RoundOut:
    """Say whom you want for the task and why; the others read it after this step."""
    found, person = found_by(request, decision_id), person_asking(request)
    nominee = queries.speakers_in(found.collaboration).filter(pk=given.nominee).first()
    if nominee is None:
        raise refuse("body.nominee", _now("Choose someone who takes part here."))
    actions.nominate(
        elector=voter_in(found, voter_id), nominee=nominee, why=given.why, by=person,
        at=timezone.now(),
    )  # fmt: skip
    return _newest(request, decision_id)


@router.post(f"{ONE}/_escalate", response={201: DecisionDetail}, summary=_("Take it elsewhere"),
             operation_id="escalateDecision")  # fmt: skip
@once(201, at="/decisions/{id}")
def escalate(request: MemberRequest, decision_id: InPath, given: ElsewhereIn) -> DecisionDetail:
    """End the rounds because an objection stays, and put the text to the vote of another body."""
    made = actions.escalate(
        decision=found_by(request, decision_id), to=given.to, why=given.because, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return whole(request.user, found_by(request, made.pk))


def _newest(request: MemberRequest, decision_id: int) -> RoundOut:
    found, person = found_by(request, decision_id), request.user
    mine = set(queries.own_electors(person, found).values_list("pk", flat=True))
    return round_for(mine, queries.rounds_of(found)[0])


def _objections(found: Decision, numbers: list[int]) -> list[Objection]:
    standing = {each.pk: each for each in queries.open_objections(found)}
    for place, number in enumerate(numbers):
        if number not in standing:
            where = f"body.integrates.{place}"
            raise refuse(where, _now("No objection with this number stands here."))
    known: dict[int, Any] = {number: standing[number] for number in numbers}
    return list(known.values())
