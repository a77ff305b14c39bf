"""The heavy sums in machine code, by the optional library Numba; the same bits as without it.

What is added are whole numbers, whose order cannot show; where it is not, the order is the same.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from samenspel_analysis.opinion.votes import FloatArray, IntArray, Packed

Places = NDArray[np.int32]
FourSums = tuple[IntArray, IntArray, IntArray, IntArray]


@njit(cache=True, nogil=True)
def pair_sums(starts: IntArray, packed: Packed, most: int, sums: FourSums) -> None:
    """Add up W'W, V'W, its transpose and V'V for pairs j <= k; each of `sums` is (S, S).

    Votes are taken `most` at a time and put by statement, so that all counts of one statement
    with the others lie close together: `counts[v_j, 4·k + v_k]`.
    """
    size = len(sums[0])
    counts = np.zeros((3, 4 * size), np.int32)
    ends = np.empty(size + 1, np.int64)
    places = stops = np.empty(0, np.int32)
    first, people = 0, len(starts) - 1
    while first < people:
        last = first + 1
        while last < people and starts[last + 1] - starts[first] <= most:
            last += 1
        block = packed[starts[first] : starts[last]]
        if len(block) > len(places):  # memory is asked for once
            places, stops = np.empty(len(block), np.int32), np.empty(len(block), np.int32)
        by_statement(starts[first : last + 1], block, places, stops, ends)
        begin = 0
        for statement in range(size):
            end = ends[statement]
            for at in range(begin, end):
                place = places[at]
                row = counts[block[place] & 3]
                for other in range(place, stops[at]):
                    row[block[other]] += 1
            if end > begin:
                add_counts(counts, statement, sums)
            begin = end
        first = last


@njit(cache=True, nogil=True)
def by_statement(
    starts: IntArray, block: Packed, places: Places, stops: Places, ends: IntArray
) -> None:
    """Fill the places of votes by statement, and where the votes of each one's person stop.

    `ends` (S + 1,) becomes where the places of each statement end.
    """
    ends[:] = 0
    for code in block:
        ends[(code >> 2) + 1] += 1
    for statement in range(len(ends) - 1):
        ends[statement + 1] += ends[statement]
    for person in range(len(starts) - 1):
        stop = starts[person + 1] - starts[0]
        for at in range(starts[person] - starts[0], stop):
            statement = block[at] >> 2
            places[ends[statement]] = at
            stops[ends[statement]] = stop
            ends[statement] += 1


@njit(cache=True, nogil=True)
def add_counts(counts: Places, first: int, sums: FourSums) -> None:
    """Add the counts of a statement with itself and those after it to its row; empty them."""
    both, mixed, turned, values = sums
    for kind in range(3):
        vote = kind - 1
        row = counts[kind]
        for second in range(first, len(both)):
            down, up = np.int64(row[4 * second]), np.int64(row[4 * second + 2])
            cast, total = down + row[4 * second + 1] + up, up - down
            both[first, second] += cast
            mixed[first, second] += vote * cast
            turned[first, second] += total
            values[first, second] += vote * total
        row[4 * first :] = 0


@njit(cache=True, nogil=True)
def turn_over(above: IntArray, sums: IntArray) -> None:
    """Fill what lies below the diagonal of `sums` with what lies above it in `above`."""
    for row in range(len(sums)):
        for column in range(row):
            sums[row, column] = above[column, row]


@njit(cache=True, nogil=True)
def step_sums(starts: IntArray, packed: Packed, steps: IntArray, summed: IntArray) -> None:
    """Sum the steps (4·S, 3) of each person's votes into `summed` (people, 3)."""
    for person in range(len(starts) - 1):
        across, along, voted = np.int64(0), np.int64(0), np.int64(0)
        for at in range(starts[person], starts[person + 1]):
            step = steps[packed[at]]
            across += step[0]
            along += step[1]
            voted += step[2]
        summed[person, 0] = across
        summed[person, 1] = along
        summed[person, 2] = voted


@njit(cache=True, nogil=True)
def spread(
    starts: IntArray, packed: Packed, each: NDArray[np.generic], total: NDArray[np.generic]
) -> None:
    """Add what each person has, `each` (people,), to `total` (4·S,) at each packed vote."""
    for person in range(len(starts) - 1):
        theirs = each[person]
        for at in range(starts[person], starts[person + 1]):
            total[packed[at]] += theirs


