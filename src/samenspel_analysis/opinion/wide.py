"""The axes of votes on more statements than tables of all their pairs can hold.

The matrix D'D is never made: votes are gone through for each product with a vector. What is summed
are whole numbers all the same, so the order of people and of statements cannot show. Memory grows
with people and with statements, not with pairs.
"""

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion import speed
from samenspel_analysis.opinion.axes import UNIT, Axes, axes_by, totals, vote_steps
from samenspel_analysis.opinion.canonical import Keys, mixed
from samenspel_analysis.opinion.counts import group_counts
from samenspel_analysis.opinion.votes import VOTE_BITS, FloatArray, IntArray, Votes

TOLERANCE = 1e-9  # residual of an axis, as a share of the first eigenvalue
VOTES_AT_ONCE = 1 << 20
KEY_ROUNDS = 2
SUM_BITS = 62  # of a sum of whole numbers, without its sign


def wide_axes(votes: Votes, kept: NDArray[np.bool_]) -> Axes:
    """The first two axes of the statements `kept` (S,), gone through vote by vote."""
    counts = group_counts(votes, np.full(votes.people, -1, dtype=np.int64), 0).everyone
    statements = np.flatnonzero(kept & (counts.sum(axis=1) > 0))
    counts = counts[statements]
    mean = (counts[:, 2] - counts[:, 0]) / np.maximum(counts.sum(axis=1), 1)
    keys = statement_keys(votes, statements, counts)
    order = np.argsort(keys, kind="stable")
    less = _bits_to_spare(votes, statements)

    def product(x: FloatArray) -> FloatArray:
        across = np.empty((len(order), 1))
        across[order, 0] = x
        steps = vote_steps(statements, mean, across, votes.statements).reshape(-1)
        stands = np.rint(np.asarray(totals(votes, steps), np.int64) / 2.0**less).astype(np.int64)
        down, passed, up = by_vote(votes, stands)[statements, :3].T
        image = (up - down) - mean * (down + passed + up)
        return np.asarray(image[order] * (2.0**less / UNIT))

    return axes_by(product, statements, mean, keys, votes.statements, tolerance=TOLERANCE)


def _bits_to_spare(votes: Votes, statements: IntArray) -> int:
    """How many bits to leave out of where people stand, so that no sum over people overflows.

    On a unit vector nobody with n votes stands farther out than 2√n.
    """
    on_map = np.zeros((votes.statements, 1 << VOTE_BITS), dtype=np.int64)
    on_map[statements, :3] = 1
    voted = np.asarray(totals(votes, on_map.reshape(-1)), dtype=np.int64)
    people = max(1, int(np.count_nonzero(voted)))
    farthest = 2 * np.sqrt(max(1, int(voted.max(initial=1))))
    return max(0, int(np.ceil(np.log2(UNIT * farthest * people))) - SUM_BITS)


def by_vote(votes: Votes, each: NDArray[np.generic]) -> NDArray[np.generic]:
    """What people have, `each` (people,), summed by statement and vote cast on it, (S, 4)."""
    total = np.zeros(votes.statements << VOTE_BITS, dtype=each.dtype)
    if speed.HAS_NUMBA:
        from samenspel_analysis.opinion import compiled

        compiled.spread(votes.starts, votes.packed, each, total)
        return total.reshape(votes.statements, -1)
    first = 0
    while first < votes.people:
        wanted = votes.starts[first] + VOTES_AT_ONCE
        last = int(np.searchsorted(votes.starts, wanted, side="right")) - 1
        last = min(max(last, first + 1), votes.people)
        block = votes.rows(first, last)
        np.add.at(total, block.packed, np.repeat(each[first:last], block.counts))
        first = last
    return total.reshape(votes.statements, -1)


def statement_keys(votes: Votes, statements: IntArray, counts: IntArray) -> Keys:
    """A key per statement (K,) from how it was voted on, and by whom; `counts` is (K, 3).

    The same whatever the numbering of people and statements, and when all votes are turned.
    """
    keys = _either_way(counts.astype(np.uint64), counts.astype(np.uint64))
    vote = np.arange(3, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for _ in range(KEY_ROUNDS):
            said = mixed(mixed(keys)[:, None] + vote)
            seen = [_seen_by(votes, statements, each) for each in (said, said[:, ::-1])]
            keys = mixed(keys + _either_way(*seen))
    return keys


def _seen_by(votes: Votes, statements: IntArray, said: Keys) -> Keys:
    """Sums (K, 3), by vote on each statement, of what the voters said on all statements."""
    table = np.zeros((votes.statements, 1 << VOTE_BITS), dtype=np.uint64)
    table[statements, :3] = said
    people = mixed(np.asarray(totals(votes, table.reshape(-1)), dtype=np.uint64))
    return np.asarray(by_vote(votes, people)[statements, :3], dtype=np.uint64)


def _either_way(upright: Keys, turned: Keys) -> Keys:
    """One key of both: of votes as they are, and of votes turned, read from agree to disagree."""
    with np.errstate(over="ignore"):
        return np.asarray(_folded(upright) + _folded(turned[:, ::-1]))


def _folded(each: Keys) -> Keys:
    with np.errstate(over="ignore"):
        return mixed(mixed(mixed(each[:, 0]) + each[:, 1]) + each[:, 2])
