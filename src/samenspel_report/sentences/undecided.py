"""What it is about an undecided word that cannot be said yet."""

from enum import Enum, auto
from math import sqrt

from samenspel_analysis.meaning.results import Difference, WordResult
from samenspel_analysis.meaning.states import Verdict
from samenspel_report.i18n import Translator
from samenspel_report.sentences.words import points

DEVIATIONS = 3.92  # standard deviations in a 95 % interval
SURELY_LARGE, MAYBE_LARGE = 1.3, 0.5  # standard deviations above the tolerance


class Open(Enum):
    """Which question is open: how large the difference is, or who saw it coming."""

    SIZE = auto()
    SEEN = auto()
    EITHER = auto()


def undecided_sentences(t: Translator, word: WordResult, tolerance: float) -> list[str]:
    """What is surely different, what is open, and why the word is listed all the same."""
    verdicts = [scale.difference.verdict for scale in word.scales]
    apart = verdicts.count(Verdict.DIFFERENT)
    facts = {"count": apart, "all": len(verdicts), "points": points(t, tolerance)}
    out = []
    if apart:
        out.append(
            t.ngettext(
                "On %(count)s of the %(all)s scales you probably differ by more than %(points)s.",
                "On %(count)s of the %(all)s scales you probably differ by more than %(points)s.",
                apart,
            )
            % facts
        )
    return [
        *out,
        _open(t, word, tolerance) % facts,
        t.gettext("We list it anyway: talking for half an hour tells you more here."),
    ]


def _open(t: Translator, word: WordResult, tolerance: float) -> str:
    question = open_question(word, tolerance)
    if question is Open.SIZE:
        return t.gettext(
            "It is not certain yet whether you differ by more than %(points)s over the whole word."
        )
    if any(side.seen_share is None for side in word.sides):
        return t.gettext("We cannot say who saw the difference coming.")
    if question is Open.SEEN:
        return t.gettext("It is not certain yet whether you both saw the difference coming.")
    return t.gettext(
        "It is not certain yet whether you differ by more than %(points)s over the whole word,"
        " or whether you both saw it coming."
    )


def open_question(word: WordResult, tolerance: float) -> Open:
    """How far the distance over all scales lies above the tolerance, with its uncertainty.

    A result has no distance by itself; the scales give it, and tension its relative width.
    """
    tension, known = word.tension, [scale.difference for scale in word.scales]
    squares = [_square(each) for each in known if each.value is not None]
    if tension is None or not tension.mean or tension.low is None or tension.high is None:
        return Open.EITHER
    distance = sqrt(sum(squares) / len(squares)) if squares else 0.0
    deviation = distance * (tension.high - tension.low) / tension.mean / DEVIATIONS
    above = distance - tolerance
    if above <= MAYBE_LARGE * deviation:
        return Open.SIZE
    return Open.SEEN if above >= SURELY_LARGE * deviation else Open.EITHER


def _square(difference: Difference) -> float:
    """The mean square of a difference: of its estimate and of its uncertainty."""
    value = difference.value or 0.0
    if difference.low is None or difference.high is None:
        return value**2
    return value**2 + ((difference.high - difference.low) / DEVIATIONS) ** 2
