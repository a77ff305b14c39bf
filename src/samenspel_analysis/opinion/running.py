"""Votes and their sums, kept up to date vote by vote.

A vote changes only what that person's votes have to do with it: one row and one column of the
sums, in as many places as the person voted.
"""

from dataclasses import replace

import numpy as np

from samenspel_analysis.opinion.sums import Sums, part
from samenspel_analysis.opinion.votes import (
    AGREE,
    DISAGREE,
    VOTE_BITS,
    IntArray,
    Packed,
    Votes,
    VotesError,
)


class RunningSums:
    """Votes with their sums; both are copies of their own, so what they started from stays."""

    def __init__(self, votes: Votes, sums: Sums | None = None) -> None:
        known = part(votes) if sums is None else sums
        self._votes = votes
        self._changed: dict[int, Packed] = {}
        self.sums = replace(
            known,
            agrees=known.agrees.copy(),
            disagrees=known.disagrees.copy(),
            both=known.both.copy(),
            mixed=known.mixed.copy(),
            values=known.values.copy(),
        )

    @property
    def people(self) -> int:
        """Number of people, newcomers included."""
        return max(self._votes.people, max(self._changed, default=-1) + 1)

    def row(self, person: int) -> Packed:
        """The packed votes of one person, in order of statement."""
        if person in self._changed:
            return self._changed[person]
        if person >= self._votes.people:
            return self._votes.packed[:0]
        return self._votes.packed[self._votes.starts[person] : self._votes.starts[person + 1]]

    def votes(self) -> Votes:
        """All votes as they are now; this does go through all of them."""
        if not self._changed:
            return self._votes
        counts = np.zeros(self.people, dtype=np.int64)
        counts[: self._votes.people] = self._votes.counts
        rest = np.repeat(
            ~np.isin(np.arange(self._votes.people), list(self._changed)), self._votes.counts
        )
        starts = np.zeros(self.people + 1, dtype=np.int64)
        counts[list(self._changed)] = [len(row) for row in self._changed.values()]
        np.cumsum(counts, out=starts[1:])
        packed = np.empty(starts[-1], dtype=self._votes.packed.dtype)
        kept = np.ones(len(packed), dtype=bool)
        for person, row in self._changed.items():
            packed[starts[person] : starts[person + 1]] = row
            kept[starts[person] : starts[person + 1]] = False
        packed[kept] = self._votes.packed[rest]
        return Votes(starts, packed, self._votes.statements)

    def cast(self, person: int, statement: int, vote: int | None) -> None:
        """Take in a vote, in place of an earlier one if there is; `None` takes a vote back.

        Raises `VotesError` on a statement or a vote outside its range.
        """
        if not 0 <= statement < self._votes.statements:
            raise VotesError(f"statement {statement}: expected 0 to {self._votes.statements - 1}")
        if vote is not None and not DISAGREE <= vote <= AGREE:
            raise VotesError(f"vote {vote}: expected -1, 0 or 1")
        row = self.row(person)
        here = (row >> VOTE_BITS) == statement
        others = row[~here]
        if here.any():
            self._add(others, statement, int(row[here][0] & 3) - 1, -1)
        if vote is not None:
            self._add(others, statement, vote, 1)
        self._count_person(len(row), len(others) + (vote is not None))
        new = [] if vote is None else [(statement << VOTE_BITS) + vote + 1]
        self._changed[person] = np.sort(np.append(others, np.array(new, dtype=row.dtype)))

    def _count_person(self, before: int, after: int) -> None:
        change = (after > 0) - (before > 0)
        if change:
            self.sums = replace(self.sums, people=self.sums.people + change)

    def _add(self, others: Packed, statement: int, vote: int, times: int) -> None:
        index: IntArray = (others >> VOTE_BITS).astype(np.int64)
        their = ((others & 3).astype(np.int64) - 1) * times
        sums = self.sums
        for at in ((statement, index), (index, statement)):
            sums.both[at] += times
            sums.values[at] += their * vote
        sums.mixed[statement, index] += vote * times
        sums.mixed[index, statement] += their
        sums.both[statement, statement] += times
        sums.mixed[statement, statement] += vote * times
        sums.values[statement, statement] += vote * vote * times
        sums.agrees[statement] += times * (vote == AGREE)
        sums.disagrees[statement] += times * (vote == DISAGREE)
