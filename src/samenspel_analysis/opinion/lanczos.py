"""Largest eigenvalues of a symmetric matrix by Lanczos with full reorthogonalisation.

All inner products are summed in one fixed order, whatever the number of threads.
"""

from collections.abc import Callable

import numpy as np

from samenspel_analysis.opinion.votes import FloatArray

LONGEST = 400  # steps; enough for any spectrum with more than noise in it
CHECK_EVERY = 4
SURE_AFTER = 5  # steps before a bound from residuals is relied on


def leading(
    product: Callable[[FloatArray], FloatArray], size: int, count: int, *, tolerance: float
) -> tuple[FloatArray, FloatArray]:
    """The `count` largest eigenvalues (falling) and unit eigenvectors, columns of (size, count).

    `product` multiplies the matrix by a vector. Done when each residual is below `tolerance`
    times the largest eigenvalue, or after 400 steps. Of a smaller matrix all there are.
    """
    count = min(count, size)
    if count == 0:
        return np.empty(0), np.empty((size, 0))
    longest = min(size, LONGEST)
    basis = np.zeros((longest, size))
    diagonal, beside = np.zeros(longest), np.zeros(longest)
    basis[0] = _start(size, 0)
    for step in range(longest):
        image = product(basis[step])
        diagonal[step] = _dot(basis[step], image)
        rest = _orthogonal(image, basis[: step + 1])
        beside[step] = length = np.sqrt(_dot(rest, rest))
        last = step + 1 == longest
        scale = np.abs(diagonal[: step + 1]).max()
        if last or (step + 1 >= count and step % CHECK_EVERY == CHECK_EVERY - 1):
            values, vectors = _small(diagonal, beside, step + 1)
            wrong = np.abs(length * vectors[-1, :count]).max()
            if last or (wrong <= tolerance * max(values[0], 0) and step + 1 >= 2 * count):
                return values[:count], _unit(basis[: step + 1].T, vectors[:, :count])
        if length <= scale * 1e-14:
            rest = _orthogonal(_start(size, step + 1), basis[: step + 1])
            beside[step], length = 0.0, np.sqrt(_dot(rest, rest))
        basis[step + 1] = rest / length
    raise AssertionError  # the last step returns


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
        if step >= SURE_AFTER or step + 1 == longest:
            values, vectors = _small(diagonal, beside, step + 1)
            top = values[0]
            if top >= level or top + length * abs(vectors[-1, 0]) < level:
                break
        if length <= 1e-14 * max(top, 1):
            break
        basis[step + 1 : step + 2] = rest / length
    return bool(top >= level)


def _dot(x: FloatArray, y: FloatArray) -> float:
    return float(np.einsum("i,i->", x, y))


def _start(size: int, turn: int) -> FloatArray:
    vector = np.random.default_rng([size, turn]).normal(size=size)
    return np.asarray(vector / np.sqrt(_dot(vector, vector)))


def _orthogonal(vector: FloatArray, basis: FloatArray) -> FloatArray:
    for _ in range(2):
        vector = vector - np.einsum("ij,i->j", basis, np.einsum("ij,j->i", basis, vector))
    return vector


def _small(diagonal: FloatArray, beside: FloatArray, size: int) -> tuple[FloatArray, FloatArray]:
    matrix = np.diag(diagonal[:size]) + np.diag(beside[: size - 1], 1)
    values, vectors = np.linalg.eigh(matrix, UPLO="U")
    return values[::-1], vectors[:, ::-1]


def _unit(basis: FloatArray, small: FloatArray) -> FloatArray:
    vectors = np.einsum("ij,jk->ik", basis, small)
    return np.asarray(vectors / np.sqrt(np.einsum("ij,ij->j", vectors, vectors)))
