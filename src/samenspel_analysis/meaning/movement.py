"""How meanings moved between two waves: a road travelled, never a cause.

The same joint model as a pair, with the next wave's own meaning in the place of the guess: a seen
share of the difference becomes a share of the road to the other side's first meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray, IntArray, Questionnaire, Side, Wave
from samenspel_analysis.meaning.coorientation import root_mean_square, seen_share
from samenspel_analysis.meaning.display import bounds, estimate
from samenspel_analysis.meaning.facts import Settings, draw_usable, evidence_of, people_per_word
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.moments import PairedMoments, paired_moments
from samenspel_analysis.meaning.posterior import ContrastDraws
from samenspel_analysis.meaning.results import Estimate, PairMovement, SideMovement, WordMovement
from samenspel_analysis.meaning.states import Pattern
from samenspel_analysis.meaning.word_state import SURE

Rows = tuple[IntArray, IntArray]


@dataclass(frozen=True, slots=True)
class Before:
    """One side in two waves, and which rows are the same people."""

    then: Side
    now: Side
    rows: Rows

    @classmethod
    def linked(cls, then: Side, now: Side) -> "Before":
        """The side in both waves, its people linked by their keys."""
        _, rows_then, rows_now = np.intersect1d(then.people, now.people, return_indices=True)
        return cls(then, now, (rows_then, rows_now))


@dataclass(frozen=True, slots=True)
class Moves:
    """Draws of one word, (draws, scales) in points: first difference, and each side's move."""

    difference: FloatArray
    first: FloatArray
    second: FloatArray


def analyse_movements(
    questionnaire: Questionnaire,
    waves: Sequence[Wave],
    *,
    settings: Settings,
    rng: np.random.Generator,
) -> tuple[PairMovement, ...]:
    """The movement of every pair of sides between each wave and the next."""
    movements = []
    for then, now in pairwise(waves):
        later = {side.name: side for side in now.sides}
        both = [Before.linked(s, later[s.name]) for s in then.sides if s.name in later]
        for pair in combinations(both, 2):
            names = (pair[0].then.name, pair[1].then.name)
            words = _words(questionnaire, pair, settings, rng)
            movements.append(PairMovement(names, then.name, now.name, words))
    return tuple(movements)


def _words(
    questionnaire: Questionnaire,
    pair: tuple[Before, Before],
    settings: Settings,
    rng: np.random.Generator,
) -> tuple[WordMovement, ...]:
    enough = _enough_people(questionnaire, pair)
    moved = [paired_moments(side.then.own, side.now.own, rows=side.rows) for side in pair]
    then = (pair[0].then, pair[1].then)
    now = (pair[0].now, pair[1].now)
    drawn = _draw(questionnaire, then, (moved[0], moved[1]), enough, settings, rng)
    before = _misreadings(questionnaire, then, enough, settings, rng)
    after = _misreadings(questionnaire, now, enough, settings, rng)
    words = []
    for index, concept in enumerate(questionnaire.words):
        items = np.flatnonzero(questionnaire.word_of == index)
        usable = items[np.isfinite(drawn.difference[items, 0])]
        moves = Moves(drawn.difference[usable].T, drawn.first[usable].T, drawn.second[usable].T)
        learning = [
            _learning(old[items], new[items]) for old, new in zip(before, after, strict=True)
        ]
        linked = [int(side.both[items].max()) for side in moved]
        words.append(_word(concept, moves, linked, learning, settings))
    return tuple(words)


def _enough_people(questionnaire: Questionnaire, pair: tuple[Before, Before]) -> np.ndarray:
    """Per item, whether enough people of both sides answered the word in both waves."""
    asked = [side for both in pair for side in (both.then, both.now)]
    people = np.min([people_per_word(side.own, questionnaire) for side in asked], axis=0)
    return np.asarray((people >= MINIMUM_GROUP)[questionnaire.word_of])


