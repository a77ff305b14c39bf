"""Three sides or more: every pair at a glance, and all of them on one line."""

from collections.abc import Iterator, Sequence

from samenspel_analysis.meaning.results import AnswerMean, PairResult, ScaleResult
from samenspel_analysis.meaning.states import Verdict
from samenspel_report.i18n import Translator
from samenspel_report.pictures import together_height, together_line
from samenspel_report.scan.content import (
    CardWord,
    Drawing,
    PairBlock,
    PairCard,
    PairsAlike,
    Table,
    TogetherScale,
    TogetherWord,
)
from samenspel_report.scan.pairs import Reading
from samenspel_report.scan.tables import answer
from samenspel_report.sentences.words import number, points

WIDTH = 560
Measured = list[tuple[PairResult, ScaleResult]]


def pair_cards(reading: Reading, pairs: Sequence[PairBlock]) -> tuple[PairCard, ...]:
    """Each pair with its words to talk about, placed by its first and its second side."""
    t, names = reading.t, [side.name for side in reading.result.sides]
    urls = reading.context.pair_urls
    cards = []
    for place, (block, pair) in enumerate(zip(pairs, reading.result.pairs, strict=True)):
        first, second = (names.index(side) for side in pair.sides)
        words = tuple(CardWord(word.name, word.state, word.strand) for word in block.agenda)
        say = t.gettext("Talk first about") if words else block.remarks[0]
        url = urls[place] if place < len(urls) else f"#{block.id}"
        title = block.title or ""
        cards.append(PairCard(block.id, url, title, second, first + 1, say, words))
    return tuple(cards)


def together_words(reading: Reading) -> tuple[TogetherWord, ...]:
    """Every word with all sides on each of its scales."""
    pairs = reading.result.pairs
    names = dict.fromkeys(word.concept for pair in pairs for word in pair.concepts)
    return tuple(_word(reading, name) for name in names)


def _word(reading: Reading, name: str) -> TogetherWord:
    t, sides = reading.t, [side.name for side in reading.result.sides]
    measured: dict[str, Measured] = {}
    for pair in reading.result.pairs:
        for word in pair.concepts:
            if word.concept == name:
                for scale in word.scales:
                    measured.setdefault(scale.scale, []).append((pair, scale))
    scales = tuple(_scale(reading, name, code, found) for code, found in measured.items())
    rows = tuple(
        (reading.scale_name(name, code), *(answer(t, _own(found, side)) for side in sides))
        for code, found in measured.items()
    )
    caption = t.gettext("%(word)s: means in points with 95%% interval") % {"word": name}
    return TogetherWord(name, scales, Table(caption, (t.gettext("Scale"), *sides), rows))


def _scale(reading: Reading, name: str, code: str, found: Measured) -> TogetherScale:
    t, result = reading.t, reading.result
    poles = reading.poles(name, code)
    own = [(side.name, _own(found, side.name)) for side in result.sides]
    said = [
        t.gettext("%(side)s means %(mean)s.") % {"side": side, "mean": t.number(each.mean, 1)}
        for side, each in own
        if each.mean is not None
    ]
    opening = t.gettext("Scale from %(low)s, %(pole_low)s, to %(high)s, %(pole_high)s.") % {
        "low": number(t, result.low),
        "pole_low": poles[0],
        "high": number(t, result.high),
        "pole_high": poles[1],
    }
    alt = " ".join([opening, *(said or [t.gettext("Too few answers to say anything")])])
    svg = together_line(own, low=result.low, high=result.high, label=alt)
    drawing = Drawing(svg, alt, WIDTH, together_height(len(own)))
    return TogetherScale(poles, drawing, tuple(_verdicts(t, found)))


def _own(found: Measured, side: str) -> AnswerMean:
    """What a side means, as any of its pairs has it."""
    every = (
        scale.own[place]
        for pair, scale in found
        for place, name in enumerate(pair.sides)
        if name == side
    )
    return next(every, AnswerMean(None, None, None, 0))


def _verdicts(t: Translator, found: Measured) -> Iterator[PairsAlike]:
    """Which pairs differ on a scale, which share it, and of which it is not yet to say."""
    told = {
        Verdict.DIFFERENT: t.gettext("Different between"),
        Verdict.SHARED: t.gettext("Shared by"),
        Verdict.UNDECIDED: t.gettext("Not yet to say of"),
    }
    for verdict, heading in told.items():
        pairs = tuple(_pair(t, *each) for each in found if each[1].difference.verdict is verdict)
        if pairs:
            yield PairsAlike(heading, pairs)


def _pair(t: Translator, pair: PairResult, scale: ScaleResult) -> str:
    names = {"first": pair.sides[0], "second": pair.sides[1]}
    difference = scale.difference
    if difference.verdict is not Verdict.DIFFERENT or difference.value is None:
        return t.gettext("%(first)s and %(second)s") % names
    return t.gettext("%(first)s and %(second)s, estimated %(points)s") % (
        names | {"points": points(t, abs(difference.value))}
    )
