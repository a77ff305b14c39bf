"""The joint model of a pair: draws of the real difference and of what each side assumes.

Contrasts per scale: difference = b − a, and for each side its second answer minus its own meaning
(the guess gives what it assumes, the next wave gives how it moved). Data: normal means with
`MeanVariances`, widened by one scaled inverse chi-square draw per side, word and draw, so that
the scales of a word are multivariate t. Prior: mean 0 and one scale per word; the words' scales
are half-normal around a common scale of the scan, itself half-normal with `prior_scale`.
"""

from dataclasses import dataclass, fields

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
    """Covariance of the observed contrasts, per scale; (scales, 1) for one word.

    The noise of the difference is a slope on each second contrast's noise, and a rest that comes
    in part from the first side and in part from the second.
    """

    first: FloatArray
    second: FloatArray
    slope_first: FloatArray
    slope_second: FloatArray
    rest_first: FloatArray
    rest_second: FloatArray

    def of_word(self, items: slice) -> "Noise":
        """The noise of some scales, ready to meet draws."""
        return Noise(*(getattr(self, field.name)[items, None] for field in fields(self)))


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
    variance, noise = _noise(first.variances, second.variances, answered)
    tau = draw_scales(
        observed[:1], variance[:1], word_of, prior_scale=prior_scale, draws=draws, rng=rng
    )
    tau_second = draw_scales(
        observed[1:], variance[1:], word_of, prior_scale=prior_scale, draws=draws, rng=rng
    )
    drawn = np.empty((3, len(word_of), draws))
    for word in range(len(tau)):  # a word at a time stays in the processor's cache
        items = slice(*np.searchsorted(word_of, [word, word + 1]))
        wide = np.stack(
            [_widening(side.variances.df[items], draws, rng) for side in (first, second)]
        )
        drawn[:, items] = _posterior(
            observed[:, items],
            noise.of_word(items),
            wide,
            tau[word] ** 2,
            tau_second[word] ** 2,
            rng,
        )
    return ContrastDraws(*drawn)


def _noise(v: MeanVariances, w: MeanVariances, answered: np.ndarray) -> tuple[FloatArray, Noise]:
    """Variances of the three contrasts, and how their noise hangs together."""
    variance = np.stack([v.x + w.x, v.x + v.y - 2 * v.xy, w.x + w.y - 2 * w.xy])
    variance = np.where(answered, variance, NO_ANSWER * variance[0])
    with_first = np.where(answered[1], v.x - v.xy, 0)
    with_second = np.where(answered[2], w.xy - w.x, 0)
    slope_first, slope_second = with_first / variance[1], with_second / variance[2]
    return variance, Noise(
        first=variance[1],
        second=variance[2],
        slope_first=slope_first,
        slope_second=slope_second,
        rest_first=np.maximum(v.x - slope_first * with_first, 0),
        rest_second=np.maximum(w.x - slope_second * with_second, 0),
    )


def _widening(df: FloatArray, draws: int, rng: np.random.Generator) -> FloatArray:
    """Draws of true over estimated variance, with the fewest degrees of freedom of the word."""
    fewest = float(df.min())
    return fewest / rng.chisquare(fewest, draws)


def _posterior(
    observed: FloatArray,
    noise: Noise,
    wide: FloatArray,
    prior: FloatArray,
    prior_second: FloatArray,
    rng: np.random.Generator,
) -> FloatArray:
    """Draw the second contrasts first, then the difference given them; all steps are normal.

    `observed` (3, scales); `wide` (2, draws) widens each side's variances; the prior variances
    have shape (draws,). Returns (3, scales, draws).
    """
    first, second = noise.first * wide[0], noise.second * wide[1]
    rest = noise.rest_first * wide[0] + noise.rest_second * wide[1]
    normal = rng.standard_normal((4, *rest.shape))
    pull_first, pull_second = (
        prior_second / (first + prior_second),
        prior_second / (second + prior_second),
    )
    var_first, var_second = pull_first * first, pull_second * second
    # what each second contrast is off from its observation, by its own answers and the prior
    first = (pull_first - 1) * observed[1, :, None] + np.sqrt(var_first) * normal[1]
    second = (pull_second - 1) * observed[2, :, None] + np.sqrt(var_second) * normal[2]
    # what the observed difference says of both: Matheron's rule for one observation
    gain_first, gain_second = noise.slope_first * var_first, noise.slope_second * var_second
    spread = rest + prior
    surprise = noise.slope_first * first + noise.slope_second * second + observed[0, :, None]
    surprise += np.sqrt(spread) * normal[3]
    surprise /= noise.slope_first * gain_first + noise.slope_second * gain_second + spread
    first -= gain_first * surprise
    second -= gain_second * surprise
    # the difference given both
    pull = prior / spread
    difference = observed[0, :, None] + noise.slope_first * first + noise.slope_second * second
    difference *= pull
    difference += np.sqrt(pull * rest) * normal[0]
    return np.stack([difference, first + observed[1, :, None], second + observed[2, :, None]])
