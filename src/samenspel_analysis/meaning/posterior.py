"""The joint model of a pair: draws of the real difference and of what each side assumes.

Contrasts per scale: difference = b − a, and for each side its second answer minus its own meaning
(the guess gives what it assumes, the next wave gives how it moved). Data: normal means with
`MeanVariances`, widened by one scaled inverse chi-square draw per side, word and draw, so that
the scales of a word are multivariate t. Prior: mean 0 and one scale per word; the words' scales
are half-normal around a common scale of the scan, itself half-normal with `prior_scale`.
What people guess says nothing of what they mean: the difference is learnt from own meanings alone,
and second answers given it (Plummer 2015 on cutting feedback).
"""

from dataclasses import dataclass, fields

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray, IntArray
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.moments import MeanVariances, PairedMoments
from samenspel_analysis.meaning.prior import SHORT, draw_scales, widening

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

    First and second side only meet in the difference: their parts of its variance stand apart.
    """

    own_first: FloatArray
    own_second: FloatArray
    first: FloatArray
    second: FloatArray
    with_first: FloatArray  # covariance of the difference with the first side's contrast
    with_second: FloatArray

    def of_word(self, items: slice) -> "Noise":
        """The noise of some scales, ready to meet draws."""
        columns = (getattr(self, field.name)[items, None] for field in fields(self))
        return Noise(*(column.astype(SHORT) for column in columns))


@dataclass(frozen=True, slots=True)
class Left:
    """Covariance of what is left of the noise of two contrasts; (scales, draws) each."""

    first: FloatArray
    second: FloatArray
    shared: FloatArray

    def draw(
        self, gap_first: FloatArray, gap_second: FloatArray, prior: FloatArray, normal: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Draw both contrasts given the gaps observed, each with `prior` as variance.

        The posterior covariance in closed form, prior · noise · (noise + prior)⁻¹, written without
        a difference of large numbers; `normal` (2, scales, draws) goes through its Cholesky root.
        """
        wide_first, wide_second = self.first + prior, self.second + prior
        scale = prior / (wide_first * wide_second - self.shared**2)
        inside = np.maximum(self.first * self.second - self.shared**2, 0)
        root = np.sqrt(scale * (inside + self.first * prior))
        drawn = root * normal[0]
        other = (
            scale * prior * self.shared * normal[0] + np.sqrt(scale * prior * inside) * normal[1]
        ) / root
        return (
            scale * (wide_second * gap_first - self.shared * gap_second) + drawn,
            scale * (wide_first * gap_second - self.shared * gap_first) + other,
        )


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

    Scales on which fewer than five people gave a second answer keep their prior draw there; leave
    those out.
    """
    own_first, own_second = first.moments.x.mean, second.moments.x.mean
    guess_first, guess_second = first.moments.y.mean, second.moments.y.mean
    observed = np.stack(
        [own_second - own_first, guess_first - own_first, guess_second - own_second]
    )
    answered = np.isfinite(observed)
    answered[1] &= first.moments.y.n >= MINIMUM_GROUP
    answered[2] &= second.moments.y.n >= MINIMUM_GROUP
    observed = np.where(answered, observed, 0)
    variance, noise = _noise(first.variances, second.variances, answered)
    tau = draw_scales(
        observed[:1], variance[:1], word_of, prior_scale=prior_scale, draws=draws, rng=rng
    )
    tau_second = draw_scales(
        observed[1:], variance[1:], word_of, prior_scale=prior_scale, draws=draws, rng=rng
    )
    drawn = np.empty((3, len(word_of), draws), dtype=SHORT)
    for word in range(len(tau)):  # a word at a time stays in the processor's cache
        items = slice(*np.searchsorted(word_of, [word, word + 1]))
        wide = np.stack(
            [widening(side.variances.df[items], draws, rng) for side in (first, second)]
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
    return variance, Noise(
        own_first=v.x,
        own_second=w.x,
        first=variance[1],
        second=variance[2],
        with_first=np.where(answered[1], v.x - v.xy, 0),
        with_second=np.where(answered[2], w.xy - w.x, 0),
    )


def _posterior(
    observed: FloatArray,
    noise: Noise,
    wide: FloatArray,
    prior: FloatArray,
    prior_second: FloatArray,
    rng: np.random.Generator,
) -> FloatArray:
    """Draw the difference from own meanings alone, then what each side adds, given it.

    `observed` (3, scales); `wide` (2, draws) widens each side's variances; the prior variances
    have shape (draws,). Returns (3, scales, draws).
    """
    normal = rng.standard_normal((3, len(observed[0]), wide.shape[1]), dtype=SHORT)
    observed, wide = observed.astype(SHORT), wide.astype(SHORT)
    prior, prior_second = prior.astype(SHORT), prior_second.astype(SHORT)
    total = noise.own_first * wide[0] + noise.own_second * wide[1]
    pull = prior / (prior + total)
    difference = pull * observed[0, :, None] + np.sqrt(pull * total) * normal[0]
    # the noise of the second contrasts, given that of the difference: a shift and what is left
    along_first, along_second = noise.with_first * wide[0], noise.with_second * wide[1]
    missed = (observed[0, :, None] - difference) / total
    left = Left(
        noise.first * wide[0] - along_first**2 / total,
        noise.second * wide[1] - along_second**2 / total,
        -along_first * along_second / total,
    )
    first, second = left.draw(
        observed[1, :, None] - along_first * missed,
        observed[2, :, None] - along_second * missed,
        prior_second,
        normal[1:],
    )
    return np.stack([difference, first, second])
