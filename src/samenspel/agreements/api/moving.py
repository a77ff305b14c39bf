"""What rests, what changed for a party, and what comes of looking again at what was agreed."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.agreements import actions, analyses, queries
from samenspel.agreements.choices import Conclusion, Turn
from samenspel.agreements.models import Pause, Reassessment, Upheaval
from samenspel.agreements.tasks import mail_pause
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, ForPartyIn, Line, ListAsked, OtherLine, deciding, found_here, holding

router = new_router(AREA)
PAUSE = "/pauses/{pause_id}"


class PauseOut(Out):
    """That an agreement rests, or all of a collaboration: why, and until when."""

    id: int
    collaboration: int
    agreement: int | None
    reason: str
    stays_alive: str
    message: str
    until_on: date
    asked_for: int
    asked_at: Moment
    ended_at: Moment | None
    ended_for: int | None


class PausePage(Page[PauseOut]):
    """Pauses, newest first."""


class UntilIn(ForPartyIn):
    """Until which later day, for which party of yours."""

    until_on: date


class PauseIn(UntilIn):
    """What rests, why, what stays alive and what the others read; all without `agreement`."""

    collaboration: Key
    agreement: Key | None = None
    reason: Line
    stays_alive: Line
    message: Annotated[Text, Field(min_length=1, max_length=2000)]


class ReassessmentOut(Out):
    """What is looked at again, and what came of it; all of a collaboration without `agreement`."""

    id: int
    agreement: int | None
    conclusion: Conclusion | None
    because: str
    concluded_for: int | None
    concluded_at: Moment | None


class UpheavalOut(Out):
    """Something big that changed for a party, and what is looked at again because of it."""

    id: int
    collaboration: int
    kind: Turn
    what: str
    happened_on: date
    noted_for: int
    noted_at: Moment
    questions: list[str]
    reassessments: list[ReassessmentOut]


class UpheavalPage(Page[UpheavalOut]):
    """What changed, newest first."""


class UpheavalIn(ForPartyIn):
    """What changed for a party of yours; with `everywhere` in all its collaborations."""

    collaboration: Key
    kind: Turn
    what: Line
    happened_on: date
    everywhere: bool = False


class ConcludeIn(ForPartyIn):
    """What comes of looking again, for a party of yours."""

    conclusion: Conclusion
    because: OtherLine = ""


@router.get("/pauses", response=PausePage, summary=_("Pauses"), operation_id="listPauses")
def pauses(request: MemberRequest, asked: Query[ListAsked]) -> PausePage:
    """What rests or rested in your collaborations."""
    return page_of(PausePage, queries.pauses_visible_to(request.user), asked, request, _pause)


@router.post("/pauses", response={201: PauseOut}, summary=_("Let something rest"),
             operation_id="createPause")  # fmt: skip
@once(201)
def create_pause(request: MemberRequest, given: PauseIn) -> PauseOut:
    """Let an agreement or all of a collaboration rest from now, and write to the other parties."""
    here = found_here(request, given.collaboration)
    try:
        made = actions.pause(
            collaboration=here, agreement=holding(here, given.agreement), reason=given.reason,
            stays_alive=given.stays_alive, message=given.message, until_on=given.until_on,
            party=deciding(request, here, given.party), mail=mail_pause, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except actions.PauseInThePast as refusal:
        raise refuse("body.untilOn", str(refusal)) from refusal
    return _pause(made)


@router.post(f"{PAUSE}/_extend", response=PauseOut, summary=_("Let it rest longer"),
             operation_id="extendPause")  # fmt: skip
@once(200)
def extend_pause(request: MemberRequest, pause_id: InPath, given: UntilIn) -> PauseOut:
    """Let it rest until a later day."""
    found = _resting(request, pause_id)
    party = deciding(request, found.collaboration, given.party)
    try:
        actions.extend_pause(
            pause=found, until_on=given.until_on, party=party, by=request.user, at=timezone.now()
        )
    except actions.PauseInThePast as refusal:
        raise refuse("body.untilOn", str(refusal)) from refusal
    return _pause(_resting(request, pause_id))


@router.post(f"{PAUSE}/_end", response=PauseOut, summary=_("Take up again what rests"),
             operation_id="endPause")  # fmt: skip
@once(200)
def end_pause(request: MemberRequest, pause_id: InPath, given: ForPartyIn) -> PauseOut:
    """Take up again what rested."""
    found = _resting(request, pause_id)
    party = deciding(request, found.collaboration, given.party)
    actions.end_pause(pause=found, party=party, by=request.user, at=timezone.now())
    return _pause(_resting(request, pause_id))


@router.get("/upheavals", response=UpheavalPage, summary=_("Big changes"),
            operation_id="listUpheavals")  # fmt: skip
def upheavals(request: MemberRequest, asked: Query[ListAsked]) -> UpheavalPage:
    """What changed for a party, with what is looked at again because of it."""
    found = queries.upheavals_visible_to(request.user)
    return page_of(UpheavalPage, found, asked, request, _upheaval)


@router.post("/upheavals", response={201: UpheavalOut}, summary=_("Note a big change"),
             operation_id="createUpheaval")  # fmt: skip
@once(201)
def create_upheaval(request: MemberRequest, given: UpheavalIn) -> UpheavalOut:
    """Say what changed for a party of yours; what it agreed is marked to look at again."""
    here = found_here(request, given.collaboration)
    party = deciding(request, here, given.party)
    where = list(queries.collaborations_with(party)) if given.everywhere else [here]
    try:
        made = actions.note_upheaval(
            collaborations=where, kind=given.kind, what=given.what, party=party,
            happened_on=given.happened_on, by=request.user, at=timezone.now(),
        )  # fmt: skip
    except actions.NotYetGiven as refusal:
        raise refuse("body.happenedOn", str(refusal)) from refusal
    own = next(each for each in made if each.collaboration_id == here.pk)
    return _upheaval(queries.upheavals_visible_to(request.user).get(pk=own.pk))


@router.post("/reassessments/{reassessment_id}/_conclude", response=UpheavalOut,
             summary=_("Say what comes of looking again"), operation_id="conclude")  # fmt: skip
@once(200)
def conclude(request: MemberRequest, reassessment_id: InPath, given: ConcludeIn) -> UpheavalOut:
    """Say what comes of it; a change or an end is then proposed as always."""
    visible = queries.reassessments_visible_to(request.user)
    found = get_object_or_404(visible, pk=reassessment_id)
    actions.conclude(
        reassessment=found, conclusion=given.conclusion, because=given.because,
        party=deciding(request, found.upheaval.collaboration, given.party), by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return _upheaval(queries.upheavals_visible_to(request.user).get(pk=found.upheaval_id))


def _resting(request: MemberRequest, pause_id: int) -> Pause:
    return get_object_or_404(queries.pauses_visible_to(request.user), pk=pause_id)


def _pause(found: Pause) -> PauseOut:
    same = ("reason", "stays_alive", "message", "until_on", "asked_at", "ended_at")
    return PauseOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        agreement=found.agreement_id,
        asked_for=found.asked_for_id,
        ended_for=found.ended_for_id,
        **{name: getattr(found, name) for name in same},
    )


def _upheaval(found: Upheaval) -> UpheavalOut:
    return UpheavalOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        kind=Turn(found.kind),
        what=found.what,
        happened_on=found.happened_on,
        noted_for=found.noted_for_id,
        noted_at=found.noted_at,
        questions=list(analyses.questions_about(found.kind)),
        reassessments=[_mark(each) for each in found.reassessments.all()],
    )


def _mark(found: Reassessment) -> ReassessmentOut:
    return ReassessmentOut(
        id=found.pk,
        agreement=found.agreement_id,
        conclusion=Conclusion(found.conclusion) if found.conclusion else None,
        because=found.because,
        concluded_for=found.concluded_for_id,
        concluded_at=found.concluded_at,
    )
