"""The integer products W'W, V'W and V'V of packed votes."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from samenspel_analysis.opinion import speed
from samenspel_analysis.opinion.votes import IntArray, Votes

VOTES_AT_ONCE = 1 << 20  # in machine code: two bytes each, so a block stays near the processor
PEOPLE_AT_ONCE = 32_000  # each of four sums in one 64-bit number stays below 2^15
DENSE_FROM = 0.08  # of all votes possible cast, from where dense products are faster
DENSE_VALUES = 2_000_000  # numbers at once in a dense block
DENSE_PEOPLE = 2_047  # so many at most, that two sums in one float32 stay exact

Products = tuple[IntArray, IntArray, IntArray]


def products(votes: Votes) -> Products:
    """W'W, V'W and V'V, each (S, S): exact, whatever the way they are computed."""
    if speed.HAS_NUMBA:
        return _compiled(votes)
    size = votes.statements
    total = tuple(np.zeros((size, size), dtype=np.int64) for _ in range(3))
    possible = max(1, votes.people * size)
    dense = len(votes.packed) > DENSE_FROM * possible
    step = min(DENSE_PEOPLE, DENSE_VALUES // max(1, size) + 1) if dense else PEOPLE_AT_ONCE
    work = _dense if dense else _sparse
    for first in range(0, votes.people, step):
        block = votes.rows(first, min(first + step, votes.people))
        if len(block.packed):
            for sums, more in zip(total, work(block), strict=True):
                sums += more
    return total[0], total[1], total[2]


def _compiled(votes: Votes) -> Products:
    """The pairs j <= k counted; the other half is the first one turned over."""
    from samenspel_analysis.opinion import compiled  # only where Numba is

    size = votes.statements
    both, mixed, turned, values = (np.zeros((size, size), dtype=np.int64) for _ in range(4))
    compiled.pair_sums(votes.starts, votes.packed, VOTES_AT_ONCE, (both, mixed, turned, values))
    for sums, other in ((both, both), (values, values), (mixed, turned)):
        compiled.turn_over(other, sums)
    return both, mixed, values


def _dense(votes: Votes) -> Products:
    """W'W, and V'W and V'V in one product: V by W + V·2^12 sums both.

    Of at most 2,047 people no sum reaches 2^23, so float32 is exact.
    """
    cast, value = np.zeros((2, votes.people, votes.statements), dtype=np.float32)
    where = votes.person, votes.statement
    cast[where] = 1
    value[where] = votes.vote
    both = (cast.T @ cast).astype(np.int64)
    summed = (value.T @ (cast + value * 4096)).astype(np.int64)
    values = (summed + 2048) >> 12
    return both, summed - (values << 12), values


def _sparse(votes: Votes) -> Products:
    """One product of numbers that each hold two: 1 + v·2^16 by 1 + v·2^32 sums all four."""
    vote = votes.vote.astype(np.int64)
    index, size = votes.statement, votes.statements
    shape = (votes.people, size)
    starts = votes.starts.astype(np.int32)
    left = csr_array((1 + (vote << 16), index, starts), shape=shape)
    right = csr_array((1 + (vote << 32), index, starts), shape=shape)
    transposed: csc_array = left.T
    return unpacked((transposed.tocsr() @ right).toarray())


def unpacked(sums: NDArray[np.int64]) -> Products:
    """W'W, V'W and V'V out of numbers that hold four signed sums of 16 bits each."""
    both = _lowest(sums)
    rest = (sums - both) >> 16
    mixed = _lowest(rest)  # row voted, column cast
    rest = (rest - mixed) >> 16
    turned = _lowest(rest)  # column voted, row cast
    return both, mixed, (rest - turned) >> 16


def _lowest(sums: NDArray[np.int64]) -> IntArray:
    low = sums & 0xFFFF
    return low - ((low & 0x8000) << 1)
