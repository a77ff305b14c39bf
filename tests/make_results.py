"""Scan results by hand, for tests of reports and pages; organisations and numbers are fictional."""

from collections.abc import Sequence
from dataclasses import replace

from samenspel_analysis.meaning.results import (
    AgendaItem,
    AnswerMean,
    CommunityResult,
    CommunityScale,
    CommunityWord,
    Correlations,
    Difference,
    Distances,
    Estimate,
    Notice,
    PairMovement,
    PairResult,
    ScaleResult,
    ScanResult,
    SideMovement,
    SideSummary,
    UnbiasedSquares,
    WordMovement,
    WordResult,
    WordSide,
)
from samenspel_analysis.meaning.states import NoticeKind, Pattern, State, Verdict

SIDES = ("Volle Tafel", "Brinkhof")
NO_SQUARES = UnbiasedSquares(None, (None, None), (None, None), (None, None))
MEANS = (  # first means, second thought of first, second means, first thought of second
    (5.9, 3.8, 3.0, 4.8, Verdict.DIFFERENT),
    (2.4, 4.2, 5.5, 3.1, Verdict.DIFFERENT),
    (5.5, 4.1, 3.7, 3.4, Verdict.DIFFERENT),
    (4.0, 3.8, 3.1, 3.7, Verdict.UNDECIDED),
    (5.4, 4.9, 4.7, 5.1, Verdict.SHARED),
    (6.0, 3.2, 2.8, 5.0, Verdict.DIFFERENT),
)


def answer(mean: float | None, half: float | None = 0.5, n: int = 8) -> AnswerMean:
    """A mean with a symmetric interval."""
    if mean is None or half is None:
        return AnswerMean(mean, None, None, n)
    return AnswerMean(mean, mean - half, mean + half, n)


def estimate(mean: float, half: float = 0.05) -> Estimate:
    """A mean with a symmetric interval."""
    return Estimate(mean, mean - half, mean + half)


def scale(
    name: str, first: float, of_first: float, second: float, of_second: float, verdict: Verdict
) -> ScaleResult:
    """A scale with an interval everywhere."""
    difference = second - first
    return ScaleResult(
        scale=name,
        own=(answer(first), answer(second, 0.6, 7)),
        guess=(answer(of_second, 0.4), answer(of_first, 0.6, 7)),
        difference=Difference(difference, difference - 0.6, difference + 0.6, verdict),
    )


def scales() -> tuple[ScaleResult, ...]:
    """Six scales with every verdict."""
    return tuple(scale(f"s{i}", *numbers) for i, numbers in enumerate(MEANS, start=1))


def side(
    seen: float | None = 0.3,
    importance: float | None = 0.8,
    *,
    divided: bool | None = False,
    n: int = 8,
) -> WordSide:
    """One side's part in a word."""
    return WordSide(
        n=n,
        seen_share=None if seen is None else estimate(seen, 0.12),
        importance=None if importance is None else estimate(importance),
        divided=divided,
        divided_probability=None if divided is None else 0.9 if divided else 0.02,
    )


def word(
    concept: str,
    state: State,
    tension: float | None,
    seen: float = 0.3,
    *,
    imagined: float = 0.02,
    sides: tuple[WordSide, WordSide] | None = None,
) -> WordResult:
    """A word in a state; `seen` is the seen part of the tension."""
    known = tension is not None
    amount = tension or 0.0
    return WordResult(
        concept=concept,
        tension=estimate(amount, amount / 3) if known else None,
        seen_part=estimate(amount * seen, 0.02) if known else None,
        hidden_part=estimate(amount * (1 - seen), 0.02) if known else None,
        imagined=estimate(imagined, 0.01) if known else None,
        state=state,
        state_probability=0.9 if known else None,
        difference_probability=0.6 if known else None,
        both_saw_probability=0.6 if known else None,
        state_at_tighter_tolerance=state if known else None,
        state_at_wider_tolerance=state if known else None,
        sides=sides or (side(seen), side(seen - 0.1)),
        scales=scales(),
        unbiased=NO_SQUARES,
    )


def words_in_every_state() -> tuple[WordResult, ...]:
    """One word for each state."""
    divided = (side(0.3, 0.95), side(0.15, 0.8, divided=True))
    maybe = (side(0.5, 0.95), side(0.45, 0.5))
    return (
        word("duurzaam", State.HIDDEN_DIFFERENCE, 0.34, 0.28, sides=(side(0.33), side(0.21))),
        word("betaalbaar", State.DIVIDED, 0.27, 0.3, sides=divided),
        replace(
            word("meedoen", State.UNDECIDED, 0.13, 0.5, sides=maybe),
            state_at_tighter_tolerance=State.SEEN_DIFFERENCE,
        ),
        word("gezond", State.SEEN_DIFFERENCE, 0.24, 0.86, sides=(side(0.92), side(0.86))),
        word("vertrouwen", State.IMAGINED_DIFFERENCE, 0.04, 0.5, imagined=0.2),
        word("dichtbij", State.SHARED_GROUND, 0.03, 0.5),
    )


def pair(
    words: Sequence[WordResult] | None = None, sides: tuple[str, str] = SIDES, listed: int = 3
) -> PairResult:
    """Two sides with their first words on the agenda; the first two are tied."""
    concepts = tuple(words_in_every_state() if words is None else words)
    agenda = [AgendaItem(found.concept, found.state, ()) for found in concepts[:listed]]
    if len(agenda) > 1:
        agenda[0] = replace(agenda[0], tied_with=(agenda[1].concept,))
        agenda[1] = replace(agenda[1], tied_with=(agenda[0].concept,))
    return PairResult(sides, tuple(agenda), concepts)


