"""Votes of people on statements, packed by person: two bytes a vote, four above 16,383 statements.

People and statements are numbered from 0; what they are called is kept outside the core.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Packed = NDArray[np.uint16 | np.uint32]

Piece = tuple[NDArray[np.int32], Packed]

AGREE, PASS, DISAGREE = 1, 0, -1
VOTE_BITS = 2
NARROW = 1 << (16 - VOTE_BITS)  # statements that fit in two bytes a vote: 16,384
WIDE = 1 << (32 - VOTE_BITS)
VOTES_AT_ONCE = 1 << 22  # sorted at once


def kind_of(statements: int) -> type[np.uint16] | type[np.uint32]:
    """The numbers that votes on so many statements are packed in."""
    return np.uint16 if statements <= NARROW else np.uint32


class VotesError(ValueError):
    """Votes that cannot be read as what they are said to be."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Each person's last vote on each statement.

    The votes of person `i` are `packed[starts[i]:starts[i + 1]]`, in rising order of statement;
    a vote is `statement * 4 + vote + 1`, with vote -1 (disagree), 0 (pass) or 1 (agree).
    `statements` is the number of statements, voted on or not.
    """

    starts: IntArray  # (people + 1,)
    packed: Packed
    statements: int

    @property
    def people(self) -> int:
        """Number of people, with or without a vote."""
        return len(self.starts) - 1

    @property
    def counts(self) -> IntArray:
        """Votes of each person, shape (people,)."""
        return np.diff(self.starts)

    @property
    def person(self) -> NDArray[np.int32]:
        """Who cast each packed vote, in the order of `packed`."""
        return np.repeat(np.arange(self.people, dtype=np.int32), self.counts)

    @property
    def statement(self) -> NDArray[np.int32]:
        """The statement of each packed vote."""
        return (self.packed >> VOTE_BITS).astype(np.int32)

    @property
    def vote(self) -> NDArray[np.int8]:
        """The value of each packed vote: -1, 0 or 1."""
        return (self.packed & 3).astype(np.int8) - np.int8(1)

    def rows(self, first: int, last: int) -> "Votes":
        """The votes of people `first` up to `last`, sharing memory with these."""
        starts = self.starts[first : last + 1]
        packed = self.packed[starts[0] : starts[-1]]
        return Votes(starts - starts[0], packed, self.statements)

    def of_people(self, who: IntArray) -> "Votes":
        """The votes of the people named, in the order named; someone named twice counts twice."""
        counts = self.counts[who]
        starts = np.concatenate([[0], np.cumsum(counts)])
        shift = np.repeat(self.starts[who] - starts[:-1], counts)
        return Votes(starts, self.packed[np.arange(starts[-1]) + shift], self.statements)

    def where(self, kept: NDArray[np.bool_]) -> "Votes":
        """Only the packed votes marked in `kept`, of shape (votes,); people stay."""
        before = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])
        return Votes(before[self.starts], self.packed[kept], self.statements)


def pack(person: ArrayLike, statement: ArrayLike, vote: ArrayLike, **sizes: int) -> Votes:
    """Pack votes given in any order; of several by one person on one statement the last counts.

    All three have shape (votes,): whole numbers from 0, and -1, 0 or 1. `people=` and
    `statements=` state how many there are; without them, as many as are seen.
    Raises `VotesError` on a value outside its range.
    """
    gathering = Gathering(**sizes)
    columns = [np.asarray(each) for each in (person, statement, vote)]
    if {each.shape for each in columns} != {(columns[0].size,)}:
        gathering.add(*columns)  # says what is wrong with them
    for first in range(0, columns[0].size, VOTES_AT_ONCE):
        gathering.add(*(each[first : first + VOTES_AT_ONCE] for each in columns))
    return gathering.votes()


def pack_matrix(matrix: ArrayLike) -> Votes:
    """Pack a (people, statements) matrix of -1, 0 and 1, with NaN where no vote was cast."""
    wide = np.asarray(matrix, dtype=np.float64)
    if wide.ndim != 2:
        raise VotesError(f"a matrix of votes has 2 axes, not {wide.ndim}")
    person, statement = np.nonzero(~np.isnan(wide))
    return pack(
        person,
        statement,
        wide[person, statement],
        people=wide.shape[0],
        statements=wide.shape[1],
    )


class Gathering:
    """Takes votes in pieces, as they are read, and packs each piece at once.

    Memory: six bytes a vote (eight above 16,383 statements) and one piece.
    """

    def __init__(self, *, people: int = 0, statements: int = 0) -> None:
        self._least = (people, statements)
        self._fixed = (people > 0, statements > 0)
        self._pieces: list[Piece] = []

    def add(self, person: ArrayLike, statement: ArrayLike, vote: ArrayLike) -> None:
        """Add votes of shape (votes,), later than all votes added before."""
        who = _numbers(person, "person")
        what = _numbers(statement, "statement")
        value = _numbers(vote, "vote")
        if not len(who) == len(what) == len(value):
            raise VotesError("person, statement and vote have different lengths")
        if not len(who):
            return
        _within(who, self._least[0] if self._fixed[0] else 2**31 - 1, "person")
        _within(what, self._least[1] if self._fixed[1] else WIDE, "statement")
        if value.min() < DISAGREE or value.max() > AGREE:
            wrong = value[(value < DISAGREE) | (value > AGREE)][0]
            raise VotesError(f"vote {wrong}: expected -1, 0 or 1")
        people, statements = self._least
        self._least = (max(people, int(who.max()) + 1), max(statements, int(what.max()) + 1))
        kind = np.dtype(kind_of(self._least[1]))
        code: Packed = what.astype(kind)
        np.left_shift(code, VOTE_BITS, out=code)
        code |= (value.astype(np.int8) + np.int8(1)).astype(kind)
        self._pieces.append((who.astype(np.int32), code))

    def votes(self) -> Votes:
        """Everything gathered, the last vote of each person on each statement."""
        people, statements = self._least
        kind = kind_of(statements)
        pieces: list[Piece] = [(who, code.astype(kind, copy=False)) for who, code in self._pieces]
        counts = np.zeros(people, dtype=np.int64)
        for who, _ in pieces:
            counts += np.bincount(who, minlength=people)
        if _in_order(pieces):
            starts = np.concatenate([[0], np.cumsum(counts)])
            packed = np.concatenate([np.empty(0, kind), *(code for _, code in pieces)])
            return _last_only(Votes(starts, packed, statements))
        return join(
            _sorted(pieces, first, last, statements)
            for first, last in _ranges(counts, statements, VOTES_AT_ONCE)
        )


def join(parts: Iterable[Votes]) -> Votes:
    """Votes of different people, one part below the other; all on the same statements."""
    given = list(parts)
    statements = max((part.statements for part in given), default=0)
    kind = kind_of(statements)
    counts = [part.counts for part in given]
    starts = np.concatenate([[0], np.cumsum(np.concatenate([np.empty(0, np.int64), *counts]))])
    packed = [np.empty(0, kind), *(part.packed.astype(kind, copy=False) for part in given)]
    return Votes(starts.astype(np.int64), np.concatenate(packed), statements)


def _numbers(values: ArrayLike, name: str) -> NDArray[np.integer]:
    given = np.asarray(values)
    if given.ndim != 1:
        raise VotesError(f"{name} has {given.ndim} axes: expected 1")
    if given.dtype.kind not in "biuf":
        raise VotesError(f"{name} holds {given.dtype}: expected whole numbers")
    if given.dtype.kind == "f":
        broken = ~np.isfinite(given) | (given != np.trunc(given))
        if broken.any():
            raise VotesError(f"{name} holds {given[broken][0]}: expected whole numbers")
    return given if given.dtype.kind in "iu" else given.astype(np.int64)


def _within(numbers: NDArray[np.integer], end: int, name: str) -> None:
    if numbers.min() < 0 or numbers.max() >= end:
        wrong = numbers[(numbers < 0) | (numbers >= end)][0]
        raise VotesError(f"{name} {wrong}: expected 0 to {end - 1}")


def _in_order(pieces: list[Piece]) -> bool:
    """Whether votes stand by person, and those of a person by statement."""
    before = (-1, 0)
    for who, code in pieces:
        same = who[1:] == who[:-1]
        if (int(who[0]), int(code[0])) < before or np.any(
            (who[1:] < who[:-1]) | (same & (code[1:] < code[:-1]))
        ):
            return False
        before = int(who[-1]), int(code[-1])
    return True


def _ranges(counts: IntArray, statements: int, at_once: int) -> Iterator[tuple[int, int]]:
    """Ranges of people with about so many votes, of whom each vote can be told by one number."""
    votes = max(at_once, int(counts.max()))
    most = 1 << (63 - VOTE_BITS - votes.bit_length() - statements.bit_length())
    starts = np.concatenate([[0], np.cumsum(counts)])
    first = 0
    while first < len(counts):
        last = int(np.searchsorted(starts, starts[first] + at_once, side="right")) - 1
        last = min(max(last, first + 1), first + most, len(counts))
        yield first, last
        first = last


def _sorted(pieces: list[Piece], first: int, last: int, statements: int) -> Votes:
    """The last votes of people `first` up to `last`.

    Person, statement, moment and vote stand in one number, so one sort puts all in order.
    """
    here = [(who >= first) & (who < last) for who, _ in pieces]
    who = np.concatenate([piece[0][some] for piece, some in zip(pieces, here, strict=True)])
    code = np.concatenate([piece[1][some] for piece, some in zip(pieces, here, strict=True)])
    moment = len(code).bit_length()
    key = who.astype(np.int64)
    key -= first
    for width, number in (
        (statements.bit_length(), code >> VOTE_BITS),
        (moment, np.arange(len(code), dtype=np.int64)),
        (VOTE_BITS, code & 3),
    ):
        key <<= width
        key |= number
    key.sort()
    vote = (key & 3).astype(code.dtype)
    key >>= moment + VOTE_BITS
    kept = np.ones(len(key), dtype=bool)
    np.not_equal(key[1:], key[:-1], out=kept[:-1])
    if not kept.all():
        key, vote = key[kept], vote[kept]
    starts = np.searchsorted(key, np.arange(last - first + 1) << statements.bit_length())
    key &= (1 << statements.bit_length()) - 1
    packed = key.astype(code.dtype)
    packed <<= VOTE_BITS
    return Votes(starts, packed | vote, statements)


def _last_only(votes: Votes) -> Votes:
    statement = votes.packed >> VOTE_BITS
    kept = np.ones(len(statement), dtype=bool)
    kept[:-1] = statement[1:] != statement[:-1]
    ends = votes.starts[1:] - 1
    kept[ends[votes.counts > 0]] = True
    return votes if kept.all() else votes.where(kept)
