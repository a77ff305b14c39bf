"""Each picture of a report with the sentence that says the same."""

from collections.abc import Sequence

from samenspel_analysis.meaning.results import (
    AnswerMean,
    CommunityScale,
    CommunityWord,
    PairMovement,
    ScaleResult,
    ScanResult,
    WordMovement,
    WordResult,
)
from samenspel_analysis.meaning.states import State
from samenspel_report.i18n import Translator
from samenspel_report.pictures import (
    NARROW,
    PAGE,
    WIDE,
    Lane,
    MapLabels,
    road_line,
    scale_line,
    strand,
    tension_map,
)
from samenspel_report.pictures.regions import MapSize
from samenspel_report.scan.content import Drawing
from samenspel_report.sentences.movements import road_words
from samenspel_report.sentences.movers import movers_of
from samenspel_report.sentences.own_side import told_of
from samenspel_report.sentences.words import (
    number,
    state_name,
    state_note,
    tension_words,
)

SCALE_WIDTH, PAIR_HEIGHT, COMMUNITY_HEIGHT, ROAD_HEIGHT = 560, 116, 68, 96
SHORT_NAME = 16


def strand_drawing(t: Translator, word: WordResult, *, full: float, tolerance: float) -> Drawing:
    """The strand of a word."""
    alt = t.gettext("%(word)s: tension %(tension)s, %(state)s") % {
        "word": word.concept,
        "tension": tension_words(t, word.tension, tolerance),
        "state": state_name(t, word.state),
    }
    return Drawing(strand(word, full=full, label=alt), alt, 300, 62)


def pair_scale_drawing(
    t: Translator,
    scale: ScaleResult,
    poles: tuple[str, str],
    result: ScanResult,
    sides: tuple[str, str],
    *,
    ours: bool,
) -> Drawing:
    """Two lanes; `ours` when the first side reads it."""
    lanes = (
        Lane(scale.own[0], scale.guess[1], _guess_label(t, sides[1], ours=ours, by_us=False)),
        Lane(scale.own[1], scale.guess[0], _guess_label(t, sides[0], ours=ours, by_us=True)),
    )
    told = told_of(t, sides, ours=ours)
    said = []
    for i in (0, 1):
        for tell, given in ((told.mean, scale.own[i]), (told.thought, scale.guess[1 - i])):
            said += [] if given.mean is None else [tell(i, t.number(given.mean, 1))]
    return _scale_drawing(t, lanes, poles, result, said, PAIR_HEIGHT)


def community_scale_drawing(
    t: Translator, scale: CommunityScale, poles: tuple[str, str], result: ScanResult
) -> Drawing:
    """One lane: what members mean and what they think the others mean."""
    lanes = (Lane(scale.own, scale.guess, t.gettext("members thought")),)
    said = [
        *_said(t, t.gettext("Members mean %(mean)s."), scale.own),
        *_said(t, t.gettext("Members thought the others mean %(mean)s."), scale.guess),
    ]
    return _scale_drawing(t, lanes, poles, result, said, COMMUNITY_HEIGHT)


def distance_drawing(t: Translator, word: CommunityWord, reach: float) -> Drawing:
    """One lane: how far members are from the others, and how far they think they are."""
    real, thought = word.distances.own_others_mad, word.distances.own_guess_mad
    lane = Lane(
        AnswerMean(real.mean, real.low, real.high, word.n),
        AnswerMean(thought.mean, thought.low, thought.high, word.n),
        t.gettext("members thought"),
    )
    said = [
        *_said(t, t.gettext("Members are %(mean)s from the others."), lane.meant),
        *_said(t, t.gettext("Members think they are %(mean)s from the others."), lane.guessed),
    ]
    alt = " ".join([word.concept + ":", *(said or [t.gettext("Too few answers to say anything")])])
    svg = scale_line((lane,), low=0, high=reach, label=alt)
    return Drawing(svg, alt, SCALE_WIDTH, COMMUNITY_HEIGHT)


def road_drawing(
    t: Translator, word: WordMovement, pair: PairMovement, *, ours: bool
) -> Drawing | None:
    """How far both sides went; nothing where there was no clear road to travel."""
    movers = movers_of(t, pair.sides, pair.from_wave, ours=ours)
    roads = (word.sides[0].road_travelled, word.sides[1].road_travelled)
    if roads[0] is None and roads[1] is None:
        return None
    said = [
        movers.road(place, road_words(t, road))
        for place, road in enumerate(roads)
        if road is not None and road.mean is not None
    ]
    alt = " ".join([word.concept + ":", *said])
    svg = road_line(roads, then=pair.from_wave, middle=t.gettext("half way"), label=alt)
    return Drawing(svg, alt, SCALE_WIDTH, ROAD_HEIGHT)


def _scale_drawing(
    t: Translator,
    lanes: tuple[Lane, ...],
    poles: tuple[str, str],
    result: ScanResult,
    said: list[str],
    height: int,
) -> Drawing:
    opening = t.gettext("Scale from %(low)s, %(pole_low)s, to %(high)s, %(pole_high)s.") % {
        "low": number(t, result.low),
        "pole_low": poles[0],
        "high": number(t, result.high),
        "pole_high": poles[1],
    }
    alt = " ".join([opening, *(said or [t.gettext("Too few answers to say anything")])])
    svg = scale_line(lanes, low=result.low, high=result.high, label=alt)
    return Drawing(svg, alt, SCALE_WIDTH, height)


def _guess_label(t: Translator, name: str, *, ours: bool, by_us: bool) -> str:
    if ours:
        return t.gettext("we thought") if by_us else t.gettext("they thought")
    if len(name) > SHORT_NAME:
        return t.gettext("guessed")
    return t.gettext("%(side)s thought") % {"side": name}


def _said(t: Translator, sentence: str, answer: AnswerMean, **names: str) -> list[str]:
    if answer.mean is None:
        return []
    return [sentence % (names | {"mean": t.number(answer.mean, 1)})]


def map_drawings(t: Translator, words: Sequence[WordResult]) -> tuple[Drawing, Drawing, Drawing]:
    """The map for wide screens, for narrow screens and for print."""
    names = MapLabels(
        names={state: state_name(t, state) for state in State},
        notes={state: state_note(t, state) for state in State},
        little=t.gettext("little tension"),
        much=t.gettext("much tension"),
    )
    alt = t.ngettext(
        "Map of %(count)s word. To the right is more tension, higher is seen better.",
        "Map of %(count)s words. To the right is more tension, higher is seen better.",
        len(words),
    ) % {"count": len(words)}

    def drawn(size: MapSize) -> Drawing:
        svg = tension_map(words, names, size=size, label=alt)
        return Drawing(svg, alt, size.width + 2, size.height + 34)

    return drawn(WIDE), drawn(NARROW), drawn(PAGE)
