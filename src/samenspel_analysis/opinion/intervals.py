"""Intervals of shares and of their differences."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from samenspel_analysis.opinion.results import Share
from samenspel_analysis.opinion.votes import FloatArray

LEVEL = 0.95


def quantile(together: int = 1) -> float:
    """The normal quantile of two-sided intervals that hold for `together` of them at once."""
    return float(ndtri(1 - (1 - LEVEL) / (2 * max(1, together))))


def wilson(count: ArrayLike, of: ArrayLike, *, together: int = 1) -> tuple[FloatArray, FloatArray]:
    """Bounds of a share (Wilson 1927), 0 and 1 where there is nothing to share.

    `together` intervals hold at once with 95 % (Bonferroni).
    """
    z = quantile(together)
    n = np.asarray(of, dtype=np.float64)
    some = np.maximum(n, 1)
    share = np.asarray(count) / some
    middle = (share + z * z / (2 * some)) / (1 + z * z / some)
    half = z / (1 + z * z / some) * np.sqrt(share * (1 - share) / some + (z / (2 * some)) ** 2)
    low = np.where(n > 0, np.clip(middle - half, 0, share), 0.0)
    return low, np.where(n > 0, np.clip(middle + half, share, 1), 1.0)


def newcombe(
    counts: tuple[ArrayLike, ArrayLike], of: tuple[ArrayLike, ArrayLike], *, together: int = 1
) -> tuple[FloatArray, FloatArray]:
    """Bounds of the first share less the second (Newcombe 1998, method 10)."""
    shares = [np.asarray(c) / np.maximum(n, 1) for c, n in zip(counts, of, strict=True)]
    bounds = [wilson(c, n, together=together) for c, n in zip(counts, of, strict=True)]
    (first, second), ((low, high), (low_2, high_2)) = shares, bounds
    difference = first - second
    return (
        difference - np.sqrt((first - low) ** 2 + (high_2 - second) ** 2),
        difference + np.sqrt((high - first) ** 2 + (second - low_2) ** 2),
    )


def share_of(count: int, of: int, *, together: int = 1) -> Share:
    """`count` of `of` with its interval; "cannot say" of nothing."""
    return shares_of([count], [of], together=together)[0]


def shares_of(counts: ArrayLike, of: ArrayLike, *, together: int = 1) -> tuple[Share, ...]:
    """Each of `counts` (shares,) of its `of` (shares,) with its interval, all in one go."""
    low, high = wilson(counts, of, together=together)
    lists = (np.asarray(each).tolist() for each in (counts, of, low, high))
    return tuple(
        Share(c, n, c / n, below, above) if n else Share(0, 0, None, None, None)
        for c, n, below, above in zip(*lists, strict=True)
    )
