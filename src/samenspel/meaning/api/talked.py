"""A talk as programs get it: what it begins with, what was written, and no number of a side."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from pydantic import Field

from samenspel.meaning import analyses, queries
from samenspel.meaning.models import Talk, TalkAgreement, TalkWord
from samenspel.platform.asking import Moment, Out, Page

if TYPE_CHECKING:
    from samenspel_report.scan.talk import TalkBlock


class TalkOut(Out):
    """The talk about an outcome: when it is, and whether the numbers are open after it."""

    scan: int
    collaboration: int
    title: str
    planned_at: Moment | None
    guessing_at: Moment | None
    numbers_at: Moment | None
    is_skipped: bool


class TalkPage(Page[TalkOut]):
    """Talks, the newest scan first."""


class WhyOut(Out):
    """Where a word stands between two sides, and why it is talked about."""

    between: str | None
    state: str
    why: str


class VoicesOut(Out):
    """What people of one side wrote themselves."""

    side: str
    quotes: list[str]


class TalkWordOut(Out):
    """A word to talk about, with what was written of it; `version` says which you saw."""

    place: int
    name: str
    whys: list[WhyOut]
    questions: list[str]
    voices: list[VoicesOut]
    notes: str
    shared_meaning: str
    version: int
    written_by: str | None
    written_at: Moment | None


class RegionOut(Out):
    """A region of the map, with the words that lie in it."""

    code: str
    name: str
    note: str
    words: list[str]


class TalkMapOut(Out):
    """Every region between two sides."""

    between: str | None
    regions: list[RegionOut]


class TalkAgreementOut(Out):
    """What was agreed in a talk, who sees to it and by which day."""

    id: int
    word: str
    what: str
    owner: str
    due_on: date


class GuessesOut(Out):
    """How many people of a side guessed again: at least so many, counted in fives."""

    side: int
    name: str
    at_least: int


class TalkDetail(TalkOut):
    """A talk with everything it begins with and what came of it."""

    heading: str
    words: list[TalkWordOut]
    maps: list[TalkMapOut]
    closing: str
    left_out: str | None
    agreements: list[TalkAgreementOut]
    guesses: list[GuessesOut] = Field(default_factory=list)


def shown(talk: Talk) -> TalkOut:
    """A talk for a list."""
    return TalkOut(
        scan=talk.scan_id,
        collaboration=talk.scan.collaboration_id,
        title=talk.scan.title,
        planned_at=talk.planned_at,
        guessing_at=talk.guessing_at,
        numbers_at=talk.numbers_at,
        is_skipped=talk.is_skipped,
    )


def shown_whole(talk: Talk) -> TalkDetail:
    """A talk by itself, in the language of the request."""
    content = analyses.talk_of(talk.scan.result, get_language() or "nl")
    concepts, written = analyses.concepts_of(talk.scan.result), queries.written_in(talk)
    counts = queries.guess_counts(talk) if talk.takes_guesses else []
    return TalkDetail(
        **shown(talk).model_dump(),
        heading=content.heading,
        words=[
            _word(place, block, written.get(concept))
            for place, (block, concept) in enumerate(zip(content.words, concepts, strict=True), 1)
        ],
        maps=[TalkMapOut.model_validate(each) for each in content.maps],
        closing=content.closing,
        left_out=content.left_out,
        agreements=[agreement_shown(each) for each in queries.agreements_in(talk)],
        guesses=[
            GuessesOut(side=each.side.pk, name=each.side.party.name, at_least=each.at_least)
            for each in counts
        ],
    )


def agreement_shown(agreed: TalkAgreement) -> TalkAgreementOut:
    """Something agreed in a talk."""
    return TalkAgreementOut(
        id=agreed.pk,
        word=agreed.concept,
        what=agreed.what,
        owner=agreed.owner,
        due_on=agreed.due_on,
    )


def _word(place: int, block: "TalkBlock", written: TalkWord | None) -> TalkWordOut:
    by = written.written_by if written else None
    return TalkWordOut(
        place=place,
        name=block.name,
        whys=[WhyOut.model_validate(each) for each in block.whys],
        questions=list(block.questions),
        voices=[VoicesOut.model_validate(each) for each in block.voices],
        notes=written.notes if written else "",
        shared_meaning=written.shared_meaning if written else "",
        version=written.version if written else 0,
        written_by=by.name if by else None,
        written_at=written.written_at if written else None,
    )
