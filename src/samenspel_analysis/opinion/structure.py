"""Do votes hang together more than shuffled votes do?"""

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array

from samenspel_analysis.opinion.lanczos import reaches
from samenspel_analysis.opinion.sampled import Sampled, eigen
from samenspel_analysis.opinion.votes import FloatArray

Reached = Callable[[], bool]
EQUAL = 1 - 1e-9  # a shuffle that changes nothing reaches the votes, whatever the last bits say


def structure_test(people: Sampled, *, most: int, enough: int, seed: int) -> tuple[float, int]:
    """The p-value of the first eigenvalue, and how many shuffles it rests on.

    Votes are shuffled within each statement, so who voted on what and all totals stay
    (parallel analysis by permutation; Horn 1965, Buja & Eyuboglu 1992). Shuffling stops when
    `enough` shuffles reached the votes; p is then their share (Besag & Clifford 1991).
    """
    chance = np.random.default_rng([seed, 1])
    centred = people.centred(people.up)
    found = float(eigen(centred, 1)[0][0]) * EQUAL
    turned: csr_array = centred.T.tocsr()
    ends = turned.indptr
    blocks = [turned.data[ends[row] : ends[row + 1]] for row in range(turned.shape[0])]
    across = turned.T

    def product(x: FloatArray) -> FloatArray:
        return np.asarray(turned @ (across @ x))

    def reached() -> bool:
        for block in blocks:
            chance.shuffle(block)
        return reaches(product, turned.shape[0], found)

    return sequential(reached, most, enough)


def sequential(reached: Reached, most: int, enough: int) -> tuple[float, int]:
    """p-value and number of draws: stops at `enough` draws that reached what was found."""
    beyond = 0
    for drawn in range(1, most + 1):
        beyond += reached()
        if beyond == enough:
            return beyond / drawn, drawn
    return (beyond + 1) / (most + 1), most
