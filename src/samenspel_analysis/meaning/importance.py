"""How much a word matters to a side: the mean of five answers from 0 to 4, as a share of 4."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from samenspel_analysis.meaning.answers import FloatArray, Questionnaire, Side
from samenspel_analysis.meaning.display import UPPER
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.moments import moments, spread
from samenspel_analysis.meaning.prior import SHORT, widening
from samenspel_analysis.meaning.results import Estimate

MOST = 4.0  # "not without this"


@dataclass(frozen=True, slots=True)
class Importance:
    """Importance per word: what is shown, and draws of shape (words, draws) in [0, 1]."""

    shown: tuple[Estimate | None, ...]
    draws: FloatArray


def importance_of(
    side: Side,
    questionnaire: Questionnaire,
    smallest_mean: int,
    *,
    draws: int,
    rng: np.random.Generator,
) -> Importance:
    """Importance of every word to a side; where fewer than five were asked it weighs 1.

    The variance of a word is held to that over all words, and widened by one draw for all, so that
    the words are multivariate t; `population` shrinks it by 1 − n/N.
    When everyone answers 0 the word plays no part, without uncertainty.
    """
    words = len(questionnaire.words)
    if side.importance is None or not np.isfinite(side.importance).any():
        return Importance((None,) * words, np.ones((words, draws), dtype=SHORT))
    answers = moments(side.importance / MOST)
    one_pool = np.zeros(words, dtype=np.int64)
    variance, df = spread(answers.sum_squares, answers.n, one_pool)
    count = np.maximum(answers.n, 1)
    left = 1.0 if side.population is None else np.clip(1 - count / side.population, 0, 1)
    error = np.sqrt(variance * left / count)
    error[answers.mean == 0] = 0
    known = answers.n >= MINIMUM_GROUP
    centre = np.where(known, answers.mean, 1.0)
    wide = np.sqrt(widening(df, draws, rng))
    steps = wide * rng.standard_normal((words, draws), dtype=SHORT)
    drawn = np.clip(centre[:, None] + np.where(known, error, 0)[:, None] * steps, 0, 1)
    drawn = drawn.astype(SHORT)
    reach = special.stdtrit(np.maximum(df, 1), UPPER) * error
    shown = tuple(
        _shown(float(answers.mean[i]), float(reach[i]), int(answers.n[i]), smallest_mean)
        for i in range(words)
    )
    return Importance(shown, drawn)


def _shown(mean: float, reach: float, n: int, smallest: int) -> Estimate | None:
    if n < smallest:
        return None
    if n < MINIMUM_GROUP:
        return Estimate(mean)
    return Estimate(mean, max(mean - reach, 0.0), min(mean + reach, 1.0))
