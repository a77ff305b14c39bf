"""The talk before the numbers: words, regions, own words and questions, and no number."""

from dataclasses import dataclass

from samenspel_analysis.meaning.results import PairResult, ScanResult, WordResult
from samenspel_analysis.meaning.states import State
from samenspel_report.i18n import Translator, translator
from samenspel_report.scan.content import Voices
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.pairs import Reading, voices
from samenspel_report.sentences.talk import (
    closing_question,
    most_pressing,
    talk_heading,
    talk_questions,
    why_sentence,
)
from samenspel_report.sentences.words import joined, quoted, state_name, state_note

MOST_WORDS = 3
REGIONS = (
    State.SHARED_GROUND,
    State.SEEN_DIFFERENCE,
    State.UNDECIDED,
    State.DIVIDED,
    State.IMAGINED_DIFFERENCE,
    State.HIDDEN_DIFFERENCE,
)


@dataclass(frozen=True, slots=True)
class TalkWhy:
    """The region of a word between two sides, and why it is talked about."""

    between: str | None  # the two sides, where there are more than two
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class TalkBlock:
    """One word to talk about."""

    name: str
    whys: tuple[TalkWhy, ...]
    questions: tuple[str, ...]
    voices: tuple[Voices, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the map with the words that lie in it."""

    code: str
    name: str
    note: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalkMap:
    """Every region between two sides."""

    between: str | None
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class TalkContent:
    """Everything a talk begins with."""

    heading: str
    words: tuple[TalkBlock, ...]
    maps: tuple[TalkMap, ...]
    closing: str
    left_out: str | None


def words_to_talk_about(result: ScanResult) -> list[str]:
    """At most three words: those of the agenda, in turn of each pair; else the first asked."""
    agendas = [[item.concept for item in pair.agenda] for pair in result.pairs]
    turns = [agenda[place] for place in range(MOST_WORDS) for agenda in agendas if agenda[place:]]
    asked = [word.concept for pair in result.pairs for word in pair.concepts]
    return list(dict.fromkeys(turns or asked))[:MOST_WORDS]


def talk_content(
    result: ScanResult, context: ReportContext, language: str, left_out: tuple[str, ...] = ()
) -> TalkContent:
    """What the talk is about; every text without a number."""
    t = translator(language)
    reading = Reading(result, context, t, None)
    names = words_to_talk_about(result)
    agenda = any(pair.agenda for pair in result.pairs)
    return TalkContent(
        heading=talk_heading(t, len(names) if agenda else 0),
        words=tuple(_word(reading, name) for name in names),
        maps=tuple(_map(t, pair, many=len(result.pairs) > 1) for pair in result.pairs),
        closing=closing_question(t),
        left_out=_left_out(t, left_out),
    )


def _word(reading: Reading, name: str) -> TalkBlock:
    t, many = reading.t, len(reading.result.pairs) > 1
    found = [
        (pair, word) for pair in reading.result.pairs for word in pair.concepts
        if word.concept == name
    ]  # fmt: skip
    first = most_pressing([word.state for _pair, word in found])
    pair, word = next(each for each in found if each[1].state is first)
    opening = reading.context.questions.get(name)
    sides = [side.name for side in reading.result.sides]
    return TalkBlock(
        name=name,
        whys=tuple(_why(t, pair, word, many=many) for pair, word in found),
        questions=((opening,) if opening else ()) + talk_questions(t, word, pair.sides),
        voices=voices(reading, name, sides),
    )


def _why(t: Translator, pair: PairResult, word: WordResult, *, many: bool) -> TalkWhy:
    return TalkWhy(
        _between(t, pair) if many else None,
        state_name(t, word.state),
        why_sentence(t, word, pair.sides),
    )


def _map(t: Translator, pair: PairResult, *, many: bool) -> TalkMap:
    regions = tuple(
        Region(
            state.value,
            state_name(t, state),
            state_note(t, state),
            tuple(word.concept for word in pair.concepts if word.state is state),
        )
        for state in REGIONS
    )
    return TalkMap(_between(t, pair) if many else None, regions)


def _between(t: Translator, pair: PairResult) -> str:
    first, second = pair.sides
    return t.gettext("%(first)s and %(second)s") % {"first": first, "second": second}


def _left_out(t: Translator, words: tuple[str, ...]) -> str | None:
    if not words:
        return None
    return t.gettext("Not shown, because too few people answered: %(words)s.") % {
        "words": joined(t, [quoted(t, word) for word in words])
    }
