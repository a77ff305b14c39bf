"""One scale in words: how large the difference is, which way, and who expected it."""

from dataclasses import dataclass

from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.results import AnswerMean, Difference, ScaleResult
from samenspel_analysis.meaning.states import Verdict
from samenspel_report.i18n import Translator
from samenspel_report.sentences.by_name import ByName, Guess
from samenspel_report.sentences.own_side import told_of
from samenspel_report.sentences.words import points, quoted

NO_BREAK = "\N{NO-BREAK SPACE}"
AROUND_THE_MIDDLE = 1 / 12  # of the range: half a point of seven


@dataclass(frozen=True, slots=True)
class Setting:
    """What every scale of a word shares: the sides, `ours` if the first reads it, and points.

    A side that is `divided` on the word has no one meaning that the other could guess.
    """

    sides: tuple[str, str]
    low: float
    high: float
    tolerance: float
    ours: bool = False
    divided: tuple[bool, bool] = (False, False)

    def told(self, t: Translator) -> ByName:
        """How to tell of the sides."""
        return told_of(t, self.sides, ours=self.ours)


def verdict_heading(t: Translator, scale: ScaleResult, setting: Setting) -> str:
    """The verdict with its number; a group too small for a verdict has its means only."""
    difference = scale.difference
    if difference.verdict is None or difference.value is None:
        return _means_only(t, scale, setting)
    size = {
        "points": points(t, abs(difference.value)),
        "between": _between(t, difference),
    }
    if difference.verdict is Verdict.DIFFERENT:
        return t.gettext("Difference: estimated %(points)s%(between)s") % size
    if difference.verdict is Verdict.UNDECIDED:
        return t.gettext("Not yet to say: estimated %(points)s%(between)s") % size
    if _apart(scale, setting) is not None:
        return t.gettext("Probably shared: estimated %(points)s%(between)s") % size
    return t.gettext("Shared: less than %(points)s of difference") % {
        "points": points(t, setting.tolerance)
    }


def _means_only(t: Translator, scale: ScaleResult, setting: Setting) -> str:
    one, two = (answer.mean for answer in scale.own)
    if one is None or two is None:
        return t.gettext("Too few answers to say anything")
    return setting.told(t).means_only(t.number(one, 1), t.number(two, 1))


def _apart(scale: ScaleResult, setting: Setting) -> float | None:
    """How far the plain means of a shared scale lie apart, where that is past the tolerance."""
    first, second = (answer.mean for answer in scale.own)
    if scale.difference.verdict is not Verdict.SHARED or first is None or second is None:
        return None
    return abs(first - second) if abs(first - second) > setting.tolerance else None


def _between(t: Translator, difference: Difference) -> str:
    """The interval of the size of a difference; it begins at nothing where the sign is open."""
    if difference.low is None or difference.high is None:
        return ""
    least, most = sorted((abs(difference.low), abs(difference.high)))
    if difference.low < 0 < difference.high:
        least = 0.0
    interval = t.gettext("(between %(low)s and %(high)s)") % {
        "low": t.number(least, 1) if least else t.number(0, 0),
        "high": t.number(most, 1),
    }
    return " " + interval.replace(" ", NO_BREAK)


def scale_sentence(
    t: Translator, scale: ScaleResult, poles: tuple[str, str], setting: Setting
) -> str:
    """Which way both sides lean, and what they expected of each other."""
    verdict = scale.difference.verdict
    if verdict is Verdict.UNDECIDED:
        return t.gettext(
            "The difference may be small or just too large."
            " With %(one)s and %(two)s answers we cannot tell."
        ) % {"one": scale.own[0].n, "two": scale.own[1].n}
    if scale.own[0].mean is None or scale.own[1].mean is None:
        return t.gettext("We show a mean only when enough people answered.")
    if verdict is None:
        return t.gettext(
            "At least one side has fewer than 5 answers here. So we show means and say no more."
        )
    apart = _apart(scale, setting)
    if apart is not None:
        return t.gettext(
            "The means lie %(points)s apart; with so few answers that may well be chance."
        ) % {"points": points(t, apart)}
    return " ".join([_direction(t, scale, poles, setting), *_guesses(t, scale, setting)])


def _direction(t: Translator, scale: ScaleResult, poles: tuple[str, str], setting: Setting) -> str:
    told = setting.told(t)
    offsets = [_offset(answer, setting) for answer in scale.own]
    leans = [0 if abs(o) <= AROUND_THE_MIDDLE else 1 if o > 0 else -1 for o in offsets]
    if scale.difference.verdict is Verdict.SHARED:
        return _shared_direction(t, sum(offsets) / 2, poles, told)
    if leans == [0, 0]:
        return told.both_in_the_middle()
    toward = [quoted(t, poles[0] if lean < 0 else poles[1]) for lean in leans]
    if leans[0] == leans[1]:
        return told.both_lean(toward[0], 0 if abs(offsets[0]) > abs(offsets[1]) else 1)
    if 0 in leans:
        there = 1 - leans.index(0)
        return told.one_leans(there, toward[there])
    return told.lean_apart(toward[0], toward[1])


def _shared_direction(t: Translator, together: float, poles: tuple[str, str], told: ByName) -> str:
    if abs(together) <= AROUND_THE_MIDDLE:
        return told.both_in_the_middle()
    return told.both_lean(quoted(t, poles[0] if together < 0 else poles[1]))


def _offset(answer: AnswerMean, setting: Setting) -> float:
    """Where a mean stands from the middle, as a part of the range."""
    mean = setting.low if answer.mean is None else answer.mean
    return (mean - setting.low) / (setting.high - setting.low) - 0.5


def _guesses(t: Translator, scale: ScaleResult, setting: Setting) -> list[str]:
    told = setting.told(t)
    first, second = (
        None
        if setting.divided[1 - place]
        else _guess(scale.own[place], scale.own[1 - place], scale.guess[place], setting.tolerance)
        for place in (0, 1)
    )
    if first is None and second is None:
        return []
    if first is second and first is not None:
        shared = scale.difference.verdict is Verdict.SHARED
        return [told.both_knew() if shared and first is Guess.RIGHT else told.both_guessed(first)]
    return [
        told.one_guessed(place, guess)
        for place, guess in enumerate((first, second))
        if guess is not None
    ]


def _guess(
    mine: AnswerMean, theirs: AnswerMean, guessed: AnswerMean, tolerance: float
) -> Guess | None:
    """Right is within the tolerance, and past half way to the other where there is a way to go."""
    if (
        mine.mean is None
        or theirs.mean is None
        or guessed.mean is None
        or guessed.n < MINIMUM_GROUP
    ):
        return None
    way = theirs.mean - mine.mean
    missed = (guessed.mean - theirs.mean) * (1 if way >= 0 else -1)
    if abs(missed) <= tolerance and (abs(way) <= tolerance or missed >= -abs(way) / 2):
        return Guess.RIGHT
    return Guess.TOO_FAR if missed > 0 else Guess.TOO_NEAR
