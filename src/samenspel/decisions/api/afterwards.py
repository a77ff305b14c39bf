"""After the outcome: who contests it, a new vote, and the deed by which it is in force."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.decisions import actions, queries
from samenspel.decisions.models import Contest, Decision
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .common import AREA, ONE, Why, counted_by, found_by, person_asking, voter_in
from .shown import DecisionDetail, whole

router = new_router(AREA)
CONTEST = f"{ONE}/contests/{{contest_id}}"


class ContestOut(Out):
    """A doubt about an outcome, how many share it, and what was answered or done."""

    id: int
    voter: int
    name: str
    why: str
    raised_at: Moment
    backers: int
    answer: str
    settled_at: Moment | None
    revote: int | None


class ContestPage(Page[ContestOut]):
    """Doubts, newest first."""


class ContestIn(In):
    """For which voter, and what is wrong with the outcome."""

    voter: Key
    why: Why


class BackerIn(In):
    """For which voter."""

    voter: Key


class StandsIn(In):
    """Why the outcome stands."""

    answer: Why


class AgainIn(In):
    """Until when people can vote again."""

    closes_at: Moment


class SecondIn(In):
    """Until when people can vote a second time, and the days of its meeting."""

    closes_at: Moment
    meeting_on: date | None = None
    noticed_on: date | None = None


class DeedIn(In):
    """Which deed, and since when it holds."""

    deed: Annotated[Text, Field(min_length=1, max_length=200)]
    on: date


@router.get(f"{ONE}/contests", response=ContestPage, summary=_("Doubts about an outcome"),
            operation_id="listContests")  # fmt: skip
def contests(request: MemberRequest, decision_id: InPath, asked: Query[Asked]) -> ContestPage:
    """Who contests the outcome and why."""
    found = queries.contests_of(found_by(request, decision_id))
    return page_of(ContestPage, found, asked, request, _shown)


@router.post(f"{ONE}/contests", response={201: ContestOut}, summary=_("Contest an outcome"),
             operation_id="createContest")  # fmt: skip
@once(201)
def create_contest(request: MemberRequest, decision_id: InPath, given: ContestIn) -> ContestOut:
    """Doubt a declared outcome as one of those who could vote."""
    found, person = counted_by(request, decision_id), person_asking(request)
    made = actions.contest(
        elector=voter_in(found, given.voter), why=given.why, by=person, at=timezone.now()
    )
    return _shown(_one(found, made.pk))


@router.post(f"{CONTEST}/backers", response={201: ContestOut}, summary=_("Join a doubt"),
             operation_id="backContest")  # fmt: skip
@once(201)
def back_contest(
    request: MemberRequest, decision_id: InPath, contest_id: InPath, given: BackerIn
) -> ContestOut:
    """Join who contests an outcome."""
    found, person = counted_by(request, decision_id), person_asking(request)
    doubt = _one(found, contest_id)
    actions.back(contest=doubt, elector=voter_in(found, given.voter), by=person, at=timezone.now())
    return _shown(_one(found, contest_id))


@router.post(f"{CONTEST}/_dismiss", response=ContestOut, summary=_("Let an outcome stand"),
             operation_id="dismissContest")  # fmt: skip
@once(200)
def dismiss_contest(
    request: MemberRequest, decision_id: InPath, contest_id: InPath, given: StandsIn
) -> ContestOut:
    """Answer who contests it; not against more than half of those who may vote."""
    found, person = counted_by(request, decision_id), person_asking(request)
    actions.dismiss(
        contest=_one(found, contest_id), answer=given.answer, by=person, at=timezone.now()
    )
    return _shown(_one(found, contest_id))


@router.post(f"{CONTEST}/_repeat", response={201: DecisionDetail},
             summary=_("Have people vote again"), operation_id="repeatDecision")  # fmt: skip
@once(201, at="/decisions/{id}")
def vote_again(
    request: MemberRequest, decision_id: InPath, contest_id: InPath, given: AgainIn
) -> DecisionDetail:
    """Let the outcome lapse, and put the same text to the vote under the same rule."""
    found, person = counted_by(request, decision_id), person_asking(request)
    made = actions.vote_again(
        contest=_one(found, contest_id), closes_at=given.closes_at, by=person, at=timezone.now()
    )
    return whole(person, found_by(request, made.pk))


@router.post(f"{ONE}/_repeat", response={201: DecisionDetail},
             summary=_("Have people vote without a minimum"),
             operation_id="secondDecision")  # fmt: skip
@once(201, at="/decisions/{id}")
def vote_second(request: MemberRequest, decision_id: InPath, given: SecondIn) -> DecisionDetail:
    """Put to a second vote, as was agreed, what too few people voted on the first time."""
    made = actions.vote_second(
        decision=counted_by(request, decision_id), closes_at=given.closes_at,
        meeting_on=given.meeting_on, noticed_on=given.noticed_on, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return whole(request.user, found_by(request, made.pk))


@router.put(f"{ONE}/deed", response=DecisionDetail, summary=_("Note a deed"),
            operation_id="noteDeed")  # fmt: skip
@once(200)
def note_deed(request: MemberRequest, decision_id: InPath, given: DeedIn) -> DecisionDetail:
    """Note from when a change of the statutes is in force, and by which deed."""
    actions.bring_into_force(
        decision=counted_by(request, decision_id), on=given.on, deed=given.deed, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return whole(request.user, found_by(request, decision_id))


def _one(found: Decision, contest_id: int) -> Contest:
    return get_object_or_404(queries.contests_of(found), pk=contest_id)


def _shown(doubt: Contest) -> ContestOut:
    return ContestOut(
        id=doubt.pk,
        voter=doubt.elector_id,
        name=doubt.elector.called,
        why=doubt.why,
        raised_at=doubt.raised_at,
        backers=len(doubt.backers.all()),
        answer=doubt.answer,
        settled_at=doubt.settled_at,
        revote=doubt.revote_id,
    )
