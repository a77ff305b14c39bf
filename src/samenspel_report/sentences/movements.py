"""What moved between two waves: always "after", never "because of", and never good or bad."""

from collections.abc import Iterator

from samenspel_analysis.meaning.results import Estimate, PairMovement, WordMovement
from samenspel_analysis.meaning.states import Pattern
from samenspel_report.i18n import Translator
from samenspel_report.sentences.movers import Movers, movers_of
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


def pattern_words(
    t: Translator, word: WordMovement, pair: PairMovement, *, ours: bool = False
) -> str:
    """The pattern of one word; where one side moved, which. `ours` when the first side reads it."""
    nearer = [_above(side.road_travelled) for side in word.sides]
    if word.pattern is not Pattern.ONE_SIDED or nearer[0] == nearer[1]:
        return pattern_name(t, word.pattern)
    return movers_of(t, pair.sides, pair.from_wave, ours=ours).moved_towards(nearer.index(True))


def movement_sentences(
    t: Translator, word: WordMovement, pair: PairMovement, tolerance: float, *, ours: bool = False
) -> list[str]:
    """The road travelled by each, the common move and what each learned."""
    movers = movers_of(t, pair.sides, pair.from_wave, ours=ours)
    return [
        *_roads(t, word, movers, tolerance),
        *_mutual(t, word, movers),
        *_common(t, word, movers, tolerance),
        *_learning(t, word, movers),
    ]


def _roads(t: Translator, word: WordMovement, movers: Movers, tolerance: float) -> Iterator[str]:
    if word.pattern is Pattern.HELD:
        yield movers.both_held(points(t, tolerance))
        return
    roads = [side.road_travelled for side in word.sides]
    if all(road is None or road.mean is None for road in roads):
        yield movers.nobody_knows()
        return
    for place, road in enumerate(roads):
        yield _road(t, road, place, movers)


def _road(t: Translator, road: Estimate | None, place: int, movers: Movers) -> str:
    if road is None or road.mean is None:
        return movers.unknown(place)
    share = road_words(t, road)
    if not _certain(road):
        return movers.perhaps(place, share)
    if road.mean < 0:
        return movers.away(place, share)
    if road.mean >= MORE_THAN_THERE_IS:
        return movers.past(place, share)
    return movers.travelled(place, share)


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


def _mutual(t: Translator, word: WordMovement, movers: Movers) -> Iterator[str]:
    if word.pattern is Pattern.MUTUAL and word.mutual is not None and word.mutual.mean is not None:
        yield movers.together(road_words(t, word.mutual))


def _common(t: Translator, word: WordMovement, movers: Movers, tolerance: float) -> Iterator[str]:
    """Said only when it is surely more than the tolerance: a size is never below nothing."""
    move = word.common_move
    if move is not None and move.low is not None and move.low > tolerance:
        yield movers.to_a_third(_size(t, word.common_move))


def _learning(t: Translator, word: WordMovement, movers: Movers) -> Iterator[str]:
    for place, side in enumerate(word.sides):
        if _clear(side.learning):
            told = movers.closer if _mean(side.learning) > 0 else movers.further
            yield told(place, _size(t, side.learning))


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
