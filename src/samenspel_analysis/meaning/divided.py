"""Is a side divided on a word? Then there is no single meaning for the other side to know."""

import numpy as np
from scipy import special

from samenspel_analysis.meaning.answers import FloatArray, Questionnaire
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.moments import Moments


def random_variance(questionnaire: Questionnaire, *, whole_points: bool) -> float:
    """Variance of answering at random, in points squared.

    (K² − 1)/12 for K answer points (James, Demaree & Wolf 1984), range²/12 on a sliding scale.
    """
    span = questionnaire.high - questionnaire.low
    return (span * (span + 2) if whole_points else span**2) / 12


def divided_probability(
    answers: Moments, questionnaire: Questionnaire, *, random: float
) -> FloatArray:
    """Probability, per word, that the within-side variance is at least that of random answers.

    The variance is pooled over the word's scales; its posterior is scaled inverse chi-square with
    Σ(n − 1) degrees of freedom. Scales that fewer than five people answered are left out; NaN where
    none is left.
    """
    words = len(questionnaire.words)
    enough = answers.n >= MINIMUM_GROUP
    each, squares = np.where(enough, answers.n - 1, 0), np.where(enough, answers.sum_squares, 0)
    df = np.bincount(questionnaire.word_of, weights=each, minlength=words)
    total = np.bincount(questionnaire.word_of, weights=squares, minlength=words)
    probability = special.gammainc(np.maximum(df, 1) / 2, total / (2 * random))
    return np.where(df > 0, probability, np.nan)