@njit(cache=True, nogil=True)
def vote_counts(starts: IntArray, packed: Packed, groups: IntArray, total: IntArray) -> None:
    """Count votes by group (the row of `total`) and packed vote (its column)."""
    for person in range(len(starts) - 1):
        row = total[groups[person]]
        for at in range(starts[person], starts[person + 1]):
            row[packed[at]] += 1


@njit(cache=True, nogil=True)
def closest(point: FloatArray, centres: FloatArray) -> tuple[int, float]:
    """The first of the nearest centres (k, 2), and the squared distance to it."""
    label, least = 0, np.inf
    for k in range(len(centres)):
        away = squared(point, centres[k])
        if away < least:
            label, least = k, away
    return label, least


@njit(cache=True, nogil=True)
def nearest(points: FloatArray, centres: FloatArray, labels: IntArray, best: FloatArray) -> None:
    """Fill the nearest centre of each point and the squared distance, for each start."""
    for run in range(len(centres)):
        for at in range(len(points)):
            labels[run, at], best[run, at] = closest(points[at], centres[run])


@njit(cache=True, nogil=True)
def far_apart(
    points: FloatArray, weights: FloatArray, chance: FloatArray, chosen: IntArray
) -> None:
    """Fill `chosen` (starts, k) with points drawn far from those drawn before, by `chance`."""
    away = np.empty(len(points))
    reach = np.empty(len(points))
    for run in range(len(chosen)):
        away[:] = np.inf
        for turn in range(chosen.shape[1]):
            total = 0.0
            for at in range(len(points)):
                total += weights[at] if turn == 0 else away[at] * weights[at]
                reach[at] = total
            wanted, found = chance[turn, run] * total, 0
            for each in reach:
                found += each <= wanted
            chosen[run, turn] = min(found, len(points) - 1)
            new = points[chosen[run, turn]]
            for at in range(len(points)):
                away[at] = min(away[at], squared(points[at], new))


@njit(cache=True, nogil=True)
def squared(point: FloatArray, other: FloatArray) -> float:
    """The squared distance between two points."""
    across, along = point[0] - other[0], point[1] - other[1]
    return float(across * across + along * along)


@njit(cache=True, nogil=True)
def settle(points: FloatArray, weights: FloatArray, centres: FloatArray, rounds: int) -> None:
    """Move the centres of each start to the means of their points until nothing moves."""
    across, along = points[:, 0].copy(), points[:, 1].copy()
    heaped = np.stack((weights, across * weights, along * weights))
    best = np.empty(len(points))
    labels, before = np.empty(len(points), np.int64), np.empty(len(points), np.int64)
    for run in range(len(centres)):
        before[:] = -1
        for _ in range(rounds):
            label_all(across, along, centres[run], labels, best)
            if not differ(labels, before):
                break
            to_means(heaped, labels, centres[run])
            before[:] = labels


@njit(cache=True, nogil=True)
def label_all(
    across: FloatArray, along: FloatArray, centres: FloatArray, labels: IntArray, best: FloatArray
) -> None:
    """Fill the first of the nearest centres (k, 2) of each point, one centre after another."""
    best[:] = np.inf
    for k in range(len(centres)):
        right, up = centres[k, 0], centres[k, 1]
        for at in range(len(labels)):
            far, high = across[at] - right, along[at] - up
            away = far * far + high * high
            closer = away < best[at]
            labels[at] = k if closer else labels[at]
            best[at] = away if closer else best[at]


@njit(cache=True, nogil=True)
def differ(labels: IntArray, before: IntArray) -> bool:
    """Whether any label is another than before."""
    moved = False
    for at in range(len(labels)):
        moved |= labels[at] != before[at]
    return moved


@njit(cache=True, nogil=True)
def to_means(heaped: FloatArray, labels: IntArray, centres: FloatArray) -> None:
    """Move each centre that has points to their mean; `heaped` is weight, and both places by it."""
    sums = np.zeros((len(centres), 3))
    for at in range(len(labels)):
        label = labels[at]
        sums[label, 0] += heaped[0, at]
        sums[label, 1] += heaped[1, at]
        sums[label, 2] += heaped[2, at]
    for k in range(len(centres)):
        if sums[k, 0] > 0:
            size = max(sums[k, 0], 1.0)
            centres[k, 0], centres[k, 1] = sums[k, 1] / size, sums[k, 2] / size
