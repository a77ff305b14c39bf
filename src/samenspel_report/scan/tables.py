"""Each picture once more, as a table with the same numbers."""

from collections.abc import Sequence

from samenspel_analysis.meaning.results import (
    AnswerMean,
    CommunityResult,
    CommunityWord,
    Difference,
    Distances,
    Estimate,
    PairMovement,
    PairResult,
    WordResult,
    WordSide,
)
from samenspel_analysis.meaning.states import State
from samenspel_report.i18n import Translator
from samenspel_report.pictures import least_seen
from samenspel_report.scan.content import Table
from samenspel_report.sentences.by_name import ByName
from samenspel_report.sentences.limits import people, tolerance_rows
from samenspel_report.sentences.movements import pattern_words
from samenspel_report.sentences.movers import movers_of
from samenspel_report.sentences.words import (
    estimate,
    importance_level,
    importance_words,
    share_words,
    signed,
    state_name,
    tension_words,
    verdict_name,
)


def answer(t: Translator, value: AnswerMean | Difference) -> str:
    """A mean or a difference with its interval."""
    mean = value.mean if isinstance(value, AnswerMean) else value.value
    return estimate(t, Estimate(mean, value.low, value.high))


def scale_table(t: Translator, word: WordResult, told: ByName, names: Sequence[str]) -> Table:
    """Four marks, the difference and the verdict of every scale."""
    head = (
        t.gettext("Scale"),
        told.mean_heading(0),
        told.thought_heading(0),
        told.mean_heading(1),
        told.thought_heading(1),
        t.gettext("Estimated difference"),
        t.gettext("What we see"),
    )
    rows = tuple(
        (
            name,
            answer(t, scale.own[0]),
            answer(t, scale.guess[1]),
            answer(t, scale.own[1]),
            answer(t, scale.guess[0]),
            answer(t, scale.difference),
            verdict_name(t, scale.difference.verdict),
        )
        for name, scale in zip(names, word.scales, strict=True)
    )
    return Table(told.scales_caption(word.concept), head, rows)


def side_table(t: Translator, word: WordResult, told: ByName) -> Table:
    """Who answered, how important the word is to them, and what they saw coming."""
    head = (
        t.gettext("Side"),
        t.gettext("People"),
        t.gettext("Importance"),
        t.gettext("Seen of the difference (1 is all, more is too much)"),
        t.gettext("Divided within"),
    )
    rows = tuple(
        (
            told.name(place),
            people(t, part.n),
            importance_words(t, importance_level(part.importance)),
            _share(t, None if word.sides[1 - place].divided else part.seen_share),
            _divided(t, part),
        )
        for place, part in enumerate(word.sides)
    )
    return Table(t.gettext("%(word)s: both sides") % {"word": word.concept}, head, rows)


def _share(t: Translator, share: Estimate | None) -> str:
    if share is None or share.mean is None:
        return t.gettext("not to be said")
    words = share_words(t, share.mean)
    if share.low is None or share.high is None:
        return words
    return t.gettext("%(words)s (%(low)s to %(high)s)") % {
        "words": words,
        "low": signed(t, share.low, 1),
        "high": signed(t, share.high, 1),
    }


def _tenths(t: Translator, words: str, low: float, high: float) -> str:
    least, most = round(low * 10), round(high * 10)
    facts = {"share": words, "low": least, "high": most}
    if least == most:
        return t.gettext("%(share)s (%(low)s of 10 parts)") % facts
    return t.gettext("%(share)s (between %(low)s and %(high)s of 10 parts)") % facts


def _divided(t: Translator, part: WordSide) -> str:
    if part.divided is None:
        return t.gettext("not to be said")
    return t.gettext("yes") if part.divided else t.gettext("no")


def map_table(t: Translator, words: Sequence[WordResult], tolerance: float) -> Table:
    """Tension in words, the seen share of who saw least, and the region."""
    head = (t.gettext("Word"), t.gettext("Tension"), t.gettext("Seen"), t.gettext("Region"))
    rows = tuple(
        (
            word.concept,
            tension_words(t, word.tension, tolerance),
            _seen(t, word),
            state_name(t, word.state),
        )
        for word in words
    )
    return Table(t.gettext("The map as a table"), head, rows)


