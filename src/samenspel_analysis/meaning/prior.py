"""How far apart meanings lie before a word is looked at: one scale per word, learnt from the scan.

The scale of a word is half-normal around a common scale of the scan, and that one is half-normal
with `prior_scale`; both are weighed on a grid, with the likelihood of all contrasts of the word.
"""

import numpy as np
from scipy import special

from samenspel_analysis.meaning.answers import FloatArray, IntArray

SHORT = np.float32  # enough for draws, whose own noise is far larger; half the work
GRID = 40  # values at which a scale is weighed
REACH = 4.0  # the grid runs to this many times the prior scale
STEPS = np.arange(GRID) + 0.5
LOG_GIVEN_COMMON = -0.5 * (STEPS[None, :] / STEPS[:, None]) ** 2  # a word's scale, given the scan's
LOG_GIVEN_COMMON -= special.logsumexp(LOG_GIVEN_COMMON, axis=1, keepdims=True)


def draw_scales(
    observed: FloatArray,
    variance: FloatArray,
    word_of: IntArray,
    *,
    prior_scale: float,
    draws: int,
    rng: np.random.Generator,
) -> FloatArray:
    """Draw the prior scale of each word's contrasts; shape (words, draws), in points.

    `observed` and `variance` have shape (contrasts, items); contrasts share the scale.
    """
    words = int(word_of[-1]) + 1
    grid = prior_scale * REACH * STEPS / GRID
    total = grid**2 + variance[..., None]
    log_item = -0.5 * (np.log(total) + observed[..., None] ** 2 / total).sum(axis=0)
    starts = np.searchsorted(word_of, np.arange(words))
    log_word = np.add.reduceat(log_item, starts, axis=0)
    joint = log_word[:, None, :] + LOG_GIVEN_COMMON  # (words, common scale, word's scale)
    largest = joint.max(axis=2, keepdims=True)
    weights = np.exp(joint - largest)
    log_common = (largest[:, :, 0] + np.log(weights.sum(axis=2))).sum(axis=0)
    log_common -= 0.5 * (grid / prior_scale) ** 2
    common = _pick(
        np.exp(log_common - log_common.max())[None, :], np.zeros(draws, dtype=np.int64), rng
    )
    common.sort()  # draws have no order, and neighbours are found faster
    weights = weights.reshape(words * GRID, GRID)
    rows = (np.arange(words)[:, None] * GRID + common[None, :]).ravel()
    return np.asarray(grid[_pick(weights, rows, rng)].reshape(words, draws))


def widening(df: FloatArray, draws: int, rng: np.random.Generator) -> FloatArray:
    """Draws of true over estimated variance, with the fewest degrees of freedom of `df`."""
    fewest = max(float(df.min()), 1.0)
    return fewest / rng.chisquare(fewest, draws)


def _pick(weights: FloatArray, rows: IntArray, rng: np.random.Generator) -> IntArray:
    """For each entry of `rows`, draw a column of that row in proportion to its weights."""
    cumulative = weights.cumsum(axis=1)
    cumulative /= cumulative[:, -1:]
    steps = (cumulative + np.arange(len(weights))[:, None]).ravel()
    chosen = np.searchsorted(steps, rows + rng.random(len(rows)))
    return np.asarray(chosen - rows * weights.shape[1], dtype=np.int64)
