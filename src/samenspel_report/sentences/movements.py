"""What moved between two waves: always "after", never "because of", and never good or bad."""

from collections.abc import Iterator

from samenspel_analysis.meaning.results import Estimate, PairMovement, WordMovement
from samenspel_analysis.meaning.states import Pattern
from samenspel_report.i18n import Translator
from samenspel_report.sentences.words import MORE_THAN_THERE_IS, points, signed

HARDLY = 0.05  # of a tolerance-sized road or point: too little to make a sentence of


def pattern_name(t: Translator, pattern: Pattern) -> str:
    """The name of a pattern; none of them is better."""
    return {
        Pattern.MUTUAL: t.gettext("both moved towards each other"),
        Pattern.ONE_SIDED: t.gettext("one side moved"),
        Pattern.HELD: t.gettext("both held their meaning"),
        Pattern.APART: t.gettext("further apart"),
        Pattern.UNDECIDED: t.gettext("not yet to say"),
    }[pattern]


def pattern_words(t: Translator, word: WordMovement, pair: PairMovement) -> str:
    """The pattern of one word; where one side moved, with its name."""
    nearer = [_above(side.road_travelled) for side in word.sides]
    if word.pattern is not Pattern.ONE_SIDED or nearer[0] == nearer[1]:
        return pattern_name(t, word.pattern)
    moved = nearer.index(True)
    facts = {"side": pair.sides[moved], "other": pair.sides[1 - moved]}
    return t.gettext("%(side)s moved towards %(other)s") % facts


def movement_sentences(
    t: Translator, word: WordMovement, pair: PairMovement, tolerance: float
) -> list[str]:
    """The road travelled by each, the common move and what each learned."""
    return [
        *_roads(t, word, pair, tolerance),
        *_mutual(t, word),
        *_common(t, word, tolerance),
        *_learning(t, word, pair),
    ]


def _roads(
    t: Translator, word: WordMovement, pair: PairMovement, tolerance: float
) -> Iterator[str]:
    if word.pattern is Pattern.HELD:
        yield t.gettext(
            "After %(wave)s you probably both moved less than %(points)s per scale."
        ) % {
            "wave": pair.from_wave,
            "points": points(t, tolerance),
        }
        return
    roads = [side.road_travelled for side in word.sides]
    if all(road is None or road.mean is None for road in roads):
        yield t.gettext(
            "How far you moved we cannot say: the difference before was too small or too uncertain."
        )
        return
    for i, side in enumerate(pair.sides):
        facts = {"side": side, "other": pair.sides[1 - i], "wave": pair.from_wave}
        yield _road(t, roads[i]) % (facts | {"share": road_words(t, roads[i])})


def _road(t: Translator, road: Estimate | None) -> str:
    if road is None or road.mean is None:
        return t.gettext("How far %(side)s moved we cannot say.")
    if not _certain(road):
        return t.gettext(
            "Whether %(side)s moved towards what %(other)s meant then is not certain:"
            " %(share)s of the road."
        )
    if road.mean < 0:
        return t.gettext(
            "After %(wave)s %(side)s moved away from what %(other)s meant then:"
            " %(share)s of the road."
        )
    if road.mean >= MORE_THAN_THERE_IS:
        return t.gettext(
            "After %(wave)s %(side)s moved past what %(other)s meant then: %(share)s of the road."
        )
    return t.gettext(
        "After %(wave)s %(side)s travelled %(share)s of the road to what %(other)s meant then."
    )


def road_words(t: Translator, road: Estimate | None) -> str:
    """A part of the road in hundredths, with its interval."""
    if road is None or road.mean is None:
        return t.gettext("no number")
    if road.low is None or road.high is None:
        return t.gettext("%(share)s%%") % {"share": signed(t, road.mean * 100, 0)}
    return t.gettext("%(share)s%% (between %(low)s%% and %(high)s%%)") % {
        "share": signed(t, road.mean * 100, 0),
        "low": signed(t, road.low * 100, 0),
        "high": signed(t, road.high * 100, 0),
    }


def _mutual(t: Translator, word: WordMovement) -> Iterator[str]:
    if word.pattern is Pattern.MUTUAL and word.mutual is not None and word.mutual.mean is not None:
        yield t.gettext("What you did together is the smaller of the two roads: %(share)s.") % {
            "share": road_words(t, word.mutual)
        }


def _common(t: Translator, word: WordMovement, tolerance: float) -> Iterator[str]:
    """Said only when it is surely more than the tolerance: a size is never below nothing."""
    move = word.common_move
    if move is not None and move.low is not None and move.low > tolerance:
        yield t.gettext(
            "Together you moved %(points)s per scale to a meaning that neither of you held before."
        ) % {"points": _size(t, word.common_move)}


def _learning(t: Translator, word: WordMovement, pair: PairMovement) -> Iterator[str]:
    for i, side in enumerate(pair.sides):
        learning = word.sides[i].learning
        if not _clear(learning):
            continue
        facts = {"side": side, "other": pair.sides[1 - i], "points": _size(t, learning)}
        if _mean(learning) > 0:
            yield (
                t.gettext("%(side)s guesses %(other)s %(points)s per scale closer than before.")
                % facts
            )
        else:
            yield (
                t.gettext(
                    "%(side)s guesses %(other)s %(points)s per scale less closely than before."
                )
                % facts
            )


def _clear(value: Estimate | None) -> bool:
    """Away from nothing: its interval, where there is one, does not hold zero."""
    if value is None or value.mean is None or abs(value.mean) < HARDLY:
        return False
    if value.low is None or value.high is None:
        return True
    return value.low > 0 or value.high < 0


def _certain(value: Estimate) -> bool:
    """Whether the interval, where there is one, lies on one side of nothing."""
    return value.low is None or value.high is None or value.low > 0 or value.high < 0


def _above(value: Estimate | None) -> bool:
    return value is not None and value.low is not None and value.low > 0


def _mean(value: Estimate | None) -> float:
    return 0.0 if value is None or value.mean is None else value.mean


def _size(t: Translator, value: Estimate | None) -> str:
    return points(t, abs(_mean(value)))
