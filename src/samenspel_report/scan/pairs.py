"""Two sides, written and drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samenspel_analysis.meaning.results import (
    Difference,
    PairMovement,
    PairResult,
    ScaleResult,
    ScanResult,
    UnbiasedSquares,
    WordMovement,
    WordResult,
)
from samenspel_report.i18n import Translator
from samenspel_report.pictures import full_tension
from samenspel_report.scan.content import (
    LegendItem,
    MapBlock,
    MovementBlock,
    MovementsBlock,
    PairBlock,
    ScaleBlock,
    Voices,
    WordBlock,
)
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.drawings import (
    map_drawings,
    pair_scale_drawing,
    road_drawing,
    strand_drawing,
)
from samenspel_report.scan.tables import (
    map_table,
    movement_table,
    scale_table,
    side_table,
    tolerance_table,
)
from samenspel_report.sentences.agenda import empty_agenda, reasons, tie_sentences
from samenspel_report.sentences.limits import other_tolerances
from samenspel_report.sentences.movements import movement_sentences, pattern_words
from samenspel_report.sentences.own_side import told_of
from samenspel_report.sentences.scales import Setting, scale_sentence, verdict_heading
from samenspel_report.sentences.words import number, state_name, tension_words

FEWEST_TEXTS = 5  # of a side on a word: a guard, behind the reader of files that counts writers


@dataclass(frozen=True, slots=True)
class Reading:
    """One result in one language, as one side or nobody in particular reads it."""

    result: ScanResult
    context: ReportContext
    t: Translator
    perspective: str | None

    @property
    def tolerance_share(self) -> float:
        """The tolerance as a part of the range."""
        return self.result.tolerance / (self.result.high - self.result.low)

    def is_ours(self, sides: tuple[str, str]) -> bool:
        """Whether the first of these sides reads it, as "we"."""
        return self.perspective == sides[0]

    def poles(self, concept: str, scale: str) -> tuple[str, str]:
        """The two ends of a scale; their numbers where nobody named them."""
        ends = (number(self.t, self.result.low), number(self.t, self.result.high))
        return self.context.poles.get((concept, scale), ends)

    def scale_name(self, concept: str, scale: str) -> str:
        """What a scale is called in a table."""
        poles = self.context.poles.get((concept, scale))
        if poles is None:
            return scale
        return self.t.gettext("%(low)s or %(high)s") % {"low": poles[0], "high": poles[1]}


def pair_block(reading: Reading, pair: PairResult, place: int, *, titled: bool) -> PairBlock:
    """Everything there is to say about two sides."""
    t = reading.t
    pair = seen_from(pair, reading.perspective)
    names = {"first": pair.sides[0], "second": pair.sides[1]}
    listed = [item.concept for item in pair.agenda]
    ordered = sorted(pair.concepts, key=lambda word: _rank(word.concept, listed))
    full = full_tension(pair.concepts)
    known = any(word.tension is not None for word in ordered)
    blocks = [
        _word(reading, pair, word, f"pair-{place}-word-{i}", full)
        for i, word in enumerate(ordered, start=1)
    ]
    remarks = tie_sentences(t, pair.agenda) if listed else [empty_agenda(t, pair)]
    return PairBlock(
        id=f"pair-{place}",
        title=t.gettext("%(first)s and %(second)s") % names if titled else None,
        lanes=_lanes(reading, pair.sides),
        legend=_legend(reading, pair.sides),
        estimated=_estimated(t, pair),
        agenda=tuple(blocks[: len(listed)]),
        remarks=tuple(remarks),
        words=tuple(blocks),
        map=_map(reading, ordered) if known else None,
        tolerance=other_tolerances(t, ordered, reading.result.tolerance) if known else None,
        tolerance_table=tolerance_table(t, ordered) if known else None,
        movements=tuple(
            movements_block(reading, seen_between(movement, pair.sides))
            for movement in reading.result.movements
            if set(movement.sides) == set(pair.sides)
        ),
    )


def seen_from(pair: PairResult, side: str | None) -> PairResult:
    """The same pair with this side first, if it is the second."""
    if side != pair.sides[1]:
        return pair
    return replace(
        pair,
        sides=pair.sides[::-1],
        concepts=tuple(_turned_word(word) for word in pair.concepts),
    )


def seen_between(movement: PairMovement, sides: tuple[str, str]) -> PairMovement:
    """The same movement with the sides in this order."""
    if movement.sides == sides:
        return movement
    words: tuple[WordMovement, ...] = tuple(
        replace(word, sides=word.sides[::-1]) for word in movement.concepts
    )
    return replace(movement, sides=sides, concepts=words)


def _turned_word(word: WordResult) -> WordResult:
    squares: UnbiasedSquares = replace(
        word.unbiased,
        assumed=word.unbiased.assumed[::-1],
        misreading=word.unbiased.misreading[::-1],
        seen_numerator=word.unbiased.seen_numerator[::-1],
    )
    scales: tuple[ScaleResult, ...] = tuple(
        replace(
            scale,
            own=scale.own[::-1],
            guess=scale.guess[::-1],
            difference=_turned(scale.difference),
        )
        for scale in word.scales
    )
    return replace(word, sides=word.sides[::-1], scales=scales, unbiased=squares)


def _turned(difference: Difference) -> Difference:
    def minus(value: float | None) -> float | None:
        return None if value is None else -value

    return replace(
        difference,
        value=minus(difference.value),
        low=minus(difference.high),
        high=minus(difference.low),
    )


def _estimated(t: Translator, pair: PairResult) -> str | None:
    """Why a difference is not simply the distance between two marks; only where one is said."""
    if all(scale.difference.verdict is None for word in pair.concepts for scale in word.scales):
        return None
    return t.gettext(
        "The estimated difference is smaller than the distance between the marks,"
        " because few answers leave room for chance."
    )


def _rank(concept: str, listed: Sequence[str]) -> int:
    return listed.index(concept) if concept in listed else len(listed)


def _lanes(reading: Reading, sides: tuple[str, str]) -> tuple[str, str]:
    if not reading.is_ours(sides):
        return sides
    return reading.t.gettext("we"), reading.t.gettext("they")


def _legend(reading: Reading, sides: tuple[str, str]) -> tuple[LegendItem, ...]:
    t = reading.t
    facts = {"first": sides[0], "second": sides[1]}
    if reading.is_ours(sides):
        said = (
            t.gettext("we, %(first)s"),
            t.gettext("what they thought we mean"),
            t.gettext("they, %(second)s"),
            t.gettext("what we thought they mean"),
        )
    else:
        said = (
            "%(first)s",
            t.gettext("what %(second)s thought %(first)s means"),
            "%(second)s",
            t.gettext("what %(first)s thought %(second)s means"),
        )
    return tuple(
        LegendItem(words % facts, square=i > 1, guessed=i % 2 == 1) for i, words in enumerate(said)
    )


def _word(
    reading: Reading, pair: PairResult, word: WordResult, anchor: str, full: float
) -> WordBlock:
    t, tolerance = reading.t, reading.tolerance_share
    told = told_of(t, pair.sides, ours=reading.is_ours(pair.sides))
    names = [reading.scale_name(word.concept, scale.scale) for scale in word.scales]
    return WordBlock(
        id=anchor,
        name=word.concept,
        state=state_name(t, word.state),
        tension=tension_words(t, word.tension, tolerance),
        strand=strand_drawing(t, word, full=full, tolerance=tolerance),
        reasons=tuple(
            reasons(t, word, pair.sides, reading.result.tolerance, ours=reading.is_ours(pair.sides))
        ),
        question=reading.context.questions.get(word.concept),
        scales=tuple(_scale(reading, pair, word, scale) for scale in word.scales),
        tables=(scale_table(t, word, told, names), side_table(t, word, told)),
        voices=voices(reading, word.concept, pair.sides),
    )


def voices(reading: Reading, concept: str, sides: Sequence[str]) -> tuple[Voices, ...]:
    """What people of each side wrote about a word, where enough wrote to stay unknown."""
    written = [reading.context.voices.get((concept, side), ()) for side in sides]
    found = tuple(
        Voices(side, i > 0, texts if len(texts) >= FEWEST_TEXTS else ())
        for i, (side, texts) in enumerate(zip(sides, written, strict=True))
    )
    return found if any(voice.quotes for voice in found) else ()


def _scale(reading: Reading, pair: PairResult, word: WordResult, scale: ScaleResult) -> ScaleBlock:
    t, result, concept = reading.t, reading.result, word.concept
    poles = reading.poles(concept, scale.scale)
    ours = reading.is_ours(pair.sides)
    divided = (bool(word.sides[0].divided), bool(word.sides[1].divided))
    setting = Setting(pair.sides, result.low, result.high, result.tolerance, ours, divided)
    return ScaleBlock(
        name=scale.scale if (concept, scale.scale) not in reading.context.poles else "",
        poles=poles,
        drawing=pair_scale_drawing(t, scale, poles, result, pair.sides, ours=ours),
        heading=verdict_heading(t, scale, setting),
        sentence=scale_sentence(t, scale, poles, setting),
    )


def _map(reading: Reading, words: Sequence[WordResult]) -> MapBlock:
    wide, narrow, page = map_drawings(reading.t, words)
    return MapBlock(wide, narrow, page, map_table(reading.t, words, reading.tolerance_share))


def movements_block(reading: Reading, movement: PairMovement) -> MovementsBlock:
    """What moved between two sides, word by word."""
    t, ours = reading.t, reading.is_ours(movement.sides)
    title = t.gettext("What moved between %(before)s and %(after)s")
    return MovementsBlock(
        title=title % {"before": movement.from_wave, "after": movement.to_wave},
        words=tuple(
            MovementBlock(
                word.concept,
                pattern_words(t, word, movement, ours=ours),
                road_drawing(t, word, movement, ours=ours),
                tuple(movement_sentences(t, word, movement, reading.result.tolerance, ours=ours)),
            )
            for word in movement.concepts
        ),
        table=movement_table(t, movement, ours=ours),
    )
