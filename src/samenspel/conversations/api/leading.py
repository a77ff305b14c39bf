"""Conversations: prepared, opened, closed, and the map that came of them."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal, Self

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field, model_validator

from samenspel.collaborations import queries as collaborations
from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.actions import (
    LONGEST,
    LONGEST_STATEMENT,
    MOST_STATEMENTS,
    WEBSITE,
    Question,
)
from samenspel.conversations.choices import Access, ConversationState, Moderation
from samenspel.conversations.models import Conversation
from samenspel.conversations.tasks import make_map
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

AREA = _("conversations")
router = new_router(AREA)
ONE = "/conversations/{conversation_id}"
Website = Annotated[str, Field(max_length=200, pattern=f"^{WEBSITE}$")]
Sentence = Annotated[Text, Field(min_length=1, max_length=LONGEST_STATEMENT)]


class ConversationOut(Out):
    """A conversation: what it asks, and where it stands."""

    id: int
    collaboration: int
    question: str
    background: str
    language: str
    moderation: Moderation
    access: Access
    shown_on: list[str]
    shares_votes: bool
    state: ConversationState
    takes_votes: bool
    made_at: Moment
    opened_at: Moment | None
    closes_at: Moment
    closed_at: Moment | None


class ConversationPage(Page[ConversationOut]):
    """Conversations, newest first."""


class TurnoutOut(Out):
    """Statements shown and who voted; in fives and without votes while people can vote."""

    statements: int
    people: int
    votes: int | None


class OpinionMapOut(Out):
    """The newest map as the page shows it; its numbers in `finding` once nobody votes any more."""

    made_at: Moment
    method_version: str
    heading: str
    html: str
    finding: dict[str, Any] | None


class ConversationDetail(ConversationOut):
    """A conversation with how many take part."""

    turnout: TurnoutOut
    map_made_at: Moment | None


class ConversationsAsked(Asked):
    """Which conversations."""

    collaboration: Key | None = None
    state: ConversationState | None = None


class ConversationIn(In):
    """A question, what people should know first, the first statements, and until when."""

    collaboration: Key
    question: Annotated[Text, Field(min_length=1, max_length=200)]
    background: Annotated[Text, Field(max_length=2000)] = ""
    language: Literal["nl", "en"] = "nl"
    moderation: Moderation = Moderation.BEFORE
    access: Access = Access.LINK
    shown_on: Annotated[list[Website], Field(max_length=20)] = []
    shares_votes: bool = False
    closes_on: date
    statements: Annotated[list[Sentence], Field(min_length=3, max_length=MOST_STATEMENTS)]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.access == Access.PUBLIC and self.moderation == Moderation.AFTER:
            raise ValueError(_now("In a public conversation you read sentences first."))
        if self.shown_on and self.access != Access.PUBLIC:
            raise ValueError(_now("Only a public conversation can stand on a website."))
        return self


class ConversationLink(Out):
    """The address where people take part; it can be read this once."""

    link: str


@router.get("/conversations", response=ConversationPage, summary=_("Conversations"),
            operation_id="listConversations")  # fmt: skip
def conversations(request: MemberRequest, asked: Query[ConversationsAsked]) -> ConversationPage:
    """The conversations of your collaborations."""
    found = queries.conversations_visible_to(request.user)
    return page_of(ConversationPage, found, asked, request, _shown)


@router.post("/conversations", response={201: ConversationDetail},
             summary=_("Prepare a conversation"), operation_id="createConversation")  # fmt: skip
@once(201, at="/conversations/{id}")
def create_conversation(request: MemberRequest, given: ConversationIn) -> ConversationDetail:
    """Prepare a conversation with its first statements; nobody can take part yet."""
    here = get_object_or_404(collaborations.collaborations_of(request.user), pk=given.collaboration)
    made = actions.start_conversation(
        collaboration=here, asked=_question(given), statements=_different(given.statements),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    return _whole(found_by(request, made.pk))


@router.get(ONE, response=ConversationDetail, summary=_("Conversation"),
            operation_id="getConversation")  # fmt: skip
def conversation(request: MemberRequest, conversation_id: InPath) -> ConversationDetail:
    """One conversation, and how many take part."""
    return _whole(found_by(request, conversation_id))


@router.post(f"{ONE}/_open", response=ConversationLink, summary=_("Open a conversation"),
             operation_id="openConversation")  # fmt: skip
@once(200)
def open_conversation(request: MemberRequest, conversation_id: InPath) -> ConversationLink:
    """Let people take part, until its last day; gives the address where they begin."""
    found = found_by(request, conversation_id)
    token = actions.open_conversation(
        conversation=found, make_map=make_map, by=request.user, at=timezone.now()
    )
    return _link(request, token)


@router.put(f"{ONE}/link", response=ConversationLink, operation_id="renewConversationLink",
            summary=_("Make a new link to a conversation"))  # fmt: skip
@once(200)
def renew_link(request: MemberRequest, conversation_id: InPath) -> ConversationLink:
    """A new address; nobody begins by the earlier one, and who began goes on."""
    found = found_by(request, conversation_id)
    return _link(request, actions.make_link(conversation=found, by=request.user, at=timezone.now()))


@router.post(f"{ONE}/_close", response=ConversationDetail, summary=_("Close a conversation"),
             operation_id="closeConversation")  # fmt: skip
@once(200)
def close_conversation(request: MemberRequest, conversation_id: InPath) -> ConversationDetail:
    """Take no votes any more; the last map counts them all."""
    found = found_by(request, conversation_id)
    actions.close_conversation(
        conversation=found, make_map=make_map, by=request.user, at=timezone.now()
    )
    return _whole(found_by(request, conversation_id))


@router.get(f"{ONE}/map", response=OpinionMapOut, summary=_("Opinion map"), operation_id="getMap")
def opinion_map(request: MemberRequest, conversation_id: InPath) -> OpinionMapOut:
    """The newest map; 404 until there is one that may be shown."""
    conversation = found_by(request, conversation_id)
    kept = queries.shown_map_of(conversation)
    if kept is None:
        raise Http404
    shown = analyses.outcome_of(kept.pages, get_language() or "nl")
    return OpinionMapOut(
        made_at=kept.made_at,
        method_version=kept.method_version,
        heading=shown.heading,
        html=shown.body,
        finding=None if queries.takes_part(conversation, timezone.now()) else kept.payload,
    )


def _different(statements: list[str]) -> list[str]:
    """The statements on one line each; none comes twice."""
    lines = [" ".join(each.split()) for each in statements]
    known = [each.casefold() for each in lines]
    for place, each in enumerate(known):
        if each in known[:place]:
            raise refuse(f"body.statements.{place}", _now("Two statements are the same."))
    return lines


def _question(given: ConversationIn) -> Question:
    today = timezone.localdate()
    if not today <= given.closes_on <= today + LONGEST:
        raise refuse("body.closesOn", _now("Choose a day from today on, at most a year ahead."))
    ends = timezone.make_aware(datetime.combine(given.closes_on, time(23, 59, 59)))
    same = given.model_dump(
        include={"question", "background", "language", "moderation", "access", "shares_votes"}
    )
    return Question(**same, closes_at=ends, shown_on="\n".join(given.shown_on))


def found_by(request: MemberRequest, conversation_id: int) -> Conversation:
    """A conversation of a collaboration of this person; to anyone else it does not exist."""
    return get_object_or_404(queries.conversations_visible_to(request.user), pk=conversation_id)


def _link(request: MemberRequest, token: str) -> ConversationLink:
    path = reverse("conversations:join_conversation", args=[token])
    return ConversationLink(link=request.build_absolute_uri(path))


def _shown(found: Conversation) -> ConversationOut:
    return ConversationOut(**_told(found))


def _told(found: Conversation) -> dict[str, Any]:
    same = ("question", "background", "language", "moderation", "access", "shares_votes", "state",
            "made_at", "opened_at", "closes_at", "closed_at")  # fmt: skip
    told = {name: getattr(found, name) for name in same}
    takes = queries.takes_part(found, timezone.now())
    return told | {
        "id": found.pk,
        "collaboration": found.collaboration_id,
        "takes_votes": takes,
        "shown_on": found.shown_on.splitlines(),
    }


def _whole(found: Conversation) -> ConversationDetail:
    turnout = queries.turnout(found, at=timezone.now())
    shown = queries.shown_map_of(found)
    return ConversationDetail(
        **_told(found),
        turnout=TurnoutOut.model_validate(turnout),
        map_made_at=shown.made_at if shown else None,
    )
