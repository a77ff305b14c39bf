"""The names or numbers of people and statements, kept apart from the votes."""

from collections.abc import Sequence
from math import isfinite

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Names = tuple[str, ...] | Numbers
Piece = npt.NDArray[np.int16 | np.int32 | np.int64]

TABLE_PER_ROW = 4  # an id may be this many times the number of rows before a table is too large
SMALLEST_TABLE = 1 << 20
NARROW = (np.int16, np.int32)  # kinds of whole number, the narrowest that fits is kept


class _Words(dict[bytes, int]):
    """Gives each new name the next number."""

    def __missing__(self, word: bytes) -> int:
        self[word] = number = len(self)
        return number


class Identities:
    """Collects a column of ids block by block; numbers stay numbers as long as all are numbers."""

    def __init__(self) -> None:
        self._numbers: list[Piece] | None = []
        self._words = _Words()
        self._codes: list[Codes] = []

    @property
    def are_numbers(self) -> bool:
        """Whether every id so far is a whole number in its plainest writing."""
        return self._numbers is not None

    def take_numbers(self, numbers: Numbers) -> None:
        """Add a block of numbers."""
        if self._numbers is None:
            self._codes.append(self._coded([b"%d" % n for n in numbers.tolist()]))
            return
        self._numbers.append(_narrowest(numbers))

    def take_words(self, words: Sequence[bytes]) -> None:
        """Add a block of names; numbers taken before become names."""
        if self._numbers is not None:
            before, self._numbers = self._numbers, None
            for numbers in before:
                self.take_numbers(numbers.astype(np.int64))
        self._codes.append(self._coded(words))

    def finish(self) -> tuple[Codes, Names]:
        """(rows,) codes from 0 in the order of the ids, and the ids in that order."""
        if self._numbers is not None:
            pieces, self._numbers = self._numbers, []
            return dense(pieces)
        codes = np.concatenate(self._codes)
        self._codes = []
        words = list(self._words)
        order = sorted(range(len(words)), key=words.__getitem__)
        place = np.empty(len(words), np.int32)
        place[order] = np.arange(len(words), dtype=np.int32)
        return place[codes], tuple(words[i].decode() for i in order)

    def twice_written(self) -> tuple[str, str] | None:
        """Two names that are the same number, as 7 and 07, the later one first."""
        if self._numbers is not None:
            return None
        known: dict[int | float, bytes] = {}
        for word in self._words:
            number = _number(word)
            if number is not None and known.setdefault(number, word) != word:
                return word.decode(), known[number].decode()
        return None

    def _coded(self, words: Sequence[bytes]) -> Codes:
        return np.fromiter(map(self._words.__getitem__, words), np.int32, count=len(words))


def _number(word: bytes) -> int | float | None:
    """The number a name writes; whole ones exactly, for a fraction cannot tell large ones apart."""
    if not word[:1].isdigit() and word[:1] not in (b"-", b"+"):
        return None
    for kind in (int, float):
        try:
            number = kind(word)
        except ValueError:
            continue
        return number if isfinite(number) else None
    return None


def _narrowest(numbers: Numbers) -> Piece:
    for kind in NARROW:
        bounds = np.iinfo(kind)
        if not numbers.size or (bounds.min <= numbers.min() and numbers.max() <= bounds.max):
            return numbers.astype(kind)
    return numbers


def dense(pieces: list[Piece]) -> tuple[Codes, Numbers]:
    """(rows,) codes from 0 in the order of the numbers, and the different numbers in order.

    `pieces` stand one after another; they are emptied on the way, to spare memory.
    """
    rows = sum(piece.size for piece in pieces)
    if not rows:
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    low = min(int(piece.min()) for piece in pieces if piece.size)
    high = max(int(piece.max()) for piece in pieces if piece.size)
    if high - low >= max(SMALLEST_TABLE, TABLE_PER_ROW * rows):
        different, codes = np.unique(np.concatenate(pieces), return_inverse=True)
        return codes.astype(np.int32), different.astype(np.int64)
    there = np.zeros(high - low + 1, bool)
    for piece in pieces:
        there[piece.astype(np.int64) - low] = True
    different = np.flatnonzero(there)
    place = np.zeros(there.size, np.int32)
    place[different] = np.arange(different.size, dtype=np.int32)
    found, at = np.empty(rows, np.int32), rows
    while pieces:
        piece = pieces.pop()
        found[at - piece.size : at] = place[piece.astype(np.int64) - low]
        at -= piece.size
    return found, different.astype(np.int64) + low
