"""From draws to the state of a word: one order of questions, each answered at probability .8."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray
from samenspel_analysis.meaning.states import State, Verdict

SURE = 0.8  # probability at which a state or verdict is given
HALF = 0.5  # seen share above which a difference counts as seen


@dataclass(frozen=True, slots=True)
class WordDraws:
    """Draws of one word between two sides, in points; `share` and `beyond` need guesses."""

    difference: FloatArray  # root mean square over scales
    share: FloatArray | None  # the smaller of both seen shares, clipped to [0, 1]
    beyond: FloatArray | None  # what a side assumes that is not there
    matters: bool  # both sides give the word some importance


def chance(happens: np.ndarray) -> float:
    """Share of the draws in which something happens."""
    return np.count_nonzero(happens) / happens.size


def verdict_of(within: float) -> Verdict:
    """What can be said of a scale when its difference is within tolerance with this probability."""
    if within >= SURE:
        return Verdict.SHARED
    return Verdict.DIFFERENT if within <= 1 - SURE else Verdict.UNDECIDED


def saw_it(word: WordDraws) -> float | None:
    """Probability that both sides saw the difference coming; None without guesses."""
    return None if word.share is None else chance(word.share >= HALF)


def state_of(word: WordDraws, *, tolerance: float, divided: float) -> tuple[State, float]:
    """State and the smallest probability it had to reach; for undecided, the largest reached.

    `divided` is the probability that a side is divided on the word.
    """
    if divided >= SURE:
        return State.DIVIDED, divided
    above = chance(word.difference > tolerance)
    if above <= 1 - SURE:
        return _small_difference(word, tolerance, 1 - above)
    seen = saw_it(word)
    if seen is None:
        return State.UNDECIDED, max(above, 1 - above)
    if above >= SURE and seen >= SURE:
        return State.SEEN_DIFFERENCE, min(above, seen)
    if above >= SURE and 1 - seen >= SURE:
        return State.HIDDEN_DIFFERENCE, min(above, 1 - seen)
    return State.UNDECIDED, max(1 - above, min(above, max(seen, 1 - seen)))


def _small_difference(word: WordDraws, tolerance: float, below: float) -> tuple[State, float]:
    imagined = 0.0
    if word.beyond is not None and word.matters:
        imagined = chance(word.beyond > tolerance)
    if imagined >= SURE:
        return State.IMAGINED_DIFFERENCE, min(below, imagined)
    return State.SHARED_GROUND, below