def result(*pairs: PairResult, notices: tuple[Notice, ...] = ()) -> ScanResult:
    """A scan of pairs."""
    found = pairs or (pair(),)
    names = dict.fromkeys(name for each in found for name in each.sides)
    counts = ((8, 9), (7, 11), (12, None))
    return ScanResult(
        draws=1000,
        prior_scale=1.0,
        low=1.0,
        high=7.0,
        tolerance=1.0,
        sides=tuple(
            SideSummary(name, n, population)
            for name, (n, population) in zip(names, counts, strict=False)
        ),
        pairs=found,
        community=None,
        movements=(),
        notices=notices,
    )


def three_sides() -> ScanResult:
    """Three sides, so three pairs."""
    third = "Gemeente Oosterkade"
    words = words_in_every_state()
    return result(
        pair(words),
        pair(words[3:], (SIDES[0], third), 1),
        pair(words[2:5], (SIDES[1], third), 2),
    )


def means_only() -> ScanResult:
    """A group of four: means and nothing else."""

    def bare(found: ScaleResult) -> ScaleResult:
        means = [replace(each, low=None, high=None, n=4) for each in (*found.own, *found.guess)]
        return ScaleResult(
            found.scale,
            (means[0], means[1]),
            (means[2], means[3]),
            Difference(found.difference.value, None, None, None),
        )

    part = WordSide(4, None, Estimate(0.75), None, None)
    words = tuple(
        replace(
            word(name, State.UNDECIDED, None, sides=(part, part)),
            scales=tuple(bare(found) for found in scales()),
        )
        for name in ("duurzaam", "gezond")
    )
    notices = tuple(Notice(NoticeKind.MEANS_ONLY, SIDES[1], each.concept, 4) for each in words)
    found = result(pair(words, listed=0), notices=notices)
    return replace(found, sides=(SideSummary(SIDES[0], 8, 9), SideSummary(SIDES[1], 4, 4)))


def without_means(found: ScanResult) -> ScanResult:
    """The same, where the second side did not agree that its means are shown."""

    def hidden(scale: ScaleResult) -> ScaleResult:
        own = replace(scale.own[1], mean=None)
        nothing = Difference(None, None, None, None)
        return replace(scale, own=(scale.own[0], own), difference=nothing)

    def bare(word: WordResult) -> WordResult:
        return replace(word, scales=tuple(map(hidden, word.scales)))

    pairs = [replace(p, concepts=tuple(map(bare, p.concepts))) for p in found.pairs]
    return replace(found, pairs=tuple(pairs))


def nothing_known() -> ScanResult:
    """Too few people: no number anywhere."""
    none = AnswerMean(None, None, None, 2)
    part = WordSide(2, None, None, None, None)
    empty = ScaleResult("s1", (none, none), (none, none), Difference(None, None, None, None))
    found = replace(word("duurzaam", State.UNDECIDED, None, sides=(part, part)), scales=(empty,))
    notices = tuple(Notice(NoticeKind.TOO_FEW, name, "duurzaam", 2) for name in SIDES)
    whole = result(pair((found,), listed=0), notices=notices)
    return replace(whole, sides=tuple(SideSummary(name, 2, 9) for name in SIDES))


def with_movement() -> ScanResult:
    """Two waves with every pattern."""
    moves = (
        ("duurzaam", 0.31, 0.22, Pattern.MUTUAL),
        ("betaalbaar", 0.48, 0.02, Pattern.ONE_SIDED),
        ("gezond", 0.01, 0.03, Pattern.HELD),
        ("meedoen", -0.2, -0.1, Pattern.APART),
        ("vertrouwen", None, None, Pattern.UNDECIDED),
    )
    words = tuple(
        WordMovement(
            concept=name,
            sides=tuple(
                SideMovement(
                    same_people=6,
                    road_travelled=None if road is None else estimate(road, 0.1),
                    learning=None if road is None else estimate(0.6, 0.2),
                )
                for road in (first, second)
            ),  # type: ignore[arg-type]
            mutual=None if first is None or second is None else estimate(min(first, second), 0.1),
            common_move=None if first is None else estimate(0.5, 0.2),
            pattern=pattern,
        )
        for name, first, second, pattern in moves
    )
    moved = PairMovement(SIDES, "scan 1", "scan 2", words)
    return replace(result(), movements=(moved,))


def community() -> ScanResult:
    """One side: members against the typical other member."""
    distances = Distances(estimate(1.4, 0.15), estimate(1.1, 0.15), estimate(0.8, 0.1))
    correlations = Correlations(estimate(0.41), estimate(0.63), estimate(0.55))
    words = tuple(
        CommunityWord(
            concept=name,
            n=40,
            distances=distances,
            correlation=correlations,
            importance=estimate(0.7),
            divided=divided,
            scales=tuple(
                CommunityScale(found.scale, found.own[0], found.guess[1]) for found in scales()
            ),
        )
        for name, divided in (("buurt", False), ("eerlijk", True))
    )
    whole = CommunityResult(distances, correlations, words)
    return replace(
        result(), pairs=(), community=whole, sides=(SideSummary("Buurtenergie", 40, 1204),)
    )


def renamed(found: ScanResult, names: dict[str, str]) -> ScanResult:
    """The same scan of two sides with other names for its sides."""
    one = found.pairs[0]
    sides = (names.get(one.sides[0], one.sides[0]), names.get(one.sides[1], one.sides[1]))
    summaries = tuple(replace(each, name=names.get(each.name, each.name)) for each in found.sides)
    return replace(found, sides=summaries, pairs=(replace(one, sides=sides),))
