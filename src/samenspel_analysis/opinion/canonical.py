"""An order of statements and of people that comes from the votes, not from their numbers.

Chance is dealt out in this order, so that the same votes in any order meet the same chance.
"""

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion.votes import FloatArray

Keys = NDArray[np.uint64]
ROUNDS = 2
WORDS = 1 << 14  # mixed at once: few enough to stay near the processor


def mixed(words: Keys) -> Keys:
    """A fixed scattering of 64-bit words (splitmix64, Steele, Lea & Flood 2014)."""
    with np.errstate(over="ignore"):
        word = words + np.uint64(0x9E3779B97F4A7C15)
        word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return np.asarray(word ^ (word >> np.uint64(31)))


def bits(numbers: FloatArray) -> Keys:
    """The bits of numbers, with one zero."""
    return (np.ascontiguousarray(numbers) + 0.0).view(np.uint64)


def statement_keys(cross: FloatArray) -> Keys:
    """A key per statement from its products with all others, shape (K,).

    The same whatever the numbering, and when all votes are turned round. Statements with equal
    keys have the same products with all others, up to chance of 2^-64.
    """
    keys = mixed(bits(cross.diagonal()))
    at_once = max(1, WORDS // max(1, len(keys)))
    for _ in range(ROUNDS):
        seen = np.empty_like(keys)
        for first in range(0, len(keys), at_once):
            rows = slice(first, first + at_once)
            seen[rows] = np.bitwise_xor.reduce(mixed(mixed(bits(cross[rows])) + keys), axis=1)
        keys = mixed(keys + seen)
    return keys
