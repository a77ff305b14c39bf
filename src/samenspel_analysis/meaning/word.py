"""One word between two sides: its parts, its state, and whether it belongs on the agenda."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning.agenda import Candidate
from samenspel_analysis.meaning.answers import IntArray, Questionnaire
from samenspel_analysis.meaning.coorientation import (
    TensionParts,
    root_mean_square,
    tension_parts,
)
from samenspel_analysis.meaning.display import estimate
from samenspel_analysis.meaning.facts import Settings, SideFacts
from samenspel_analysis.meaning.posterior import ContrastDraws
from samenspel_analysis.meaning.results import Estimate, ScaleResult, WordResult, WordSide
from samenspel_analysis.meaning.states import State
from samenspel_analysis.meaning.unbiased import Squares
from samenspel_analysis.meaning.word_state import SURE, WordDraws, chance, saw_it, state_of

TIGHTER, WIDER = 0.75, 1.25


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its scales: those both sides answered enough, and those both guessed too."""

    concept: str
    index: int
    items: slice  # all its scales
    usable: IntArray
    guessed: IntArray

    @property
    def judged(self) -> IntArray:
        """The scales the word is judged on: those with guesses, where there are guesses."""
        return self.guessed if len(self.guessed) else self.usable


@dataclass(frozen=True, slots=True)
class Pair:
    """Everything two sides said, and the joint draws made of it."""

    facts: tuple[SideFacts, SideFacts]
    drawn: ContrastDraws
    squares: Squares
    scales: tuple[ScaleResult, ...]


def judge(
    word: Word, pair: Pair, questionnaire: Questionnaire, settings: Settings
) -> tuple[WordResult, Candidate | None]:
    """Everything that can be said of a word; no candidate where nothing can."""
    facts, drawn = pair.facts, pair.drawn
    unbiased = pair.squares.over(word.usable, word.guessed)
    scales = pair.scales[word.items]
    span = questionnaire.high - questionnaire.low
    if not len(word.usable):
        sides = tuple(_side(word, fact, None, divided=None) for fact in facts)
        nothing = (None, None, None, None)
        return WordResult(
            word.concept, *nothing, State.UNDECIDED, None, None, None, None, None,
            (sides[0], sides[1]), scales, unbiased,
        ), None  # fmt: skip
    parts = _parts(word, facts, drawn, span)
    draws = _word_draws(word, facts, parts)
    divided = [float(fact.divided[word.index]) for fact in facts]
    state, probability = state_of(draws, tolerance=settings.tolerance, divided=max(divided))
    tighter, wider = (
        state_of(draws, tolerance=factor * settings.tolerance, divided=max(divided))[0]
        for factor in (TIGHTER, WIDER)
    )
    apart = chance(draws.difference > settings.tolerance)
    clear = len(word.guessed) and apart >= SURE
    shares = _seen_shares(word, drawn, parts) if clear else (None, None)
    result = WordResult(
        concept=word.concept,
        tension=estimate(parts.tension),
        seen_part=estimate(parts.seen) if len(word.guessed) else None,
        hidden_part=estimate(parts.hidden) if len(word.guessed) else None,
        imagined=estimate(parts.imagined) if len(word.guessed) else None,
        state=state,
        state_probability=probability,
        difference_probability=apart,
        both_saw_probability=saw_it(draws),
        state_at_tighter_tolerance=tighter,
        state_at_wider_tolerance=wider,
        sides=(
            _side(word, facts[0], shares[0], divided=divided[0]),
            _side(word, facts[1], shares[1], divided=divided[1]),
        ),
        scales=scales,
        unbiased=unbiased,
    )
    return result, Candidate(word.concept, state, parts.hidden, parts.imagined)


def _side(
    word: Word, fact: SideFacts, share: Estimate | None, *, divided: float | None
) -> WordSide:
    return WordSide(
        n=int(fact.people[word.index]),
        seen_share=share,
        importance=fact.importance.shown[word.index],
        divided=None if divided is None else divided >= SURE,
        divided_probability=divided,
    )


def _parts(
    word: Word, facts: tuple[SideFacts, SideFacts], drawn: ContrastDraws, span: float
) -> TensionParts:
    """Per draw; without guesses everything counts as hidden and nothing as imagined."""
    judged = word.judged
    first, second = (fact.importance.draws[word.index] for fact in facts)
    difference = drawn.difference[judged].T
    if not len(word.guessed):
        nothing = np.zeros(len(difference))
        distance = root_mean_square(difference)
        tension = np.sqrt(first * second) * np.minimum(distance / span, 1)
        return TensionParts(distance, tension, nothing, tension, nothing, nothing, nothing, nothing)
    return tension_parts(
        difference,
        drawn.first[judged].T,
        drawn.second[judged].T,
        importance_first=first,
        importance_second=second,
        span=span,
    )


def _word_draws(word: Word, facts: tuple[SideFacts, SideFacts], parts: TensionParts) -> WordDraws:
    matters = all(bool(fact.importance.draws[word.index].any()) for fact in facts)
    if not len(word.guessed):
        return WordDraws(parts.distance, None, None, matters=matters)
    share = np.minimum(parts.seen_share_first, parts.seen_share_second)
    return WordDraws(parts.distance, np.clip(share, 0, 1), parts.beyond, matters=matters)


def _seen_shares(
    word: Word, drawn: ContrastDraws, parts: TensionParts
) -> tuple[Estimate, Estimate]:
    """Seen share of each side: the ratio of posterior means, with the interval of the draws."""
    difference = drawn.difference[word.guessed]
    squared = (difference**2).mean()
    return (
        estimate(
            parts.seen_share_first, float((drawn.first[word.guessed] * difference).mean() / squared)
        ),
        estimate(
            parts.seen_share_second,
            float((drawn.second[word.guessed] * -difference).mean() / squared),
        ),
    )
