"""What people said of each statement, with and without weights."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Told:
    """Of people who have a weight: who said something of each statement, and what.

    `cast` (statements,) counts people; `plain` and `weighted` (statements, 3) are shares of
    agree, disagree and pass, NaN where nobody said anything.
    """

    cast: IntArray
    plain: FloatArray
    weighted: FloatArray


def told_weighted(votes: npt.ArrayLike, weights: npt.ArrayLike, *, statements: int) -> Told:
    """Shares of `votes` (n, 3): a person, a statement, 1, -1 or 0; people without weight not."""
    rows = np.asarray(votes, dtype=np.int64).reshape(-1, 3)
    weight = np.asarray(weights, dtype=np.float64)
    rows = rows[weight[rows[:, 0]] > 0]
    person, about, said = rows.T
    plain = _sums(about, said, np.ones(len(rows)), statements)
    weighted = _sums(about, said, weight[person], statements)
    cast = np.bincount(about, minlength=statements)
    return Told(cast, _shares(plain), _shares(weighted))


def _sums(about: IntArray, said: IntArray, each: FloatArray, statements: int) -> FloatArray:
    """(statements, 3): how much weight agreed, disagreed and passed."""
    columns = [np.bincount(about[said == a], each[said == a], statements) for a in (1, -1, 0)]
    return np.stack(columns, axis=1).astype(np.float64)


def _shares(counts: FloatArray) -> FloatArray:
    total, shares = counts.sum(axis=1, keepdims=True), np.full_like(counts, np.nan)
    np.divide(counts, total, out=shares, where=total > 0)
    return shares
