"""What it is about an undecided word that cannot be said yet."""

from enum import Enum, auto

from samenspel_analysis.meaning.results import WordResult
from samenspel_analysis.meaning.states import Verdict
from samenspel_analysis.meaning.word_state import SURE
from samenspel_report.i18n import Translator
from samenspel_report.sentences.by_name import ByName
from samenspel_report.sentences.words import points


class Open(Enum):
    """Which question is open: how large the difference is, or who saw it coming."""

    SIZE = auto()
    SEEN = auto()
    EITHER = auto()


def undecided_sentences(
    t: Translator, word: WordResult, tolerance: float, told: ByName
) -> list[str]:
    """What is surely different, what is open, and why the word is listed all the same."""
    verdicts = [scale.difference.verdict for scale in word.scales]
    apart, size = verdicts.count(Verdict.DIFFERENT), points(t, tolerance)
    return [
        *([told.probably_apart(apart, len(verdicts), size)] if apart else ()),
        _open(t, word, size, told),
        t.gettext("We list it anyway: talking for half an hour tells you more here."),
    ]


def _open(t: Translator, word: WordResult, size: str, told: ByName) -> str:
    question = open_question(word)
    if question is Open.SIZE:
        return told.size_is_open(size)
    if word.both_saw_probability is None:
        return t.gettext("We cannot say who saw the difference coming.")
    return told.seen_is_open() if question is Open.SEEN else told.either_is_open(size)


def open_question(word: WordResult) -> Open:
    """Which of the two questions the answers leave between yes and no."""
    size, seen = word.difference_probability, word.both_saw_probability
    if size is not None and size >= SURE:
        return Open.SEEN
    return Open.SIZE if seen is None or min(seen, 1 - seen) <= 1 - SURE else Open.EITHER