def _draw(
    questionnaire: Questionnaire,
    sides: tuple[Side, Side],
    answers: tuple[PairedMoments, PairedMoments],
    enough: np.ndarray,
    settings: Settings,
    rng: np.random.Generator,
) -> ContrastDraws:
    """Joint draws on the scales where both sides gave both answers; NaN elsewhere."""
    counts = np.min([given.n for side in answers for given in (side.x, side.y)], axis=0)
    evidence = [
        evidence_of(questionnaire, given, side.population)
        for given, side in zip(answers, sides, strict=True)
    ]
    return draw_usable(
        questionnaire,
        (evidence[0], evidence[1]),
        enough & (counts >= MINIMUM_GROUP),
        settings=settings,
        rng=rng,
    )


def _misreadings(
    questionnaire: Questionnaire,
    sides: tuple[Side, Side],
    enough: np.ndarray,
    settings: Settings,
    rng: np.random.Generator,
) -> tuple[FloatArray, FloatArray]:
    """Draws (items, draws) of what each side guessed wrong of the other in one wave."""
    first, second = sides
    answers = [
        paired_moments(one.own, one.guesses.get(other.name, np.full_like(one.own, np.nan)))
        for one, other in ((first, second), (second, first))
    ]
    drawn = _draw(questionnaire, sides, (answers[0], answers[1]), enough, settings, rng)
    return drawn.difference - drawn.first, -drawn.difference - drawn.second


def _learning(then: FloatArray, now: FloatArray) -> Estimate | None:
    """Fall of the root mean square misreading, in points per scale; waves drawn apart."""
    known = np.isfinite(then[:, 0]) & np.isfinite(now[:, 0])
    if not known.any():
        return None
    return estimate(root_mean_square(then[known].T) - root_mean_square(now[known].T))


def _word(
    concept: str,
    moves: Moves,
    linked: list[int],
    learning: list[Estimate | None],
    settings: Settings,
) -> WordMovement:
    """Roads are told only where there was clearly a road to travel."""
    tolerance = settings.tolerance
    distance = root_mean_square(moves.difference) if moves.difference.size else np.zeros(1)
    if np.mean(distance > tolerance) < SURE:
        sides = [SideMovement(n, None, told) for n, told in zip(linked, learning, strict=True)]
        common = _common_move(moves) if moves.difference.size else None
        still = moves.difference.size and _held(moves, tolerance)
        pattern = Pattern.HELD if still else Pattern.UNDECIDED
        return WordMovement(concept, (sides[0], sides[1]), None, common, pattern)
    squared = (moves.difference**2).mean()
    along = moves.first * moves.difference, moves.second * -moves.difference
    roads = (
        seen_share(moves.difference, moves.first),
        seen_share(-moves.difference, moves.second),
    )
    told = [
        estimate(road, float(part.mean() / squared))
        for road, part in zip(roads, along, strict=True)
    ]
    sides = [
        SideMovement(n, road, lesson)
        for n, road, lesson in zip(linked, told, learning, strict=True)
    ]
    return WordMovement(
        concept,
        (sides[0], sides[1]),
        mutual=estimate(np.minimum(*roads)),
        common_move=_common_move(moves),
        pattern=_pattern(roads, held=_held(moves, tolerance)),
    )


def _common_move(moves: Moves) -> Estimate:
    """Joint move across the line between the two first meanings, in points per scale."""
    joint = (moves.first + moves.second) / 2
    along = seen_share(moves.difference, joint)
    return estimate(root_mean_square(joint - along[:, None] * moves.difference))


def _held(moves: Moves, tolerance: float) -> bool:
    """Whether both sides stayed within the tolerance of where they were."""
    sides = root_mean_square(moves.first), root_mean_square(moves.second)
    return bool(np.mean(np.maximum(*sides) < tolerance) >= SURE)


def _pattern(roads: tuple[FloatArray, FloatArray], *, held: bool) -> Pattern:
    """A side came nearer, or went apart, when the whole 95 % interval of its road says so."""
    ends = [bounds(road) for road in roads]
    nearer = [bool(lower > 0) for lower, _ in ends]
    apart = [bool(upper < 0) for _, upper in ends]
    if all(nearer):
        return Pattern.MUTUAL
    if any(nearer):
        return Pattern.ONE_SIDED
    if any(apart):
        return Pattern.APART
    return Pattern.HELD if held else Pattern.UNDECIDED
