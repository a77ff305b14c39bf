"""The joint model of a pair: draws of the real difference and of what each side assumes.

Contrasts per scale: difference = b − a, and for each side its second answer minus its own meaning
(the guess gives what it assumes, the next wave gives how it moved). Data: normal means with
`MeanVariances`, widened by one scaled inverse chi-square draw per side, word and draw, so that
the scales of a word are multivariate t. Prior: mean 0 and one scale per word; the words' scales
are half-normal around a common scale of the scan, itself half-normal with `prior_scale`.
"""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray, IntArray
from samenspel_analysis.meaning.moments import MeanVariances, PairedMoments
from samenspel_analysis.meaning.prior import draw_scales

NO_ANSWER = 1e6  # variance, in those of the difference, of a second answer that nobody gave


@dataclass(frozen=True, slots=True)
class SideEvidence:
    """What one side contributes: means of both answers and how uncertain they are."""

    moments: PairedMoments
    variances: MeanVariances

    def at(self, items: IntArray) -> "SideEvidence":
        """The evidence on some items only."""
        return SideEvidence(self.moments.at(items), self.variances.at(items))


@dataclass(frozen=True, slots=True)
class ContrastDraws:
    """Draws of shape (items, draws), in points."""

    difference: FloatArray
    first: FloatArray  # second answer minus own meaning, first side
    second: FloatArray  # the same, second side


@dataclass(frozen=True, slots=True)
class Noise:
    """Covariance of the observed contrasts of one word, (scales, draws); arrow-shaped.

    The contrasts of the two sides only meet in the difference.
    """

    difference: FloatArray
    first: FloatArray
    second: FloatArray
    with_first: FloatArray
    with_second: FloatArray


def draw_contrasts(
    first: SideEvidence,
    second: SideEvidence,
    word_of: IntArray,
    *,
    prior_scale: float,
    draws: int,
    rng: np.random.Generator,
) -> ContrastDraws:
    """Draw the three contrasts of every scale from their joint posterior.

    Scales that nobody gave a second answer on keep their prior draw there; leave those out.
    """
    own_first, own_second = first.moments.x.mean, second.moments.x.mean
    guess_first, guess_second = first.moments.y.mean, second.moments.y.mean
    observed = np.stack(
        [own_second - own_first, guess_first - own_first, guess_second - own_second]
    )
    answered = np.isfinite(observed)
    observed = np.where(answered, observed, 0)
    v, w = first.variances, second.variances
    variance = np.stack([v.x + w.x, v.x + v.y - 2 * v.xy, w.x + w.y - 2 * w.xy])
    variance = np.where(answered, variance, NO_ANSWER * variance[0])
    shared = np.where(answered[1:], [v.x - v.xy, w.xy - w.x], 0)
    tau = draw_scales(
        observed[:1], variance[:1], word_of, prior_scale=prior_scale, draws=draws, rng=rng
    )
    tau_second = draw_scales(
        observed[1:], variance[1:], word_of, prior_scale=prior_scale, draws=draws, rng=rng
    )
    drawn = np.empty((3, len(word_of), draws))
    for word in range(len(tau)):  # a word at a time stays in the processor's cache
        items = slice(*np.searchsorted(word_of, [word, word + 1]))
        wide_first = _widening(v.df[items], draws, rng)
        wide_second = _widening(w.df[items], draws, rng)
        noise = Noise(
            difference=v.x[items, None] * wide_first + w.x[items, None] * wide_second,
            first=variance[1, items, None] * wide_first,
            second=variance[2, items, None] * wide_second,
            with_first=shared[0, items, None] * wide_first,
            with_second=shared[1, items, None] * wide_second,
        )
        drawn[:, items] = _posterior(observed[:, items], noise, tau[word], tau_second[word], rng)
    return ContrastDraws(*drawn)


def _widening(df: FloatArray, draws: int, rng: np.random.Generator) -> FloatArray:
    """Draws of true over estimated variance, with the fewest degrees of freedom of the word."""
    fewest = float(df.min())
    return fewest / rng.chisquare(fewest, draws)


def _posterior(
    observed: FloatArray,
    noise: Noise,
    tau: FloatArray,
    tau_second: FloatArray,
    rng: np.random.Generator,
) -> FloatArray:
    """Matheron's rule: a prior draw, moved by what the data say beyond a draw of their noise."""
    shape = (3, *noise.first.shape)
    prior = rng.standard_normal(shape)
    prior[0] *= tau
    prior[1:] *= tau_second
    gap = observed[:, :, None] - prior - _error(noise, rng.standard_normal(shape))
    tau, tau_second = tau**2, tau_second**2
    total_first, total_second = noise.first + tau_second, noise.second + tau_second
    pull_first, pull_second = noise.with_first / total_first, noise.with_second / total_second
    gap[0] -= pull_first * gap[1] + pull_second * gap[2]
    gap[0] /= (
        noise.difference + tau - pull_first * noise.with_first - pull_second * noise.with_second
    )
    prior[0] += tau * gap[0]
    prior[1] += tau_second * (gap[1] / total_first - pull_first * gap[0])
    prior[2] += tau_second * (gap[2] / total_second - pull_second * gap[0])
    return prior


def _error(noise: Noise, normal: FloatArray) -> FloatArray:
    """Turn standard normal draws into draws of the noise (Cholesky of the arrow, in place)."""
    root_first, root_second = np.sqrt(noise.first), np.sqrt(noise.second)
    slope_first, slope_second = noise.with_first / root_first, noise.with_second / root_second
    left = np.sqrt(np.maximum(noise.difference - slope_first**2 - slope_second**2, 0))
    normal[0] *= left
    normal[0] += slope_first * normal[1] + slope_second * normal[2]
    normal[1] *= root_first
    normal[2] *= root_second
    return normal
