"""Rows that belong together: the first row of each key, and the first row that disagrees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.int64]
SPARE = 1_000_000  # keys beyond the number of rows that still get a place of their own


@dataclass(frozen=True, slots=True)
class Key:
    """A number per row, the same where rows belong together, below `size`."""

    of_row: Index
    size: int

    def of(self, rows: Index) -> "Key":
        """The key of some of the rows."""
        return Key(self.of_row[rows], self.size)


def key_of(*parts: tuple[NDArray[np.integer], int]) -> Key:
    """One key from several codes, each with its number of codes."""
    codes, size = parts[0][0].astype(np.int64), parts[0][1]
    for more, count in parts[1:]:
        codes, size = codes * count + more, size * count
        if size > 4 * len(codes) + SPARE:  # too thin to give every key a place
            distinct, codes = np.unique(codes, return_inverse=True)
            size = len(distinct)
    return Key(codes, max(size, 1))


def first_rows(key: Key) -> Index:
    """For every key the first row that has it, -1 where none has."""
    first = np.full(key.size, -1, np.int64)
    first[key.of_row[::-1]] = np.arange(len(key.of_row) - 1, -1, -1)  # the last written stays
    return first


def first_repeat(key: Key) -> tuple[int, int] | None:
    """The first row whose key stood earlier, and the row where it stood."""
    before = first_rows(key)[key.of_row]
    repeats = np.flatnonzero(before != np.arange(len(before)))
    return (int(repeats[0]), int(before[repeats[0]])) if len(repeats) else None


def first_conflict(
    key: Key, values: NDArray[np.integer] | NDArray[np.float64], given: NDArray[np.bool_]
) -> tuple[int, int] | None:
    """The first row with another value than the first given value of its key, and that row."""
    rows = np.flatnonzero(given)
    some = key.of(rows)
    firsts = rows[first_rows(some)[some.of_row]]
    conflicts = np.flatnonzero(values[rows] != values[firsts])
    if not len(conflicts):
        return None
    return int(rows[conflicts[0]]), int(firsts[conflicts[0]])


def count_distinct(key: Key) -> int:
    """How many keys there are."""
    return int(np.count_nonzero(first_rows(key) >= 0))
