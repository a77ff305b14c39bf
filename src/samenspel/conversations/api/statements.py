"""The statements of a conversation: added by those who lead, shown, or taken out with a reason."""

from datetime import date
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Query
from pydantic import Field

from samenspel.conversations import actions, queries
from samenspel.conversations.choices import StatementState
from samenspel.conversations.models import Statement
from samenspel.conversations.tasks import make_map
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .leading import AREA, ONE, Sentence, found_by

router = new_router(AREA)
STATEMENT = f"{ONE}/statements/{{number}}"
Reason = Annotated[Text, Field(min_length=1, max_length=300)]
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]


class StatementOut(Out):
    """A statement; who added it is not said."""

    number: int
    text: str
    language: str
    translation: str
    state: StatementState
    made_on: date
    reason: str
    appeal: str
    appealed_on: date | None
    looked_again_at: Moment | None


class StatementPage(Page[StatementOut]):
    """Statements in the order in which they came."""


class StatementsAsked(Asked):
    """Which statements."""

    state: StatementState | None = None


class StatementIn(In):
    """One more statement by those who lead."""

    text: Sentence


class TranslationIn(In):
    """In which language a statement is written, and how it reads in the other, by hand."""

    language: Literal["nl", "en"]
    translation: Annotated[Text, Field(max_length=400)]


class RefusalIn(In):
    """Why a statement is shown to nobody."""

    reason: Reason


class SecondLookIn(In):
    """What a second person decides of a statement that was taken out, and why."""

    shows: bool
    reason: Reason


@router.get(f"{ONE}/statements", response=StatementPage, summary=_("Statements"),
            operation_id="listStatements")  # fmt: skip
def statements(
    request: MemberRequest, conversation_id: InPath, asked: Query[StatementsAsked]
) -> StatementPage:
    """Every statement, also what waits to be read and what was taken out."""
    found = queries.statements_of(found_by(request, conversation_id))
    return page_of(StatementPage, found, asked, request, _statement)


@router.post(f"{ONE}/statements", response={201: StatementOut}, summary=_("Add a statement"),
             operation_id="createStatement")  # fmt: skip
@once(201)
def create_statement(
    request: MemberRequest, conversation_id: InPath, given: StatementIn
) -> StatementOut:
    """Add a statement as one of those who lead."""
    found = found_by(request, conversation_id)
    made = actions.add_statement(
        conversation=found, text=given.text, by=request.user, at=timezone.now()
    )
    return _statement(made)


@router.post(f"{STATEMENT}/_show", response=StatementOut, summary=_("Let a statement be shown"),
             operation_id="showStatement")  # fmt: skip
@once(200)
def show_statement(request: MemberRequest, conversation_id: InPath, number: Number) -> StatementOut:
    """Let people vote on a statement that waited, or was taken out."""
    found = _one(request, conversation_id, number)
    actions.show_statement(statement=found, make_map=make_map, by=request.user, at=timezone.now())
    return _statement(_one(request, conversation_id, number))


@router.put(f"{STATEMENT}/translation", response=StatementOut, operation_id="translateStatement",
            summary=_("Translate a statement"))  # fmt: skip
@once(200)
def translate_statement(
    request: MemberRequest, conversation_id: InPath, number: Number, given: TranslationIn
) -> StatementOut:
    """Put a translation by a person beside the original; an empty one takes it away."""
    actions.translate_statement(
        statement=_one(request, conversation_id, number), make_map=make_map, by=request.user,
        at=timezone.now(), **given.model_dump(),
    )  # fmt: skip
    return _statement(_one(request, conversation_id, number))


@router.post(f"{STATEMENT}/_refuse", response=StatementOut, summary=_("Take a statement out"),
             operation_id="refuseStatement")  # fmt: skip
@once(200)
def refuse_statement(
    request: MemberRequest, conversation_id: InPath, number: Number, given: RefusalIn
) -> StatementOut:
    """Show a statement to nobody, and say why; votes on it count no longer."""
    actions.refuse_statement(
        statement=_one(request, conversation_id, number), reason=given.reason, make_map=make_map,
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    return _statement(_one(request, conversation_id, number))


@router.post(f"{STATEMENT}/_review", response=StatementOut, operation_id="lookAgain",
             summary=_("Look again at a statement that was taken out"))  # fmt: skip
@once(200)
def look_again(
    request: MemberRequest, conversation_id: InPath, number: Number, given: SecondLookIn
) -> StatementOut:
    """Decide as a second person what its writer asked: show it after all, or leave it out."""
    actions.look_again(
        statement=_one(request, conversation_id, number), make_map=make_map, by=request.user,
        at=timezone.now(), **given.model_dump(),
    )  # fmt: skip
    return _statement(_one(request, conversation_id, number))


def _one(request: MemberRequest, conversation_id: int, number: int) -> Statement:
    found = queries.statements_of(found_by(request, conversation_id))
    return get_object_or_404(found.select_related("conversation__collaboration"), number=number)


def _statement(found: Statement) -> StatementOut:
    return StatementOut.model_validate(found)
