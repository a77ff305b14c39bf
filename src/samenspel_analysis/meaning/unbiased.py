"""Squared distances corrected for sampling: a descriptive check beside the model.

Unbiased are the squares, the numerators and the ratio of their means over samples; never a mean of
ratios, and not the root of a square. All values are per scale, in points squared.
"""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray, IntArray
from samenspel_analysis.meaning.moments import Moments, PairedMoments
from samenspel_analysis.meaning.results import UnbiasedSquares


def _error(answers: Moments) -> FloatArray:
    """Sampling variance of each mean, from that scale's own variance."""
    degrees = np.maximum(answers.n - 1, 1) * np.maximum(answers.n, 1)
    return np.asarray(answers.sum_squares / degrees)


def _joint_error(answers: PairedMoments) -> FloatArray:
    """Sampling covariance of the means of x and y."""
    covariance = answers.sum_products / np.maximum(answers.both - 1, 1)
    return np.asarray(covariance * answers.both / np.maximum(answers.x.n * answers.y.n, 1))


def squared_difference(first: Moments, second: Moments) -> FloatArray:
    """Square of the difference between two independent means, per item."""
    return (second.mean - first.mean) ** 2 - _error(first) - _error(second)


def squared_change(answers: PairedMoments) -> FloatArray:
    """Square of the difference between the two answers of one side, per item."""
    error = _error(answers.x) + _error(answers.y) - 2 * _joint_error(answers)
    return (answers.y.mean - answers.x.mean) ** 2 - error


def towards(answers: PairedMoments, other: Moments) -> FloatArray:
    """(second answer − own) × (other − own), per item: the numerator of a seen share or a road."""
    product = (answers.y.mean - answers.x.mean) * (other.mean - answers.x.mean)
    return product - _error(answers.x) + _joint_error(answers)


@dataclass(frozen=True, slots=True)
class Squares:
    """The squares of a pair of sides, shape (items,); twice where each side has its own."""

    difference: FloatArray
    assumed: tuple[FloatArray, FloatArray]
    misreading: tuple[FloatArray, FloatArray]
    seen_numerator: tuple[FloatArray, FloatArray]

    def over(self, items: IntArray, guessed: IntArray) -> UnbiasedSquares:
        """Averages over some scales; over those in `guessed` where guesses are needed."""
        return UnbiasedSquares(
            _mean(self.difference[items]),
            (_mean(self.assumed[0][guessed]), _mean(self.assumed[1][guessed])),
            (_mean(self.misreading[0][guessed]), _mean(self.misreading[1][guessed])),
            (_mean(self.seen_numerator[0][guessed]), _mean(self.seen_numerator[1][guessed])),
        )


def squares_of(first: PairedMoments, second: PairedMoments) -> Squares:
    """All squares of a pair of sides; NaN where someone did not answer."""
    return Squares(
        squared_difference(first.x, second.x),
        (squared_change(first), squared_change(second)),
        (squared_difference(first.y, second.x), squared_difference(second.y, first.x)),
        (towards(first, second.x), towards(second, first.x)),
    )


def _mean(values: FloatArray) -> float | None:
    return float(values.sum()) / len(values) if len(values) else None
