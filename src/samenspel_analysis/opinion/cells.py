"""People by cell of a grid over the map: what groups are sought in, however many people there are.

Cells hold whole numbers, so cells of parts add up to the cells of all, in any order.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from samenspel_analysis.opinion.votes import FloatArray, IntArray

FINE = 16  # a cell is 2^-16 wide while people are few enough to stand alone
MIDDLE = 4  # and 2^-4 wide when they are many
ALONE = 2048  # people up to whom each may have a cell
AHEAD = 4  # doublings of the width of a cell between two counts of how many are left
TABLE = 2  # cells between the outermost, for each person, up to which all have a place in a table
WHOLE = 2.0**20  # places are summed in steps of 2^-20


@dataclass(frozen=True, slots=True)
class Cells:
    """Filled cells, sorted: `at` (C, 2) numbers of steps of 2^-`level`; `people` (C,) in each.

    `sums` (C, 2) are their places summed, in steps of 2^-20.
    """

    level: int
    at: IntArray
    people: IntArray
    sums: IntArray

    @property
    def points(self) -> FloatArray:
        """The mean place of the people in each cell, shape (C, 2)."""
        return np.asarray(self.sums / (self.people[:, None] * WHOLE))

    def turned(self, signs: IntArray) -> "Cells":
        """The same people on axes turned by `signs` (2,) of 1 and -1."""
        return _gathered(self.level, self.at * signs, self.people, self.sums * signs)


def level_for(people: int) -> int:
    """How fine the grid is for so many people placed."""
    return FINE if people <= ALONE else MIDDLE


def cells_of(points: FloatArray, level: int) -> Cells:
    """People at `points` (people, 2) by cell."""
    at = np.rint(points * 2.0**level).astype(np.int64)
    sums = np.rint(points * WHOLE).astype(np.int64)
    return _gathered(level, at, np.ones(len(points), dtype=np.int64), sums)


def merge_cells(first: Cells, second: Cells) -> Cells:
    """The cells of two sets of people, on the same axes and grid."""
    if first.level != second.level:
        raise ValueError(f"cells of 2^-{first.level} and 2^-{second.level} do not merge")
    return _gathered(
        first.level,
        np.concatenate([first.at, second.at]),
        np.concatenate([first.people, second.people]),
        np.concatenate([first.sums, second.sums]),
    )


def coarsened(cells: Cells, most: int) -> Cells:
    """The same people in at most `most` cells, by doubling the width of a cell."""
    wider = [np.ascontiguousarray(cells.at.T)]
    while _filled(wider[-1]) > most:
        for _ in range(AHEAD):
            wider.append(_halved(wider[-1]))
    times = bisect_left(wider, -most, key=lambda at: -_filled(at))
    if not times:
        return cells
    at = np.ascontiguousarray(wider[times].T)
    return _gathered(cells.level - times, at, cells.people, cells.sums)


def _halved(at: IntArray) -> IntArray:
    """Half of each number, rounded; what lies in between goes to the even side."""
    half = at >> 1
    return half + (half & at & 1)


def _filled(at: IntArray) -> int:
    """How many different cells there are in `at` (2, C)."""
    if not at.shape[1]:
        return 0
    across, along = at
    span = along.max() - along.min() + 1
    number = np.sort(across * span + along)
    return 1 + int(np.count_nonzero(number[1:] != number[:-1]))


def lean(cells: Cells) -> IntArray:
    """The sign of the third moment of each axis, 1 or -1: turning all votes turns it round."""
    cubes = (cells.at.astype(object) ** 3 * cells.people[:, None]).sum(axis=0)
    return np.where(np.asarray(cubes) < 0, -1, 1).astype(np.int64)


def _numbered(at: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """A number for each cell, row by row; the lowest cell, and how many there are each way."""
    low = at.min(axis=0)
    spans = at.max(axis=0) - low + 1
    return (at[:, 0] - low[0]) * spans[1] + (at[:, 1] - low[1]), low, spans


def _gathered(level: int, at: IntArray, people: IntArray, sums: IntArray) -> Cells:
    if not len(at):
        return Cells(level, at.reshape(0, 2), people, sums.reshape(0, 2))
    number, low, spans = _numbered(at)
    if spans[0] * spans[1] <= TABLE * len(at):
        return _counted(level, number, low, spans, people, sums)
    order = np.argsort(number)  # whole numbers are summed: their order cannot show
    number = number[order]
    first = np.flatnonzero(np.concatenate([[True], number[1:] != number[:-1]]))
    together = np.add.reduceat(people[order], first)
    filled = together > 0  # someone who left is taken away as -1
    summed = np.add.reduceat(sums[order], first, axis=0)
    return Cells(level, at[order][first][filled], together[filled], summed[filled])


def _counted(
    level: int, number: IntArray, low: IntArray, spans: IntArray, people: IntArray, sums: IntArray
) -> Cells:
    """The same by a table of all cells between the outermost, where that is small."""
    table = np.zeros((3, int(spans[0] * spans[1])), dtype=np.int64)
    for row, values in zip(table, (people, sums[:, 0], sums[:, 1]), strict=True):
        np.add.at(row, number, values)
    filled = np.flatnonzero(table[0] > 0)
    at = np.stack([filled // spans[1], filled % spans[1]], axis=1) + low
    return Cells(level, at, table[0, filled], np.ascontiguousarray(table[1:, filled].T))