def _seen(t: Translator, word: WordResult) -> str:
    if word.state in (State.SHARED_GROUND, State.IMAGINED_DIFFERENCE):
        return t.gettext("no difference to see")
    seen = None if word.state is State.DIVIDED else least_seen(word)
    if seen is None:
        return t.gettext("not to be said")
    words = share_words(t, seen[0])
    if seen[1] is None or seen[2] is None:
        return words
    return _tenths(t, words, seen[1], seen[2])


def tolerance_table(t: Translator, words: Sequence[WordResult]) -> Table:
    """The state of every word at three tolerances."""
    head = (
        t.gettext("Word"),
        t.gettext("Stricter (0.75 times)"),
        t.gettext("As chosen"),
        t.gettext("Wider (1.25 times)"),
    )
    return Table(t.gettext("Each word at three tolerances"), head, tuple(tolerance_rows(t, words)))


def matrix_table(t: Translator, pairs: Sequence[PairResult]) -> Table:
    """Which state each word has between each pair."""
    names = list(dict.fromkeys(word.concept for pair in pairs for word in pair.concepts))
    head = (
        t.gettext("Word"),
        *(
            t.gettext("%(first)s and %(second)s")
            % {"first": pair.sides[0], "second": pair.sides[1]}
            for pair in pairs
        ),
    )
    states = [{word.concept: word.state for word in pair.concepts} for pair in pairs]
    rows = tuple(
        (name, *(_state_or_none(t, found.get(name)) for found in states)) for name in names
    )
    return Table(t.gettext("Each word between each pair of sides"), head, rows)


def _state_or_none(t: Translator, state: State | None) -> str:
    return t.gettext("not asked") if state is None else state_name(t, state)


def movement_table(t: Translator, movement: PairMovement, *, ours: bool) -> Table:
    """Every number of the movement between two waves; `ours` when the first side reads it."""
    movers = movers_of(t, movement.sides, movement.from_wave, ours=ours)
    head = (
        t.gettext("Word"),
        t.gettext("What we see"),
        movers.road_heading(0),
        movers.road_heading(1),
        t.gettext("Smaller road"),
        t.gettext("Common move"),
        movers.learning_heading(0),
        movers.learning_heading(1),
    )
    rows = tuple(
        (
            word.concept,
            pattern_words(t, word, movement, ours=ours),
            estimate(t, word.sides[0].road_travelled, decimals=2),
            estimate(t, word.sides[1].road_travelled, decimals=2),
            estimate(t, word.mutual, decimals=2),
            estimate(t, word.common_move),
            estimate(t, word.sides[0].learning),
            estimate(t, word.sides[1].learning),
        )
        for word in movement.concepts
    )
    caption = t.gettext(
        "Roads as a part of the whole road (1 is all of it);"
        " common move and learning in points per scale."
    )
    return Table(caption, head, rows)


def distance_table(t: Translator, community: CommunityResult) -> Table:
    """The three distances and the three correlations, over all words and for each."""
    head = (
        t.gettext("Word"),
        t.gettext("Own to others"),
        t.gettext("Guess to others"),
        t.gettext("Own to guess"),
        t.gettext("Agreement"),
        t.gettext("Accuracy"),
        t.gettext("Congruency"),
    )
    everything = (t.gettext("All words"), *_community_cells(t, community))
    rows = tuple((word.concept, *_community_cells(t, word)) for word in community.concepts)
    caption = t.gettext("Mean distances in points, and mean correlations, with 95% interval")
    return Table(caption, head, (everything, *rows))


def _community_cells(t: Translator, found: CommunityResult | CommunityWord) -> tuple[str, ...]:
    distances: Distances = found.distances
    return (
        estimate(t, distances.own_others_mad),
        estimate(t, distances.guess_others_mad),
        estimate(t, distances.own_guess_mad),
        estimate(t, found.correlation.agreement, decimals=2),
        estimate(t, found.correlation.accuracy, decimals=2),
        estimate(t, found.correlation.congruency, decimals=2),
    )


def community_scale_table(t: Translator, word: CommunityWord, names: Sequence[str]) -> Table:
    """Two marks of every scale."""
    head = (t.gettext("Scale"), t.gettext("Members mean"), t.gettext("Members thought of others"))
    rows = tuple(
        (name, answer(t, scale.own), answer(t, scale.guess))
        for name, scale in zip(names, word.scales, strict=True)
    )
    caption = t.gettext("%(word)s: means in points with 95%% interval") % {"word": word.concept}
    return Table(caption, head, rows)
