"""Do votes hang together more than shuffled votes do?"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from samenspel_analysis.opinion.lanczos import reaches
from samenspel_analysis.opinion.sampled import Sampled, eigen, shuffled
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
    circles = Circles.of(centred, chance)
    across = circles.votes.T

    def product(x: FloatArray) -> FloatArray:
        return np.asarray(circles.votes @ (across @ x))

    def reached() -> bool:
        circles.turn(chance)
        return reaches(product, people.statements, found)

    return sequential(reached, most, enough)


@dataclass(frozen=True, slots=True)
class Circles:
    """The voters of each statement in a circle, along which their votes are handed on.

    Who stands beside whom is drawn by lot once for each statement. All ways to turn the circles
    form a group of permutations, which is what makes a test exact (Hemerik & Goeman 2018), and
    turning costs far less than shuffling anew. `votes` is (K, P), a row per statement; `twice`
    holds each row of votes two times over.
    """

    votes: csr_array
    twice: tuple[FloatArray, ...]
    rows: tuple[FloatArray, ...]

    @classmethod
    def of(cls, centred: csr_array, chance: np.random.Generator) -> "Circles":
        """Circles drawn by lot of the votes in `centred` (P, K)."""
        votes: csr_array = centred.T.tocsr()
        starts = votes.indptr.astype(np.int64)
        statement = np.repeat(np.arange(votes.shape[0]), np.diff(starts))
        turn = np.arange(len(statement)) - starts[statement]
        beside = starts[statement] + shuffled(statement, turn, chance)
        drawn = csr_array((votes.data[beside], votes.indices[beside], starts), votes.shape)
        rows = tuple(drawn.data[a:b] for a, b in pairwise(starts.tolist()))
        return cls(drawn, tuple(np.concatenate([row, row]) for row in rows), rows)

    def turn(self, chance: np.random.Generator) -> None:
        """Turn each circle by lot."""
        sizes = [max(1, len(row)) for row in self.rows]
        turns = chance.integers(0, sizes).tolist()
        for row, twice, first in zip(self.rows, self.twice, turns, strict=True):
            row[:] = twice[first : first + len(row)]


def sequential(reached: Reached, most: int, enough: int) -> tuple[float, int]:
    """p-value and number of draws: stops at `enough` draws that reached what was found."""
    beyond = 0
    for drawn in range(1, most + 1):
        beyond += reached()
        if beyond == enough:
            return beyond / drawn, drawn
    return (beyond + 1) / (most + 1), most
