"""Exact sums over people: all that the axes of a map need to know of the votes.

V holds the votes (0 where none), W marks which were cast. The sums are whole numbers, so any order
of people, any parts, threads or machines give the same bits: `part`, `merge`, `finish`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion import products
from samenspel_analysis.opinion.votes import FloatArray, IntArray, Votes, VotesError

WIDEST = 4096  # statements; three matrices of 4096 x 4096 take 400 MB


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over people, for S statements.

    `agrees` and `disagrees` (S,) count votes; `both` = W'W, `mixed` = V'W and `values` = V'V, each
    (S, S): how many voted on both, the sum of votes on the row by those who voted on the column,
    and the sum of products. The diagonal of `both` counts all votes of a statement.
    """

    people: int
    agrees: IntArray
    disagrees: IntArray
    both: IntArray
    mixed: IntArray
    values: IntArray

    @property
    def statements(self) -> int:
        """Number of statements."""
        return len(self.agrees)

    @property
    def cast(self) -> IntArray:
        """Votes on each statement, passes included, shape (S,)."""
        return self.both.diagonal().copy()

    @property
    def counts(self) -> IntArray:
        """Votes that disagree, pass and agree, shape (S, 3)."""
        passes = self.cast - self.agrees - self.disagrees
        return np.stack([self.disagrees, passes, self.agrees], axis=1)

    def only(self, kept: NDArray[np.bool_]) -> "Sums":
        """The sums of the statements kept, (S,); people stay counted."""
        at = np.ix_(kept, kept)
        return Sums(
            self.people,
            self.agrees[kept],
            self.disagrees[kept],
            self.both[at],
            self.mixed[at],
            self.values[at],
        )

    def among(self, places: IntArray, statements: int) -> "Sums":
        """The same sums where these statements have the numbers `places` (S,) of `statements`."""
        agrees, disagrees = np.zeros((2, statements), dtype=np.int64)
        agrees[places], disagrees[places] = self.agrees, self.disagrees
        wide = np.zeros((3, statements, statements), dtype=np.int64)
        for filled, sums in zip(wide, (self.both, self.mixed, self.values), strict=True):
            filled[np.ix_(places, places)] = sums
        return Sums(self.people, agrees, disagrees, *wide)


@dataclass(frozen=True, slots=True)
class Centred:
    """Votes less the mean of their statement, summed: `cross` = D'D, with D zero where none cast.

    `mean` (K,) and `cross` (K, K) are of the statements kept, whose numbers are `statements`.
    """

    statements: IntArray
    mean: FloatArray
    cross: FloatArray


def part(votes: Votes) -> Sums:
    """The sums of some people's votes; sums of parts merge to the sums of all.

    Raises `VotesError` above 4,096 statements, where the matrices no longer fit.
    """
    if votes.statements > WIDEST:
        raise VotesError(f"{votes.statements} statements: sums are kept of at most {WIDEST}")
    both, mixed, values = products.products(votes)
    total = mixed.diagonal()
    agrees = (values.diagonal() + total) // 2
    people = int(np.count_nonzero(votes.counts))
    return Sums(people, agrees, agrees - total, both, mixed, values)


def merge(first: Sums, second: Sums) -> Sums:
    """The sums of two sets of people who share nobody."""
    if first.statements != second.statements:
        raise VotesError(
            f"sums of {first.statements} and of {second.statements} statements do not merge"
        )
    return Sums(
        first.people + second.people,
        first.agrees + second.agrees,
        first.disagrees + second.disagrees,
        first.both + second.both,
        first.mixed + second.mixed,
        first.values + second.values,
    )


def less(all_of_them: Sums, some: Sums) -> Sums:
    """The sums of everyone but `some`, who are among them."""
    if all_of_them.statements != some.statements:
        raise VotesError(
            f"sums of {some.statements} statements are not among those of {all_of_them.statements}"
        )
    return Sums(
        all_of_them.people - some.people,
        all_of_them.agrees - some.agrees,
        all_of_them.disagrees - some.disagrees,
        all_of_them.both - some.both,
        all_of_them.mixed - some.mixed,
        all_of_them.values - some.values,
    )


def merged(parts: Iterable[Sums]) -> Sums:
    """All parts merged; raises `VotesError` on none."""
    given = iter(parts)
    try:
        total = next(given)
    except StopIteration:
        raise VotesError("no sums to merge") from None
    for each in given:
        total = merge(total, each)
    return total


def finish(sums: Sums, kept: NDArray[np.bool_]) -> Centred:
    """Mean votes and centred cross products of the statements kept and voted on.

    `kept` has shape (S,). A statement without a vote has no mean and is left out.
    """
    statements = np.flatnonzero(kept & (sums.cast > 0))
    both, mixed, values = sums.both, sums.mixed, sums.values
    if len(statements) < sums.statements:
        at = np.ix_(statements, statements)
        both, mixed, values = both[at], mixed[at], values[at]
    mean = mixed.diagonal() / np.maximum(both.diagonal(), 1)
    crossed = mixed * mean
    cross = crossed + crossed.T  # and from here in place, for memory is what takes the time
    np.subtract(values, cross, out=cross)
    np.multiply.outer(mean, mean, out=crossed)
    crossed *= both
    cross += crossed
    return Centred(statements, mean, cross)
