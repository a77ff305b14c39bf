"""Taking part on paper: codes for sheets, a poster, and the votes that were ticked."""

from typing import Annotated, Literal

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from pydantic import Field

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.actions import Ticked
from samenspel.conversations.choices import Choice
from samenspel.conversations.tasks import make_map
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Out, Text, file_answer
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .leading import AREA, ONE, found_by

router = new_router(AREA)
MOST_CODES, MOST_TICKED = 500, 10_000
SAID = {"agree": Choice.AGREE, "disagree": Choice.DISAGREE, "pass": Choice.PASS}


class CodesIn(In):
    """How many codes."""

    count: Annotated[int, Field(ge=1, le=MOST_CODES)]


class CodeOut(Out):
    """A code for one person, and the address that takes it along."""

    code: str
    link: str


class CodesOut(Out):
    """New codes; they can be read this once."""

    items: list[CodeOut]


class TickedIn(In):
    """A box ticked on a sheet; the number is the one printed there, and the first is 1."""

    code: Annotated[Text, Field(min_length=1, max_length=20)]
    printed_number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    choice: Literal["agree", "disagree", "pass"]


class PaperIn(In):
    """What was ticked on sheets."""

    ticked: Annotated[list[TickedIn], Field(min_length=1, max_length=MOST_TICKED)]


class PaperOut(Out):
    """How many boxes were read, and how many votes are new: who voted by phone since is kept."""

    read: int
    kept: int


class ConversationLinkIn(In):
    """The address where people take part."""

    link: Annotated[Text, Field(min_length=1, max_length=500)]


@router.post(f"{ONE}/codes", response={201: CodesOut}, summary=_("Make codes on paper"),
             operation_id="createCodes")  # fmt: skip
@once(201)
def create_codes(request: MemberRequest, conversation_id: InPath, given: CodesIn) -> CodesOut:
    """Make codes to print on sheets, each good for one person; we keep only their fingerprints."""
    found = found_by(request, conversation_id)
    codes = actions.make_codes(
        conversation=found, count=given.count, by=request.user, at=timezone.now()
    )
    paths = [reverse("conversations:begin_by_code", args=[found.pk, code]) for code in codes]
    items = [
        CodeOut(code=code, link=request.build_absolute_uri(path))
        for code, path in zip(codes, paths, strict=True)
    ]
    return CodesOut(items=items)


@router.post(f"{ONE}/paper-votes", response=PaperOut, summary=_("Bring in votes from paper"),
             operation_id="readPaper")  # fmt: skip
@once(200)
def read_paper(request: MemberRequest, conversation_id: InPath, given: PaperIn) -> PaperOut:
    """Keep what was ticked on sheets; one fault, and nothing is kept. A refusal counts from 1."""
    found = found_by(request, conversation_id)
    ticked = [
        Ticked(row, each.code.upper(), each.printed_number, SAID[each.choice])
        for row, each in enumerate(given.ticked, 1)
    ]
    try:
        kept = actions.read_paper(
            conversation=found, ticked=ticked, make_map=make_map, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except actions.NotOnPaper as refusal:
        raise refuse("body.ticked", str(refusal)) from refusal
    return PaperOut(read=len(ticked), kept=kept)


@router.post(f"{ONE}/link/_poster", summary=_("Poster with the link of a conversation"),
             operation_id="makeConversationPoster",
             openapi_extra=file_answer("application/pdf"))  # fmt: skip
def make_poster(
    request: MemberRequest, conversation_id: InPath, given: ConversationLinkIn
) -> HttpResponse:
    """A poster to hang up, with a link that works; nothing changes."""
    found, token = found_by(request, conversation_id), given.link.rpartition("/")[2]
    if queries.conversation_of(token) != found:
        raise refuse("body.link", _now("This is no link of this conversation that works."))
    address = request.build_absolute_uri(reverse("conversations:join_conversation", args=[token]))
    count = queries.shown_statements(found).count()
    poster = analyses.poster_of(found, address, count, get_language() or "nl")
    return HttpResponse(poster, content_type="application/pdf")
