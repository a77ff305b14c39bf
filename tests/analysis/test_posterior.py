import numpy as np
import pytest

from samenspel_analysis.meaning.moments import MeanVariances
from samenspel_analysis.meaning.posterior import _noise, _posterior

CONTRASTS = np.array([[-1, 0, 1, 0], [-1, 1, 0, 0], [0, 0, -1, 1]])


def test_draws_have_the_mean_and_covariance_of_dense_algebra():
    first, second = np.array([[1.0, 0.4], [0.4, 0.8]]), np.array([[0.7, -0.2], [-0.2, 0.5]])
    answers = np.block([[first, np.zeros((2, 2))], [np.zeros((2, 2)), second]])
    covariance = CONTRASTS @ answers @ CONTRASTS.T
    observed, prior = np.array([1.3, 0.4, -0.9]), np.diag([0.64, 1.44, 1.44])
    gain = prior @ np.linalg.inv(prior + covariance)

    sides = [
        MeanVariances(*(np.array([v]) for v in (c[0, 0], c[1, 1], c[0, 1], 9.0, 9.0)))
        for c in (first, second)
    ]
    variance, noise = _noise(*sides, np.ones((3, 1), dtype=bool))
    draws = 200_000
    drawn = _posterior(
        observed[:, None],
        noise.of_word(slice(0, 1)),
        np.ones((2, draws)),
        np.full(draws, 0.64),
        np.full(draws, 1.44),
        np.random.default_rng(0),
    )[:, 0]

    assert variance[:, 0] == pytest.approx(np.diag(covariance))
    assert drawn.mean(axis=1) == pytest.approx(gain @ observed, abs=0.01)
    np.testing.assert_allclose(np.cov(drawn), prior - gain @ prior, atol=0.01)
