import numpy as np
import pytest

from samenspel_analysis.meaning.moments import MeanVariances
from samenspel_analysis.meaning.posterior import _noise, _posterior
from samenspel_analysis.meaning.prior import draw_scales

CONTRASTS = np.array([[-1, 0, 1, 0], [-1, 1, 0, 0], [0, 0, -1, 1]])
FIRST = np.array([[1.0, 0.4], [0.4, 0.8]])  # own meaning and guess of the first side's means
SECOND = np.array([[0.7, -0.2], [-0.2, 0.5]])
OBSERVED = np.array([1.3, 0.4, -0.9])
PRIOR, PRIOR_SECOND = 0.64, 1.44
DRAWS = 300_000


def drawn(observed=OBSERVED):
    sides = [
        MeanVariances(*(np.array([v]) for v in (c[0, 0], c[1, 1], c[0, 1], 9.0, 9.0)))
        for c in (FIRST, SECOND)
    ]
    _, noise = _noise(*sides, np.ones((3, 1), dtype=bool))
    return _posterior(
        observed[:, None],
        noise.of_word(slice(0, 1)),
        np.ones((2, DRAWS)),
        np.full(DRAWS, PRIOR),
        np.full(DRAWS, PRIOR_SECOND),
        np.random.default_rng(0),
    )[:, 0]


def test_the_difference_is_learnt_from_own_meanings_alone():
    total = FIRST[0, 0] + SECOND[0, 0]
    pull = PRIOR / (PRIOR + total)
    difference = drawn()[0]
    assert difference.mean() == pytest.approx(pull * OBSERVED[0], abs=0.005)
    assert difference.var() == pytest.approx(pull * total, abs=0.005)
    other_guesses = drawn(np.array([1.3, -3.0, 2.0]))[0]
    np.testing.assert_array_equal(difference, other_guesses)


def test_what_sides_assume_follows_the_joint_algebra_given_the_difference():
    answers = np.block([[FIRST, np.zeros((2, 2))], [np.zeros((2, 2)), SECOND]])
    noise = CONTRASTS @ answers @ CONTRASTS.T
    total = noise[0, 0]
    shift = noise[1:, 0] / total
    left = noise[1:, 1:] - np.outer(noise[1:, 0], noise[1:, 0]) / total
    gain = PRIOR_SECOND * np.linalg.inv(left + PRIOR_SECOND * np.eye(2))

    difference, *second = drawn()
    second = np.array(second)
    means = gain @ (OBSERVED[1:, None] - shift[:, None] * (OBSERVED[0] - difference))
    residual = second - means
    np.testing.assert_allclose(residual.mean(axis=1), 0, atol=0.01)
    np.testing.assert_allclose(
        np.cov(residual), PRIOR_SECOND * np.eye(2) - PRIOR_SECOND * gain, atol=0.01
    )
    assert np.corrcoef(residual[0], difference)[0, 1] == pytest.approx(0, abs=0.01)


def test_a_word_far_beyond_the_prior_scale_gives_no_fault():
    observed = np.array([[40.0, -45.0, 50.0, 0.1]])
    drawn_scales = draw_scales(
        observed,
        np.full((1, 4), 1e-4),
        np.array([0, 0, 0, 1]),
        prior_scale=0.5,
        draws=200,
        rng=np.random.default_rng(0),
    )
    assert np.isfinite(drawn_scales).all()
    assert drawn_scales[0].min() > drawn_scales[1].mean()
