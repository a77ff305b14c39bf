"""Whole blocks of a CSV to numbers at once; what is not plain is left to the careful reader."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64]

NEWLINE, MINUS, ZERO = 10, 45, 48
MOST_DIGITS = 18  # of a number that fits in 64 bits whatever its digits


@dataclass(frozen=True, slots=True)
class Grid:
    """Where each cell of a block of plain rows begins and ends: arrays of (rows, columns)."""

    text: Bytes
    starts: Places
    ends: Places


def grid_of(block: bytes, columns: int, separator: int) -> Grid | None:
    """The cells of a block that ends in a newline; `None` if not every row is plain."""
    if b'"' in block or b"\0" in block:
        return None
    text = np.frombuffer(block, np.uint8)
    is_newline = text == NEWLINE
    marks = np.flatnonzero(is_newline | (text == separator))
    if marks.size % columns:
        return None
    ends = marks.reshape(-1, columns)
    newline = is_newline[ends]
    if not newline[:, -1].all() or newline[:, :-1].any():
        return None
    starts = np.empty_like(marks)
    starts[0] = 0
    starts[1:] = marks[:-1] + 1
    return Grid(text, starts.reshape(-1, columns), ends)


def numbers_in(grid: Grid, column: int) -> Numbers | None:
    """A column of whole numbers, (rows,) int64, each written in the plainest way; else `None`."""
    starts, ends = np.ascontiguousarray(grid.starts[:, column]), grid.ends[:, column]
    negative = grid.text[starts] == MINUS
    first = starts + negative
    digits = ends - first
    if digits.size == 0 or digits.min() < 1 or digits.max() > MOST_DIGITS:
        return None
    leading = grid.text[first]
    if np.any((leading == ZERO) & ((digits > 1) | negative)):
        return None  # 01 and -0 are other ways to write a number
    found = np.zeros(starts.size, np.int64)
    for place in range(int(digits.max())):
        here = digits > place
        at = np.where(here, first + place, first)
        digit = grid.text[at] - np.uint8(ZERO)  # below "0" it wraps far above 9
        if np.any(digit > 9):
            return None
        found = np.where(here, found * 10 + digit, found)
    return np.where(negative, -found, found) if negative.any() else found


def votes_in(grid: Grid, first: int, last: int) -> npt.NDArray[np.int8] | None:
    """Columns of votes: (rows, last - first) int8 with 2 for a blank cell; `None` for another."""
    starts, ends = grid.starts[:, first:last], grid.ends[:, first:last]
    length = ends - starts
    head, tail = grid.text[starts], grid.text[np.maximum(ends - 1, 0)]
    found = np.full(starts.shape, 3, np.int8)
    found[length == 0] = 2
    single = length == 1
    found[single & (head == ZERO)] = 0
    found[single & (head == ZERO + 1)] = 1
    found[(length == 2) & (head == MINUS) & (tail == ZERO + 1)] = -1
    return None if np.any(found == 3) else found


def words_in(grid: Grid, column: int, longest: int) -> list[bytes] | None:
    """A column of names as bytes; `None` if one is blank, padded or too long."""
    starts, ends = grid.starts[:, column], grid.ends[:, column]
    length = ends - starts
    if length.size == 0 or length.min() < 1 or length.max() > longest:
        return None
    if np.any(grid.text[starts] <= 32) or np.any(grid.text[ends - 1] <= 32):
        return None
    width = int(length.max())
    at = starts[:, None] + np.arange(width)
    letters = np.where(np.arange(width) < length[:, None], grid.text.take(at, mode="clip"), 0)
    words: list[bytes] = letters.astype(np.uint8).view(f"S{width}")[:, 0].tolist()
    return words
