"""How each group voted on each statement: whole numbers that add up over parts."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.opinion import speed
from samenspel_analysis.opinion.votes import VOTE_BITS, IntArray, Votes

VOTES_AT_ONCE = 1 << 21


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """Votes by group and statement; the last group holds the people of none.

    `votes` (groups + 1, S, 3) counts disagree, pass and agree; `people` (groups + 1,) counts who
    voted at all.
    """

    votes: IntArray
    people: IntArray

    def of(self, direction: int) -> IntArray:
        """Agrees (1) or disagrees (-1) of the groups, shape (groups, S)."""
        return self.votes[:-1, :, 1 + direction]

    def both_ways(self, statements: IntArray) -> IntArray:
        """Agrees (0) and disagrees (1) of the groups on `statements`, (2, groups, statements)."""
        return np.stack([self.of(direction)[:, statements] for direction in (1, -1)])

    @property
    def cast(self) -> IntArray:
        """Votes of the groups, passes included, shape (groups, S)."""
        return np.asarray(self.votes[:-1].sum(axis=2))

    @property
    def everyone(self) -> IntArray:
        """Votes of all people, placed or not, shape (S, 3)."""
        return np.asarray(self.votes.sum(axis=0))


def group_counts(votes: Votes, groups: IntArray, count: int) -> GroupCounts:
    """Count votes by group; `groups` (people,) holds 0 to `count` - 1, or -1 for none."""
    where = np.where(groups < 0, count, groups)
    width = votes.statements << VOTE_BITS
    total = np.zeros((count + 1) * width, dtype=np.int64)
    people = np.bincount(where[votes.counts > 0], minlength=count + 1)
    if speed.HAS_NUMBA:
        from samenspel_analysis.opinion import compiled

        compiled.vote_counts(votes.starts, votes.packed, where, total.reshape(count + 1, width))
    else:
        _add(votes, where, width, total)
    by_vote = total.reshape(count + 1, votes.statements, 1 << VOTE_BITS)[:, :, :3]
    return GroupCounts(by_vote, people)


def _add(votes: Votes, where: IntArray, width: int, total: IntArray) -> None:
    first = 0
    while first < votes.people:
        wanted = votes.starts[first] + VOTES_AT_ONCE
        last = int(np.searchsorted(votes.starts, wanted, side="right")) - 1
        last = min(max(last, first + 1), votes.people)
        part = votes.rows(first, last)
        slots = np.repeat((where[first:last] * width).astype(np.int64), part.counts)
        slots += part.packed
        total += np.bincount(slots, minlength=len(total))
        first = last


def merge_counts(first: GroupCounts, second: GroupCounts) -> GroupCounts:
    """The counts of two sets of people who share nobody."""
    return GroupCounts(first.votes + second.votes, first.people + second.people)
