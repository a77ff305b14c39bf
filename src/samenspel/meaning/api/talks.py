"""The talk about an outcome: planned, written down and ended, also by a program."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Path, Query
from pydantic import Field

from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.models import Talk
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import (
    LARGEST_KEY,
    Asked,
    In,
    InPath,
    Key,
    Moment,
    Text,
    file_answer,
    page_of,
)
from samenspel.platform.asking import router as new_router
from samenspel.platform.calendars import calendar_file
from samenspel.platform.once import once, refuse

from .talked import (
    TalkAgreementOut,
    TalkDetail,
    TalkOut,
    TalkPage,
    TalkWordOut,
    agreement_shown,
    shown,
    shown_whole,
)

router = new_router(_("talks"))
ONE = "/talks/{scan_id}"
CALENDAR = "text/calendar"
Place = Annotated[int, Path(ge=1, le=LARGEST_KEY)]


class TalksAsked(Asked):
    """Which talks."""

    lookups: ClassVar[Mapping[str, str]] = {"collaboration": "scan__collaboration"}

    collaboration: Key | None = None


class PlanIn(In):
    """When the talk is."""

    planned_at: Moment


class WrittenIn(In):
    """What was said of a word; `version` is that of what you saw last, 0 for nothing."""

    notes: Annotated[Text, Field(max_length=4000)] = ""
    shared_meaning: Annotated[Text, Field(max_length=300)] = ""
    version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class AgreedIn(In):
    """What you agree, who sees to it and by which day; `place` is that of the word, if any."""

    place: Annotated[int, Field(ge=1, le=LARGEST_KEY)] | None = None
    what: Annotated[Text, Field(min_length=1, max_length=200)]
    owner: Annotated[Text, Field(min_length=1, max_length=120)]
    due_on: date


@router.get("/talks", response=TalkPage, summary=_("Talks"), operation_id="listTalks")
def talks(request: MemberRequest, asked: Query[TalksAsked]) -> TalkPage:
    """The talks about outcomes that were opened together."""
    found = queries.talks_of(request.user).order_by("-scan__made_on", "-pk")
    return page_of(TalkPage, found, asked, request, shown)


@router.get(ONE, response=TalkDetail, summary=_("Talk"), operation_id="getTalk")
def talk(request: MemberRequest, scan_id: InPath) -> TalkDetail:
    """What the talk is about, what was written of it, and who guessed again in fives."""
    return shown_whole(_found(request, scan_id))


@router.patch(ONE, response=TalkOut, summary=_("Plan a talk"), operation_id="planTalk")
@once(200)
def plan_talk(request: MemberRequest, scan_id: InPath, given: PlanIn) -> TalkOut:
    """Say when the talk is; every side finds it in its calendar."""
    found, now = _found(request, scan_id), timezone.now()
    if given.planned_at < now:
        raise refuse("body.plannedAt", _now("Choose a moment that is still to come."))
    actions.plan_talk(talk=found, planned_at=given.planned_at, by=request.user, at=now)
    return shown(_found(request, scan_id))


@router.put(f"{ONE}/words/{{place}}", response=TalkWordOut, summary=_("Write of a word"),
            operation_id="writeTalkWord")  # fmt: skip
@once(200)
def write_word(
    request: MemberRequest, scan_id: InPath, place: Place, given: WrittenIn
) -> TalkWordOut:
    """Keep notes and the shared meaning of a word; 409 if someone else wrote meanwhile."""
    found = _found(request, scan_id)
    concept = _concept(found, place)
    if concept is None:
        raise Http404
    actions.write_word(
        talk=found, concept=concept, by=request.user, at=timezone.now(), **given.model_dump()
    )
    return shown_whole(_found(request, scan_id)).words[place - 1]


@router.post(f"{ONE}/agreements", response={201: TalkAgreementOut},
             summary=_("Agree in a talk"), operation_id="createTalkAgreement")  # fmt: skip
@once(201)
def create_agreement(request: MemberRequest, scan_id: InPath, given: AgreedIn) -> TalkAgreementOut:
    """Note what was agreed; the same twice is noted once."""
    found, concept = _found(request, scan_id), ""
    if given.place is not None:
        concept = _concept(found, given.place) or ""
        if not concept:
            raise refuse("body.place", _now("This talk has no word at this place."))
    if given.due_on < timezone.localdate():
        raise refuse("body.dueOn", _now("Choose a day that is still to come."))
    agreed = actions.agree(
        talk=found,
        concept=concept,
        by=request.user,
        at=timezone.now(),
        **given.model_dump(exclude={"place"}),
    )
    return agreement_shown(agreed)


@router.delete(f"{ONE}/agreements/{{agreement_id}}", response={204: None},
               summary=_("Drop what was agreed in a talk"),
               operation_id="deleteTalkAgreement")  # fmt: skip
@once(204)
def delete_agreement(request: MemberRequest, scan_id: InPath, agreement_id: InPath) -> None:
    """Take an agreement off the list of a talk."""
    found = _found(request, scan_id)
    agreed = get_object_or_404(queries.agreements_in(found), pk=agreement_id)
    actions.drop_agreement(agreed=agreed, by=request.user, at=timezone.now())


@router.post(f"{ONE}/_guess", response=TalkOut, summary=_("Let people guess again"),
             operation_id="openGuessing")  # fmt: skip
@once(200)
def open_guessing(request: MemberRequest, scan_id: InPath) -> TalkOut:
    """Let everyone guess again with their personal link, until the numbers open."""
    found = _found(request, scan_id)
    actions.open_guessing(talk=found, by=request.user, at=timezone.now())
    return shown(_found(request, scan_id))


@router.post(f"{ONE}/_numbers", response=TalkOut, summary=_("Open the numbers after a talk"),
             operation_id="openNumbers")  # fmt: skip
@once(200)
def open_numbers(request: MemberRequest, scan_id: InPath) -> TalkOut:
    """Open the numbers to every side; nobody can guess again from then on."""
    found = _found(request, scan_id)
    actions.open_numbers(talk=found, by=request.user, at=timezone.now())
    return shown(_found(request, scan_id))


@router.post(f"{ONE}/_skip", response=TalkOut, summary=_("Open the numbers without a talk"),
             operation_id="skipTalk")  # fmt: skip
@once(200)
def skip_talk(request: MemberRequest, scan_id: InPath) -> TalkOut:
    """Open the numbers to every side without a talk; the outcome says so from then on."""
    found = _found(request, scan_id)
    actions.skip_talk(talk=found, by=request.user, at=timezone.now())
    return shown(_found(request, scan_id))


@router.get(f"{ONE}/calendar", summary=_("Calendar of a talk"), operation_id="getTalkCalendar",
            openapi_extra=file_answer(CALENDAR))  # fmt: skip
def calendar(request: MemberRequest, scan_id: InPath) -> HttpResponse:
    """The talk and the days of what was agreed, as a calendar file; 404 while there are none."""
    found = _found(request, scan_id)
    slug = found.scan.collaboration.slug
    address = request.build_absolute_uri(reverse("meaning:talk", args=[slug, scan_id]))
    items = queries.days_of_talk(found, address=address, host=request.get_host())
    if not items:
        raise Http404
    content = calendar_file(items, at=timezone.now())
    return HttpResponse(content, content_type=f"{CALENDAR}; charset=utf-8")


def _found(request: MemberRequest, scan_id: int) -> Talk:
    return get_object_or_404(queries.talks_of(request.user), scan=scan_id)


def _concept(found: Talk, place: int) -> str | None:
    concepts = analyses.concepts_of(found.scan.result)
    return concepts[place - 1] if place <= len(concepts) else None
