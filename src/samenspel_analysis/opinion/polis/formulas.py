"""The published formulas of Polis for counts of votes (Small et al. 2021, RECERCA 26(2)).

Counts are arrays of agrees or disagrees `count` and of all votes `cast`, passes included.
"""

import numpy as np
from numpy.typing import ArrayLike

from samenspel_analysis.opinion.votes import FloatArray

SIGNIFICANT = 1.2816  # one-sided 90 %
META_PRIORITY = 49.0  # of statements about people: 7 squared


def probability(count: ArrayLike, cast: ArrayLike) -> FloatArray:
    """Share of votes with one vote added either way."""
    return np.asarray((np.asarray(count) + 1) / (np.asarray(cast) + 2))


def share_test(count: ArrayLike, cast: ArrayLike) -> FloatArray:
    """z of a share against one half, one vote added."""
    n = np.asarray(cast) + 1
    return np.asarray(2 * np.sqrt(n) * ((np.asarray(count) + 1) / n - 0.5))


def lift(
    count: ArrayLike, cast: ArrayLike, others: ArrayLike, others_cast: ArrayLike
) -> FloatArray:
    """How many times as likely a vote is within a group as outside it."""
    return probability(count, cast) / probability(others, others_cast)


def lift_test(
    count: ArrayLike, cast: ArrayLike, others: ArrayLike, others_cast: ArrayLike
) -> FloatArray:
    """z of two shares, pooled, one vote added to each; 0 where everyone voted so."""
    x, n = np.asarray(count) + 1, np.asarray(cast) + 1
    y, m = np.asarray(others) + 1, np.asarray(others_cast) + 1
    pooled = (x + y) / (n + m)
    error = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / n + 1 / m))
    difference = x / n - y / m
    return np.asarray(np.where(error > 0, difference / np.where(error > 0, error, 1), 0.0))


def group_informed_consensus(agrees: ArrayLike, cast: ArrayLike) -> FloatArray:
    """Product over groups (the first axis) of the probability of an agree."""
    return np.asarray(probability(agrees, cast).prod(axis=0))


def priorities(
    agrees: ArrayLike, disagrees: ArrayLike, cast: ArrayLike, extremity: ArrayLike
) -> FloatArray:
    """How often a statement is put before people, of statements that are not about people.

    Counts are over all groups; `extremity` is how far from the middle the statement stands.
    Statements are drawn with probability proportional to this.
    """
    n = np.asarray(cast)
    passes = n - np.asarray(agrees) - np.asarray(disagrees)
    importance = (1 - probability(passes, n)) * (np.asarray(extremity) + 1) * probability(agrees, n)
    return np.asarray((importance * (1 + 8 * 2.0 ** (-n / 5))) ** 2)
