"""What people may tell of themselves in a conversation, and who spoke by it."""

from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path
from pydantic import Field

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.actions import MOST_OPTIONS, Asking
from samenspel.conversations.choices import About
from samenspel.conversations.models import AboutQuestion
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Out, Text
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .leading import AREA, ONE, found_by

router = new_router(AREA)
Share = Annotated[float, Field(ge=0, le=100)]
Short = Annotated[Text, Field(max_length=120)]


class AboutOptionIn(In):
    """An answer to choose from, and how many of a hundred people it holds for, where known."""

    label: Annotated[Text, Field(min_length=1, max_length=60)]
    share: Share | None = None


class AboutIn(In):
    """Something to ask people about themselves; each kind once."""

    kind: About
    text: Annotated[Text, Field(min_length=1, max_length=120)]
    options: Annotated[list[AboutOptionIn], Field(min_length=2, max_length=MOST_OPTIONS)]
    shares_from: Short = ""


class AboutOut(Out):
    """What is asked of people, with the answers to choose from."""

    kind: About
    text: str
    options: list[AboutOptionIn]
    shares_from: str


class GroupHeardOut(Out):
    """A group: how many spoke, nothing of fewer than five; of a hundred who told, who are there."""

    label: str
    people: int | None
    part: int | None
    share: Share | None


class HeardOfOut(Out):
    """One question about people, on the newest map; in fives while people can vote."""

    question: str
    shares_from: str
    told: int
    groups: list[GroupHeardOut]
    least: GroupHeardOut | None


class ReweighedOut(Out):
    """How many of a hundred agreed with a statement: as counted, and weighted."""

    text: str
    plain: int
    weighted: int


class WeightedOut(Out):
    """The weighted view, or why there is none."""

    why_not: str
    counted: int
    effective: int
    deff: float
    statements: list[ReweighedOut]


class SpeakingOut(Out):
    """What is asked of people and who spoke; the weighted view comes once nobody votes any more."""

    asked: list[AboutOut]
    questions: list[HeardOfOut]
    weighted: WeightedOut | None


@router.get(f"{ONE}/speaking", response=SpeakingOut, summary=_("Who speaks in a conversation"),
            operation_id="getSpeaking")  # fmt: skip
def speaking(request: MemberRequest, conversation_id: InPath) -> SpeakingOut:
    """What people are asked about themselves, and who of them spoke on the newest map."""
    conversation = found_by(request, conversation_id)
    asked = list(queries.about_questions_of(conversation))
    kept = queries.shown_map_of(conversation)
    found = analyses.who_spoke(
        kept.speaking if kept else {},
        asked,
        dict(queries.shown_statements(conversation).values_list("number", "text")),
        is_over=not queries.takes_part(conversation, timezone.now()),
    )
    return SpeakingOut(
        asked=[_asked(each) for each in asked],
        questions=[HeardOfOut.model_validate(each) for each in (found.questions if found else ())],
        weighted=WeightedOut.model_validate(found.weighted) if found and found.weighted else None,
    )


@router.post(f"{ONE}/about-questions", response={201: AboutOut}, operation_id="askAbout",
             summary=_("Ask people something about themselves"))  # fmt: skip
@once(201)
def ask_about(request: MemberRequest, conversation_id: InPath, given: AboutIn) -> AboutOut:
    """Ask people their age, role or neighbourhood, if they like; before the conversation opens."""
    asking = Asking(
        given.kind,
        given.text,
        [(each.label, _share(each.share)) for each in given.options],
        given.shares_from,
    )
    made = actions.ask_about(
        conversation=found_by(request, conversation_id), asking=asking, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return _asked(made)


@router.delete(f"{ONE}/about-questions/{{about}}", response={204: None}, operation_id="dropAbout",
               summary=_("Ask something about people no longer"))  # fmt: skip
@once(204)
def drop_about(
    request: MemberRequest, conversation_id: InPath, about: Annotated[About, Path()]
) -> None:
    """Take a question about people out again; before the conversation opens."""
    asked = queries.about_questions_of(found_by(request, conversation_id))
    question = get_object_or_404(asked, kind=about)
    actions.drop_about(question=question, by=request.user, at=timezone.now())


def _share(given: float | None) -> Decimal | None:
    return None if given is None else Decimal(str(given)).quantize(Decimal("0.1"))


def _asked(found: AboutQuestion) -> AboutOut:
    options = [
        AboutOptionIn(label=each.label, share=None if each.share is None else float(each.share))
        for each in found.options.order_by("number")
    ]
    return AboutOut(
        kind=About(found.kind), text=found.text, options=options, shares_from=found.shares_from
    )
