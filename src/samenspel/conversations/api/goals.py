"""Shared goals: worded from statements, put to everyone who takes part, and what is done then."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Self

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Path, Query
from pydantic import Field, model_validator

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.actions import LONGEST_ROUND, Measure, Wording
from samenspel.conversations.choices import ActState, GoalState, InitiativeStage, Label, Part
from samenspel.conversations.models import Conversation, GoalSource, GoalVersion, SharedGoal
from samenspel.conversations.tasks import count_round
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .leading import AREA, ONE, found_by

router = new_router(AREA)
GOAL = f"{ONE}/goals/{{goal_number}}"
GoalNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
StatementNumber = Annotated[int, Field(ge=0, le=2**31 - 1)]


class GroupShare(Out):
    """Of one group on the map, how many agreed."""

    group: str
    count: int
    of: int


class StagesIn(In):
    """What part the people it is for took in each stage; leave out what is not known yet."""

    parts: dict[InitiativeStage, Part]


class GoalSourceOut(Out):
    """A statement that a goal comes from, with its votes on the map of that day."""

    statement: int
    agreed: int
    disagreed: int
    passed: int
    groups: list[GroupShare]


class GoalVersionOut(Out):
    """A wording; what people said of it comes after the round, and not below five people."""

    number: int
    text: str
    why: str
    state: GoalState
    needed: int | None
    made_at: Moment
    asked_at: Moment | None
    ends_at: Moment | None
    decided_at: Moment | None
    consents: int | None
    objections: int | None
    sources: list[GoalSourceOut]


class GoalActOut(Out):
    """What is done with a goal."""

    text: str
    state: ActState
    outcome: str
    address: str
    made_at: Moment


class GoalOut(Out):
    """A goal: its wordings and what is done with it, newest first."""

    number: int
    versions: list[GoalVersionOut]
    acts: list[GoalActOut]


class GoalDetail(GoalOut):
    """A goal with what stands in the way by who objects, and what it may be called and why."""

    reasons: list[str]
    labels: list[Label]
    why_called: list[str]


class GoalPage(Page[GoalOut]):
    """The goals of a conversation, in the order in which they were made."""


class LooseEnds(Out):
    """What hangs loose: goals without an act, acts without an outcome, what no goal takes up."""

    goals_without_act: list[str]
    acts_without_outcome: list[str]
    statements_without_goal: list[str]


class GoalWordingIn(In):
    """A goal in one sentence, why, and the numbers of the statements that it comes from."""

    text: Annotated[Text, Field(min_length=1, max_length=200)]
    why: Annotated[Text, Field(max_length=1000)] = ""
    statements: Annotated[list[StatementNumber], Field(min_length=1, max_length=100)]


class ConsentIn(In):
    """How many of a hundred must carry it, and the last day to say so."""

    needed: Annotated[int, Field(ge=50, le=100)]
    ends_on: date


class GoalActIn(In):
    """What is done with a goal; the outcome too when it is done or not done at all."""

    text: Annotated[Text, Field(min_length=1, max_length=200)]
    state: ActState
    outcome: Annotated[Text, Field(max_length=300)] = ""
    address: Annotated[Text, Field(max_length=300, pattern=r"^(https?://\S+)?$")] = ""

    @model_validator(mode="after")
    def _says_what_came_of_it(self) -> Self:
        if self.state != ActState.ACCEPTED and not self.outcome:
            raise ValueError(_now("Say what came of it, or why you do not do it."))
        return self


@router.get(f"{ONE}/goals", response=GoalPage, summary=_("Shared goals"), operation_id="listGoals")
def goals(request: MemberRequest, conversation_id: InPath, asked: Query[Asked]) -> GoalPage:
    """What a community wants to achieve together, as worded from its statements."""
    found = _goals(found_by(request, conversation_id))
    return page_of(GoalPage, found, asked, request, _shown)


@router.get(f"{ONE}/loose-ends", response=LooseEnds, summary=_("What hangs loose"),
            operation_id="getLooseEnds")  # fmt: skip
def loose_ends(request: MemberRequest, conversation_id: InPath) -> LooseEnds:
    """What people share or carry and nobody took up."""
    return LooseEnds(**queries.loose_ends_of(found_by(request, conversation_id)))


@router.post(f"{ONE}/goals", response={201: GoalDetail}, summary=_("Word a shared goal"),
             operation_id="createGoal")  # fmt: skip
@once(201)
def create_goal(
    request: MemberRequest, conversation_id: InPath, given: GoalWordingIn
) -> GoalDetail:
    """Make a goal of statements that are shown."""
    found = found_by(request, conversation_id)
    made = actions.word_goal(
        conversation=found, wording=_wording(found, given), by=request.user, at=timezone.now()
    )
    return _whole(_one(found, made.number))


@router.get(GOAL, response=GoalDetail, summary=_("Shared goal"), operation_id="getGoal")
def goal(request: MemberRequest, conversation_id: InPath, goal_number: GoalNumber) -> GoalDetail:
    """One goal: how it was worded, where it comes from, and what people said of it."""
    return _whole(_one(found_by(request, conversation_id), goal_number))


@router.post(f"{GOAL}/versions", response={201: GoalDetail}, operation_id="createGoalVersion",
             summary=_("Word a goal otherwise"))  # fmt: skip
@once(201)
def create_goal_version(
    request: MemberRequest, conversation_id: InPath, goal_number: GoalNumber, given: GoalWordingIn
) -> GoalDetail:
    """A new wording; what was said of the earlier one stays with that one."""
    found = found_by(request, conversation_id)
    wording = _wording(found, given)
    return _after(actions.reword_goal, request, found, goal_number, wording=wording)


@router.post(f"{GOAL}/_ask", response=GoalDetail, operation_id="askGoalConsent",
             summary=_("Ask whether people carry a goal"))  # fmt: skip
@once(200)
def ask_consent(
    request: MemberRequest, conversation_id: InPath, goal_number: GoalNumber, given: ConsentIn
) -> GoalDetail:
    """Ask everyone who takes part; nobody sees the count before the last day is over."""
    found = found_by(request, conversation_id)
    today = timezone.localdate()
    if not today <= given.ends_on <= today + LONGEST_ROUND:
        raise refuse("body.endsOn", _now("Choose a day from today on, at most three months ahead."))
    ends = timezone.make_aware(datetime.combine(given.ends_on, time(23, 59, 59)))
    actions.ask_consent(
        version=queries.newest_version_of(_one(found, goal_number)),
        measure=Measure(given.needed, ends), count_round=count_round, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return _whole(_one(found, goal_number))


@router.put(f"{GOAL}/stages", response=GoalDetail, operation_id="tellGoalStages",
            summary=_("Tell who took part in a goal"))  # fmt: skip
@once(200)
def tell_stages(
    request: MemberRequest, conversation_id: InPath, goal_number: GoalNumber, given: StagesIn
) -> GoalDetail:
    """Tell what part people took in each stage; it decides what the goal may be called."""
    found = found_by(request, conversation_id)
    return _after(actions.tell_stages, request, found, goal_number, parts=given.parts)


@router.post(f"{GOAL}/acts", response={201: GoalDetail}, operation_id="createGoalAct",
             summary=_("Tell what is done with a goal"))  # fmt: skip
@once(201)
def create_goal_act(
    request: MemberRequest, conversation_id: InPath, goal_number: GoalNumber, given: GoalActIn
) -> GoalDetail:
    """Tell everyone what is done with a goal that people carry."""
    found = found_by(request, conversation_id)
    return _after(actions.tell_act, request, found, goal_number, **given.model_dump())


def _wording(found: Conversation, given: GoalWordingIn) -> Wording:
    shown = set(queries.shown_statements(found).values_list("number", flat=True))
    for place, number in enumerate(given.statements):
        if number not in shown:
            said = _now("There is no statement with this number that people can vote on.")
            raise refuse(f"body.statements.{place}", said)
    return Wording(given.text, given.why, given.statements)


def _after(
    change: Callable[..., object], request: MemberRequest, found: Conversation, number: int,
    **given: object,
) -> GoalDetail:  # fmt: skip
    """A goal as it is once someone did this with it."""
    change(goal=_one(found, number), by=request.user, at=timezone.now(), **given)
    return _whole(_one(found, number))


def _goals(found: Conversation) -> QuerySet[SharedGoal]:
    return queries.goals_of(found).prefetch_related("versions__sources__statement")


def _one(found: Conversation, number: int) -> SharedGoal:
    return get_object_or_404(_goals(found), number=number)


def _shown(found: SharedGoal) -> GoalOut:
    return GoalOut(
        number=found.number,
        versions=[_version(each) for each in found.versions.all()],
        acts=[GoalActOut.model_validate(each) for each in found.acts.all()],
    )


def _whole(found: SharedGoal) -> GoalDetail:
    newest = found.versions.all()[0]
    said = queries.reactions_to(newest) if queries.tells_reactions(newest) else []
    called = analyses.called(queries.parts_of(found), is_carried=queries.is_carried(found))
    return GoalDetail(
        **_shown(found).model_dump(),
        reasons=[each.reason for each in said],
        labels=list(called.labels),
        why_called=list(called.why),
    )


def _version(found: GoalVersion) -> GoalVersionOut:
    same = ("number", "text", "why", "state", "needed", "made_at", "asked_at", "ends_at",
            "decided_at")  # fmt: skip
    told = queries.tells_reactions(found)
    return GoalVersionOut(
        **{name: getattr(found, name) for name in same},
        consents=found.consents if told else None,
        objections=found.objections if told else None,
        sources=sorted(map(_source, found.sources.all()), key=lambda each: each.statement),
    )


def _source(found: GoalSource) -> GoalSourceOut:
    return GoalSourceOut(
        statement=found.statement.number,
        agreed=found.agreed,
        disagreed=found.disagreed,
        passed=found.passed,
        groups=[GroupShare.model_validate(each) for each in found.groups],
    )
