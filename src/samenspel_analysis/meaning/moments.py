"""Means and within-side (co)variances of two answers per person, with missing answers left out.

The two answers are own meaning and guess, or own meaning now and in the next wave.
Everything is per item; arrays have shape (items,), points or points squared.
"""

from dataclasses import dataclass, fields

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray, IntArray
from samenspel_analysis.meaning.groups import MINIMUM_GROUP

PRIOR_DF = 8.0  # how firmly a scale's variance is held to the pooled variance of its word
RETEST_SHARE = 1 / 10  # standard deviation of answering again and rounding, of the range


@dataclass(frozen=True, slots=True)
class Moments:
    """Plain sums of one set of answers."""

    n: IntArray
    mean: FloatArray  # NaN where nobody answered
    sum_squares: FloatArray  # of deviations from the mean

    def at(self, items: IntArray) -> "Moments":
        """The moments of some items only."""
        return Moments(self.n[items], self.mean[items], self.sum_squares[items])


@dataclass(frozen=True, slots=True)
class PairedMoments:
    """Two sets of answers, and how they vary together over the people who gave both."""

    x: Moments
    y: Moments
    both: IntArray  # people who gave both
    sum_products: FloatArray  # of their deviations

    def at(self, items: IntArray) -> "PairedMoments":
        """The moments of some items only."""
        x, y = self.x.at(items), self.y.at(items)
        return PairedMoments(x, y, self.both[items], self.sum_products[items])


@dataclass(frozen=True, slots=True)
class MeanVariances:
    """Sampling variances of the means of x and y, with the degrees of freedom behind them."""

    x: FloatArray
    y: FloatArray
    xy: FloatArray
    df_x: FloatArray
    df_y: FloatArray

    @property
    def df(self) -> FloatArray:
        """Degrees of freedom of both together: those of x where nobody gave a y."""
        return np.where(self.df_y > 0, np.minimum(self.df_x, self.df_y), self.df_x)

    def at(self, items: IntArray) -> "MeanVariances":
        """The variances of some items only."""
        return MeanVariances(*(getattr(self, field.name)[items] for field in fields(self)))


def moments(answers: FloatArray) -> Moments:
    """Count, mean and squared deviations of each column; NaN is a missing answer."""
    given = ~np.isnan(answers)
    n = given.sum(axis=0)
    with np.errstate(invalid="ignore"):
        mean = np.where(given, answers, 0).sum(axis=0) / n
    deviation = np.where(given, answers - mean, 0)
    return Moments(n=n, mean=mean, sum_squares=(deviation**2).sum(axis=0))


def paired_moments(
    x: FloatArray, y: FloatArray, *, rows: tuple[IntArray, IntArray] | None = None
) -> PairedMoments:
    """Moments of x and y; `rows` names who is who when they are not in the same order."""
    same_x, same_y = (x, y) if rows is None else (x[rows[0]], y[rows[1]])
    given = ~(np.isnan(same_x) | np.isnan(same_y))
    both = given.sum(axis=0)
    count = np.maximum(both, 1)
    pair_x, pair_y = np.where(given, same_x, 0), np.where(given, same_y, 0)
    products = (pair_x * pair_y).sum(axis=0) - pair_x.sum(axis=0) * pair_y.sum(axis=0) / count
    return PairedMoments(x=moments(x), y=moments(y), both=both, sum_products=products)


def spread(total: FloatArray, n: IntArray, word_of: IntArray) -> tuple[FloatArray, FloatArray]:
    """Per-scale variance held to the pooled variance of its word, and its degrees of freedom.

    `total` are sums of squares (or products) over `n` people each. The pull is `PRIOR_DF`, or less
    when the other scales of the word carry less (Smyth 2004, with a fixed prior weight). Scales
    that fewer than five people answered add nothing, so that no interval tells of them.
    """
    enough = n >= MINIMUM_GROUP
    total, df = np.where(enough, total, 0), np.where(enough, n - 1, 0)
    words = int(word_of[-1]) + 1
    word_df = np.bincount(word_of, weights=df, minlength=words)
    word_total = np.bincount(word_of, weights=total, minlength=words)
    pooled = np.divide(word_total, word_df, out=np.zeros(words), where=word_df > 0)
    prior = np.minimum(PRIOR_DF, word_df[word_of] - df)
    weight = prior + df
    held = np.divide(
        prior * pooled[word_of] + total, weight, out=np.zeros_like(total), where=weight > 0
    )
    return held, weight


def mean_variances(
    paired: PairedMoments, word_of: IntArray, *, population: int | None, span: float
) -> MeanVariances:
    """How uncertain the means are.

    Answering again varies by `RETEST_SHARE` of the range whoever is asked; only the rest of the
    variance shrinks by 1 − n/N when a side has `population` people (finite population).
    """
    retest = (RETEST_SHARE * span) ** 2
    var_x, weight_x = spread(paired.x.sum_squares, paired.x.n, word_of)
    var_y, weight_y = spread(paired.y.sum_squares, paired.y.n, word_of)
    cov, _ = spread(paired.sum_products, paired.both, word_of)
    n_x, n_y = np.maximum(paired.x.n, 1), np.maximum(paired.y.n, 1)
    left = 1.0 if population is None else np.clip(1 - np.maximum(n_x, n_y) / population, 0, 1)
    mean_x = (np.maximum(var_x - retest, 0) * left + retest) / n_x
    mean_y = (np.maximum(var_y - retest, 0) * left + retest) / n_y
    limit = 0.999 * np.sqrt(mean_x * mean_y)
    mean_xy = np.clip(cov * left * paired.both / (n_x * n_y), -limit, limit)
    return MeanVariances(mean_x, mean_y, mean_xy, weight_x, weight_y)
