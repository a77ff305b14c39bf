"""Where Polis places people and statements.

Statements taken out become a column of zeros: for the places they count as a pass of everyone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from samenspel_analysis.opinion.sums import finish, part
from samenspel_analysis.opinion.votes import FloatArray, IntArray, Votes


@dataclass(frozen=True, slots=True)
class Space:
    """Mean vote (S,), components (S, 2), and points of people (people, 2) and statements (S, 2)."""

    mean: FloatArray
    components: FloatArray
    people: FloatArray
    statements: FloatArray

    @property
    def extremity(self) -> FloatArray:
        """How far each statement stands from the middle, shape (S,)."""
        return np.asarray(np.hypot(self.statements[:, 0], self.statements[:, 1]))


def space_of(votes: Votes, kept: NDArray[np.bool_]) -> Space:
    """Axes of the votes on statements `kept` (S,), and where all stand on them."""
    size = votes.statements
    centred = finish(part(votes), kept)
    vectors = np.linalg.eigh(centred.cross)[1][:, ::-1][:, :2]
    mean, components = np.zeros(size), np.zeros((size, 2))
    mean[centred.statements] = centred.mean
    components[centred.statements, : vectors.shape[1]] = vectors
    return placed_on(votes, kept, mean, components)


def placed_on(
    votes: Votes, kept: NDArray[np.bool_], mean: FloatArray, components: FloatArray
) -> Space:
    """Where all stand on given axes: `mean` (S,) and `components` (S, 2)."""
    size = votes.statements
    less = np.where(kept[votes.statement], votes.vote - mean[votes.statement], 0.0)
    matrix = csr_array((less, votes.statement, votes.starts), shape=(votes.people, size))
    on_kept = np.bincount(votes.person[kept[votes.statement]], minlength=votes.people)
    cast = on_kept + np.count_nonzero(~kept)
    scale = np.sqrt(size / np.maximum(cast, 1))
    return Space(
        mean,
        components,
        (matrix @ components) * scale[:, None],
        np.sqrt(size) * (-1 - mean)[:, None] * components * kept[:, None],
    )


FEWEST = 15


def taking_part(moments: tuple[IntArray, IntArray], people: int, *, least: int = 7) -> IntArray:
    """Who is put in groups, given votes as (person, statement) in the order they were cast.

    Someone joins at the vote that makes `least` statements voted on, or all there are by then,
    and stays. While fewer than 15 joined, whoever votes joins.
    """
    voted: list[set[int]] = [set() for _ in range(people)]
    seen: set[int] = set()
    joined: set[int] = set()
    for who, what in zip(moments[0].tolist(), moments[1].tolist(), strict=True):
        seen.add(what)
        voted[who].add(what)
        if len(voted[who]) >= min(least, len(seen)) or len(joined) < FEWEST:
            joined.add(who)
    return np.array(sorted(joined), dtype=np.int64)
