"""Which statement to show someone next, drawn by chance, so that few votes say much.

Someone's place on the map is least known along some direction. A statement that divides people in
that direction, and on which people are steady, tells most. Now and then a statement is drawn
that few have seen, so that the map can still be surprised.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion.sums import Sums, finish
from samenspel_analysis.opinion.votes import FloatArray, IntArray, VotesError

AXES = 2
CAUTION = 10.0  # votes in common that a covariance is held to zero by
SHARPNESS = 2.0  # how strongly a statement that tells more is preferred
EXPLORING = 0.1  # of all draws: a statement by how few have seen it
ODDS = EXPLORING / (1.0 - EXPLORING)
LEAST_NOISE = 0.1  # of the variance of a statement, and of an axis of the largest one
UNKNOWN_PRIORITY = 1.0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the votes so far say about statements, for K statements that may be shown.

    `statements` (K,) are their numbers, `seen` (K,) how many voted on each. A person at `y` on the
    axes is expected to be `components @ y` from the mean vote; `spread` (2,) is the variance of
    `y` over people, `noise` (K,) what is left.
    """

    statements: IntArray
    seen: IntArray
    components: FloatArray  # (K, 2)
    spread: FloatArray
    noise: FloatArray


@dataclass(frozen=True, slots=True)
class Draw:
    """The statement drawn, and how likely it was; keep the latter to weigh the vote back."""

    statement: int
    probability: float


def knowledge(sums: Sums, kept: NDArray[np.bool_]) -> Knowledge:
    """What sums of votes say about the statements kept, (S,); raises `VotesError` on none.

    Covariances are per pair of statements, so that showing a statement more does not make it count
    for more; with few people in common they are held close to zero.
    """
    statements = np.flatnonzero(kept)
    if not statements.size:
        raise VotesError("no statement may be shown")
    centred = finish(sums, kept)
    size, at = statements.size, np.searchsorted(statements, centred.statements)
    both = sums.both[np.ix_(centred.statements, centred.statements)]
    covariance = centred.cross / (both + CAUTION)
    values, vectors = np.linalg.eigh(covariance)
    spread = np.full(AXES, 1e-9)
    components = np.zeros((size, AXES))
    axes = min(AXES, values.size)
    if axes:
        strongest = values[::-1][:axes] - np.median(values)  # the rest of them is noise
        spread[:axes] = np.maximum(strongest, LEAST_NOISE * max(float(strongest[0]), 1e-9))
        components[at, :axes] = vectors[:, ::-1][:, :axes]
    variance = np.full(size, 0.5)
    variance[at] = (centred.cross.diagonal() + 1.0) / (both.diagonal() + 2.0)
    explained = (components**2 * spread).sum(axis=1)
    noise = np.maximum(variance - explained, LEAST_NOISE * variance)
    return Knowledge(statements, sums.cast[statements], components, spread, noise)


def chances(known: Knowledge, asked: NDArray[np.bool_]) -> FloatArray:
    """How likely each statement comes next, (people, K): `asked` says which each person has had.

    A row sums to 1, or is zero for someone who has had every statement.
    """
    if asked.ndim != 2 or asked.shape[1] != known.statements.size:
        raise VotesError(f"asked has shape {asked.shape}: expected (people, K)")
    told = np.power(_told(known, asked), SHARPNESS).astype(np.float64)
    few = np.reciprocal(known.seen + 1.0)
    mixed: FloatArray = _as_shares(told, asked) + ODDS * _as_shares(few, asked)
    return _as_shares(mixed, asked)


def _told(known: Knowledge, asked: NDArray[np.bool_]) -> FloatArray:
    """By how much each vote is expected to narrow someone's place: the fall in its variance."""
    c, noise = known.components, known.noise
    each = c[:, :, None] * c[:, None, :] / noise[:, None, None]
    sure = np.diag(1.0 / known.spread) + np.tensordot(asked.astype(np.float64), each, axes=1)
    seen_by = np.einsum("kx,pxy->pky", c, np.linalg.inv(sure))
    fall: FloatArray = (seen_by**2).sum(axis=2) / (noise + (seen_by * c).sum(axis=2))
    return fall


def _as_shares(wanted: FloatArray, asked: NDArray[np.bool_]) -> FloatArray:
    """What is wanted of the statements not yet asked, as shares of one."""
    left = np.where(asked, 0.0, wanted)
    total = left.sum(axis=1, keepdims=True)
    open_ = ~asked
    even = open_ / np.maximum(open_.sum(axis=1, keepdims=True), 1)
    shares: FloatArray = np.where(total > 0, left / np.where(total > 0, total, 1.0), even)
    return shares


def next_statement(known: Knowledge, asked: IntArray, rng: np.random.Generator) -> Draw | None:
    """Draw a statement for someone who has had the statements `asked`; `None` if none is left."""
    had = np.isin(known.statements, asked)
    return _drawn(known.statements, chances(known, had[None])[0], rng)


def next_by_priority(
    statements: IntArray, priorities: FloatArray, asked: IntArray, rng: np.random.Generator
) -> Draw | None:
    """Draw as Polis does: by priority, a priority that is not known (NaN) counts as 1.

    `statements` and `priorities` are (K,); `None` if none is left.
    """
    wanted = np.where(np.isnan(priorities), UNKNOWN_PRIORITY, priorities)
    had = np.isin(statements, asked)
    return _drawn(statements, _as_shares(wanted[None], had[None])[0], rng)


def _drawn(statements: IntArray, chance: FloatArray, rng: np.random.Generator) -> Draw | None:
    if not chance.any():
        return None
    place = int(rng.choice(chance.size, p=chance / chance.sum()))
    return Draw(int(statements[place]), float(chance[place]))


def weights(probabilities: FloatArray) -> FloatArray:
    """How often each vote of one person counts, (T,), so that sums over votes have no bias.

    `probabilities` (T,) are those of the draws, in their order. The sum over people of weight
    times vote is, on average, the sum of the votes of all those people on all statements, had
    everyone voted on everything (Des Raj 1956). Raises `VotesError` off (0, 1].
    """
    p = np.asarray(probabilities, np.float64)
    if p.ndim != 1 or np.any(~(p > 0)) or np.any(p > 1):
        raise VotesError("a statement that was shown had a probability above 0 and at most 1")
    draws = p.size
    counted: FloatArray = (1.0 / p + draws - 1.0 - np.arange(draws)) / max(draws, 1)
    return counted
