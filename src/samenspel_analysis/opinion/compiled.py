"""The heavy sums in machine code, by the optional library Numba; the same bits as without it.

Everything here adds whole numbers, so the order in which it does so cannot show.
"""

import numpy as np
from numba import njit

from samenspel_analysis.opinion.votes import IntArray, Packed


@njit(cache=True, nogil=True)
def pair_sums(starts: IntArray, packed: Packed, sums: IntArray) -> None:
    """Add 1 + v_j·2^16 + v_k·2^32 + v_j·v_k·2^48 for each pair of votes j <= k of a person.

    `sums` (S, S) keeps four signed sums of 16 bits in each number: for at most 32,000 people.
    """
    left = np.empty(sums.shape[0], np.int64)
    right = np.empty(sums.shape[0], np.int64)
    index = np.empty(sums.shape[0], np.int64)
    for person in range(len(starts) - 1):
        count = starts[person + 1] - starts[person]
        for at in range(count):
            code = np.int64(packed[starts[person] + at])
            vote = (code & 3) - 1
            index[at] = code >> 2
            left[at] = 1 + (vote << 16)
            right[at] = 1 + (vote << 32)
        for first in range(count):
            row = sums[index[first]]
            by = left[first]
            for second in range(first, count):
                row[index[second]] += by * right[second]


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
def vote_counts(starts: IntArray, packed: Packed, groups: IntArray, total: IntArray) -> None:
    """Count votes by group (the row of `total`) and packed vote (its column)."""
    for person in range(len(starts) - 1):
        row = total[groups[person]]
        for at in range(starts[person], starts[person + 1]):
            row[packed[at]] += 1
