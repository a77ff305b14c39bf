"""What may be shown of a mean: the minimum group, and intervals from draws or from Student's t."""

import numpy as np
from scipy import special

from samenspel_analysis.meaning.answers import FloatArray
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.moments import Moments
from samenspel_analysis.meaning.results import AnswerMean, Estimate

LOWER, UPPER = 0.025, 0.975


def answer_means(
    answers: Moments,
    variance: FloatArray,
    df: FloatArray,
    *,
    low: float,
    high: float,
    smallest: int,
) -> tuple[AnswerMean, ...]:
    """Plain means with t intervals inside the range, as far as the size of the group allows.

    Groups under `smallest` have no mean, groups under five no interval.
    """
    reach = special.stdtrit(np.maximum(df, 1), UPPER) * np.sqrt(variance)
    with np.errstate(invalid="ignore"):
        lower = np.maximum(answers.mean - reach, low).tolist()
        upper = np.minimum(answers.mean + reach, high).tolist()
    counts, means = answers.n.tolist(), answers.mean.tolist()
    return tuple(
        AnswerMean(mean, lower[i], upper[i], n)
        if n >= MINIMUM_GROUP
        else AnswerMean(mean if n >= smallest else None, None, None, n)
        for i, (n, mean) in enumerate(zip(counts, means, strict=True))
    )


def bounds(draws: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Ends of the central 95 % of the draws along the last axis."""
    size = draws.shape[-1]
    lower, upper = int(LOWER * size), min(int(np.ceil(UPPER * size)), size - 1)
    ordered = np.sort(draws, axis=-1)
    return ordered[..., lower], ordered[..., upper]


def estimate(draws: FloatArray, mean: float | None = None) -> Estimate:
    """Mean of the draws (or the mean given) with their 95 % interval."""
    lower, upper = bounds(draws)
    mean = float(draws.mean()) if mean is None else mean
    return Estimate(mean, min(float(lower), mean), max(float(upper), mean))
