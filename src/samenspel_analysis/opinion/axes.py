"""The two axes on which votes differ most, and where people stand on them.

Axes are eigenvectors of the centred cross products. People are placed with whole numbers: each
vote moves a person by a fixed amount on each axis, kept in units of 2^-40, so sums have no order.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion import speed
from samenspel_analysis.opinion.canonical import statement_keys
from samenspel_analysis.opinion.lanczos import leading
from samenspel_analysis.opinion.sums import Centred
from samenspel_analysis.opinion.votes import VOTE_BITS, FloatArray, IntArray, Votes

AXES = 2
UNIT = 2.0**40  # steps of a vote on an axis; |step| <= 2, so 2^22 votes of one person still fit
VOTES_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Axes:
    """Axes of K statements, and the step of each vote on each axis.

    `statements`, `mean` (K,), `components` (K, 2) and `keys` (K,) belong together;
    `eigenvalues` are of D'D, largest first. `steps` (4·S, 3) holds per packed vote its step on
    both axes in units of 2^-40, and 1 where the statement takes part, else 0.
    """

    statements: IntArray
    mean: FloatArray
    components: FloatArray
    eigenvalues: FloatArray
    keys: NDArray[np.uint64]
    steps: IntArray

    def turned(self, signs: IntArray) -> "Axes":
        """The same axes, with those turned whose sign is -1."""
        steps = self.steps * np.append(signs, 1)
        return replace(self, components=self.components * signs, steps=steps)


def axes_of(centred: Centred, statements: int) -> Axes:
    """The first two axes; `statements` is how many there are in all, kept or not.

    The answer does not depend on how statements are numbered: they are put in an order of their
    own content first.
    """
    keys = statement_keys(centred.cross)
    order = np.argsort(keys, kind="stable")
    cross = centred.cross[np.ix_(order, order)]
    return axes_by(
        lambda x: np.asarray(np.einsum("ij,j->i", cross, x)),
        centred.statements,
        centred.mean,
        keys,
        statements,
        tolerance=1e-12,
    )


def axes_by(
    product: Callable[[FloatArray], FloatArray],
    kept: IntArray,
    mean: FloatArray,
    keys: NDArray[np.uint64],
    statements: int,
    *,
    tolerance: float,
) -> Axes:
    """The axes of a matrix that `product` multiplies by a vector, both in the order of `keys`.

    `kept` (K,) are the numbers, out of `statements`, of those on the map, with their `mean` (K,).
    """
    order = np.argsort(keys, kind="stable")
    values, vectors = leading(product, len(order), AXES, tolerance=tolerance)
    components = np.zeros((len(order), AXES))
    components[order, : vectors.shape[1]] = vectors
    eigenvalues = np.zeros(AXES)
    eigenvalues[: len(values)] = np.maximum(values, 0)
    steps = vote_steps(kept, mean, components, statements)
    voted = np.zeros((statements, 1 << VOTE_BITS, 1), dtype=np.int64)
    voted[kept, :3] = 1
    steps = np.concatenate([steps, voted], axis=2).reshape(-1, AXES + 1)
    return Axes(kept, mean, components, eigenvalues, keys, steps)


def vote_steps(
    kept: IntArray, mean: FloatArray, components: FloatArray, statements: int
) -> IntArray:
    """How far each vote goes along each of `components` (K, n), (S, 4, n) in units of 2^-40."""
    vote = np.array([-1.0, 0.0, 1.0])
    moved = (vote[None, :] - mean[:, None])[:, :, None] * components[:, None, :]
    steps = np.zeros((statements, 1 << VOTE_BITS, components.shape[1]), dtype=np.int64)
    steps[kept, :3] = np.rint(moved * UNIT).astype(np.int64)
    return steps


def totals(votes: Votes, per_vote: NDArray[np.generic]) -> NDArray[np.generic]:
    """Sum over each person's votes of `per_vote[packed]`, shape (people,) and further axes."""
    result = np.zeros((votes.people, *per_vote.shape[1:]), dtype=per_vote.dtype)
    first = 0
    while first < votes.people:
        wanted = votes.starts[first] + VOTES_AT_ONCE
        last = int(np.searchsorted(votes.starts, wanted, side="right")) - 1
        last = min(max(last, first + 1), votes.people)
        starts = votes.starts[first : last + 1]
        filled = np.flatnonzero(np.diff(starts))
        if len(filled):
            block = per_vote[votes.packed[starts[0] : starts[-1]]]
            at = starts[filled] - starts[0]
            result[first + filled] = np.add.reduceat(block, at, axis=0)
        first = last
    return result


def places(votes: Votes, axes: Axes) -> tuple[FloatArray, IntArray]:
    """Where each person stands, shape (people, 2), and on how many statements that rests.

    `p = √(K / n) · Σ (v − m)·c` over the `n` statements voted on, of `K` in the map: someone who
    voted on few stands as far out as the same opinions would with all votes cast.
    """
    summed = np.empty((votes.people, AXES + 1), dtype=np.int64)
    if speed.HAS_NUMBA:
        from samenspel_analysis.opinion import compiled

        compiled.step_sums(votes.starts, votes.packed, axes.steps, summed)
    for axis in range(0 if speed.HAS_NUMBA else AXES + 1):
        summed[:, axis] = totals(votes, np.ascontiguousarray(axes.steps[:, axis]))
    voted = summed[:, AXES]
    scale = np.sqrt(len(axes.statements) / np.maximum(voted, 1)) / UNIT
    return summed[:, :AXES] * scale[:, None], voted


def statement_places(axes: Axes) -> FloatArray:
    """Where someone would stand whose one vote is an agree with the statement, shape (K, 2)."""
    scale = np.sqrt(len(axes.statements))
    return np.asarray(scale * (1 - axes.mean)[:, None] * axes.components)
