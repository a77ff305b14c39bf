"""Which statements do not take part in the map."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion.votes import IntArray, VotesError


def _none() -> IntArray:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Moderation:
    """Statements taken out by a moderator, and statements about people rather than opinions.

    Both hold statement numbers. Neither takes part in the map; their votes stay in the counts.
    """

    removed: IntArray = field(default_factory=_none)
    meta: IntArray = field(default_factory=_none)

    def kept(self, statements: int) -> NDArray[np.bool_]:
        """Which of `statements` take part in the map, shape (statements,)."""
        out = np.concatenate([self.removed, self.meta]).astype(np.int64)
        if len(out) and (out.min() < 0 or out.max() >= statements):
            wrong = out[(out < 0) | (out >= statements)][0]
            raise VotesError(f"moderated statement {wrong}: expected 0 to {statements - 1}")
        kept = np.ones(statements, dtype=bool)
        kept[out] = False
        return kept


NOTHING_MODERATED = Moderation()
