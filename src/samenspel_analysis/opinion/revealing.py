"""Which sums tell how somebody voted, and what may be shared without telling."""

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion.sums import Sums

FEWEST = 5  # people behind a sum before it may be shared (docs/methods/opinion-parts.md)


def revealing(sums: Sums, *, fewest: int = FEWEST) -> NDArray[np.bool_]:
    """Pairs of statements, (S, S), whose sums rest on fewer than `fewest` people.

    Few people voted on both; or few voted on one and not on the other, for then the sums of the
    one less the sums of both are theirs. A statement paired with itself counts its own votes.
    """
    both = sums.both
    alone = sums.cast[:, None] - both
    few = (both > 0) & (both < fewest)
    few_alone = (alone > 0) & (alone < fewest)
    return np.asarray(few | few_alone | few_alone.T)


def shareable(sums: Sums, *, fewest: int = FEWEST) -> NDArray[np.bool_]:
    """Which statements (S,) may stay so that no sum tells: those in most such pairs go first.

    Of equals the one with the fewest votes goes, then the last. With fewer than `fewest` people
    none may stay, nor may a statement that nobody voted on.
    """
    kept = sums.cast > 0
    if sums.people < fewest:
        return np.zeros_like(kept)
    told = revealing(sums, fewest=fewest)
    told &= kept[:, None] & kept
    pairs = told.sum(axis=1)
    while pairs.any():
        most = np.flatnonzero(pairs == pairs.max())
        gone = most[sums.cast[most] == sums.cast[most].min()][-1]
        kept[gone] = False
        told[gone] = False
        pairs -= told[:, gone]
        told[:, gone] = False
        pairs[gone] = 0
    return np.asarray(kept)
