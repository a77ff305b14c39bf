"""Largest eigenvalues of a symmetric matrix by Lanczos with full reorthogonalisation.

All inner products are summed in one fixed order, whatever the number of threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from samenspel_analysis.opinion.votes import FloatArray

LONGEST = 400  # steps; enough for any spectrum with more than noise in it
FIRST_LOOK, GUESSED_LOOK = 10, 4  # steps before it is seen how far off it is; with a guess
NEXT_LOOK, LATEST_LOOK = 2, 8  # steps until the next look, and at most
SURE_AFTER = 5  # steps before a bound from residuals is relied on
FAR = 3.0  # residuals below the level, from where it is relied on after FEW steps
FEW = 2


def leading(
    product: Callable[[FloatArray], FloatArray],
    size: int,
    count: int,
    *,
    tolerance: float,
    start: FloatArray | None = None,
) -> tuple[FloatArray, FloatArray]:
    """The `count` largest eigenvalues (falling) and unit eigenvectors, columns of (size, count).

    `product` multiplies the matrix by a vector. Done when each residual is below `tolerance`
    times the largest eigenvalue, or after 400 steps. Of a smaller matrix all there are.
    It begins at `start` (size,), a guess that may be far off, or at a vector drawn by lot.
    """
    count = min(count, size)
    if count == 0:
        return np.empty(0), np.empty((size, 0))
    longest = min(size, LONGEST)
    basis = np.zeros((longest, size))
    diagonal, beside = np.zeros(longest), np.zeros(longest)
    basis[0] = _start(size, 0) if start is None else _unit_vector(start)
    scale = 0.0
    look = _Looks(FIRST_LOOK if start is None else GUESSED_LOOK, tolerance)
    for step in range(longest):
        image = product(basis[step])
        diagonal[step] = _dot(basis[step], image)
        rest = _orthogonal(image, basis[: step + 1])
        beside[step] = length = np.sqrt(_dot(rest, rest))
        last = step + 1 == longest
        scale = max(scale, abs(diagonal[step]))
        if last or step + 1 >= look.at:
            values, vectors = _small(diagonal, beside, step + 1)
            wrong = np.abs(length * vectors[-1, :count]).max() / max(values[0], 1e-300)
            if last or wrong <= tolerance:
                return values[:count], _unit(basis[: step + 1].T, vectors[:, :count])
            look = look.after(step + 1, float(wrong))
        if length <= scale * 1e-14:
            rest = _orthogonal(_start(size, step + 1), basis[: step + 1])
            beside[step], length = 0.0, np.sqrt(_dot(rest, rest))
        basis[step + 1] = rest / length
    raise AssertionError  # the last step returns


@dataclass(frozen=True, slots=True)
class _Looks:
    """After how many steps to look how far off it still is: when it is expected to be done.

    What is off shrinks about as fast as between the last two looks.
    """

    at: int
    tolerance: float
    steps: int = 0
    wrong: float = 0.0

    def after(self, steps: int, wrong: float) -> "_Looks":
        """The next look, after one at `steps` that found so much `wrong`."""
        wait = NEXT_LOOK
        if 0 < wrong < self.wrong:
            each = np.log(self.wrong / wrong) / (steps - self.steps)
            wait = int(np.clip(np.ceil(np.log(wrong / self.tolerance) / each), 1, LATEST_LOOK))
        return _Looks(steps + wait, self.tolerance, steps, wrong)


def reaches(product: Callable[[FloatArray], FloatArray], size: int, level: float) -> bool:
    """Whether the largest eigenvalue is at least `level`; stops as soon as that is clear.

    The largest Ritz value only grows, and lies within its residual of an eigenvalue.
    """
    longest = min(size, LONGEST)
    basis = np.zeros((longest, size))
    diagonal, beside = np.zeros(longest), np.zeros(longest)
    basis[0] = _start(size, 0)
    top = 0.0
    for step in range(longest):
        image = product(basis[step])
        diagonal[step] = _dot(basis[step], image)
        rest = _orthogonal(image, basis[: step + 1])
        beside[step] = length = np.sqrt(_dot(rest, rest))
        if step >= FEW or step + 1 == longest:
            values, vectors = _small(diagonal, beside, step + 1)
            top, off = values[0], length * abs(vectors[-1, 0])
            if top >= level or top + (1 if step >= SURE_AFTER else FAR) * off < level:
                break
        if length <= 1e-14 * max(top, 1):
            break
        basis[step + 1 : step + 2] = rest / length
    return bool(top >= level)


def _dot(x: FloatArray, y: FloatArray) -> float:
    return float(np.einsum("i,i->", x, y))


@lru_cache(maxsize=16)
def _start(size: int, turn: int) -> FloatArray:
    vector = _unit_vector(np.random.default_rng([size, turn]).normal(size=size))
    vector.flags.writeable = False  # handed out again
    return vector


def _unit_vector(vector: FloatArray) -> FloatArray:
    length = np.sqrt(_dot(vector, vector))
    return np.asarray(vector / length) if length > 0 else _start(len(vector), 0)


def _orthogonal(vector: FloatArray, basis: FloatArray) -> FloatArray:
    for _ in range(2):
        vector = vector - np.einsum("ij,i->j", basis, np.einsum("ij,j->i", basis, vector))
    return vector


def _small(diagonal: FloatArray, beside: FloatArray, size: int) -> tuple[FloatArray, FloatArray]:
    matrix = np.zeros((size, size))
    matrix.ravel()[:: size + 1] = diagonal[:size]
    matrix.ravel()[1 :: size + 1] = beside[: size - 1]
    values, vectors = np.linalg.eigh(matrix, UPLO="U")
    return values[::-1], vectors[:, ::-1]


def _unit(basis: FloatArray, small: FloatArray) -> FloatArray:
    vectors = np.einsum("ij,jk->ik", basis, small)
    return np.asarray(vectors / np.sqrt(np.einsum("ij,ij->j", vectors, vectors)))
