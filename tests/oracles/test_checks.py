"""Older methods as checks beside the joint model: they are not shown to anyone."""

import numpy as np
import pytest
from scipy import stats
from sklearn.datasets import load_iris
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import ttost_ind

from samenspel_analysis.meaning.states import State
from tests.make_answers import analyse_sides, make_pair, make_questionnaire, make_side

POINTS = [2, 6, 3, 5]


def energy(first, second):
    """Székely and Rizzo's two-sample statistic."""

    def between(x, y):
        return np.sqrt(((x[:, None, :] - y[None, :, :]) ** 2).sum(axis=2)).mean()

    n, m = len(first), len(second)
    spread = 2 * between(first, second) - between(first, first) - between(second, second)
    return n * m / (n + m) * spread


def energy_p(first, second, rng, permutations=999):
    both, n = np.vstack([first, second]), len(first)
    real = energy(first, second)
    orders = (rng.permutation(len(both)) for _ in range(permutations))
    as_large = sum(energy(both[order[:n]], both[order[n:]]) >= real for order in orders)
    return (1 + as_large) / (1 + permutations)


def tost(mean, sd, n, other_mean, other_sd, m, bound):
    """Two one-sided pooled t tests from summary figures; both t values and the degrees."""
    df = n + m - 2
    pooled = np.sqrt(((n - 1) * sd**2 + (m - 1) * other_sd**2) / df)
    error = pooled * np.sqrt(1 / n + 1 / m)
    gap = mean - other_mean
    return (gap + bound) / error, (gap - bound) / error, df


def test_energy_statistic_of_iris():
    flowers = load_iris().data.reshape(3, 50, 4)
    pairs = [energy(flowers[a], flowers[b]) for a, b in ((0, 1), (0, 2), (1, 2))]
    assert pairs == pytest.approx([123.554, 195.304, 38.854], abs=1e-3)
    assert sum(pairs) == pytest.approx(357.71, abs=0.01)


def test_smallest_p_of_a_permutation_test_by_group_size():
    for people, smallest in ((3, 0.1), (4, 1 / 35), (5, 1 / 126)):
        splits = stats.hypergeom(2 * people, people, people)
        assert 2 * splits.pmf(people) == pytest.approx(smallest)


def test_equivalence_test_of_eskine():
    t_low, t_high, df = tost(5.25, 0.95, 95, 5.22, 0.83, 89, 0.429)
    assert df == 182
    assert t_low == pytest.approx(3.48, abs=0.01)
    assert t_high == pytest.approx(-3.03, abs=0.01)
    assert stats.t.cdf(t_high, df) == pytest.approx(0.0014, abs=2e-4)


def test_benjamini_hochberg_1995_rejects_four():
    p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    rejected = {m: multipletests(p, method=m)[0].sum() for m in ("fdr_bh", "bonferroni")}
    assert rejected == {"fdr_bh": 4, "bonferroni": 3}


@pytest.mark.parametrize("shift", [0.0, 0.6, 0.8, 1.2])
def test_with_many_people_the_verdict_is_that_of_the_equivalence_test(shift):
    rng = np.random.default_rng(3)
    first = np.clip(rng.normal(3.5, 1.0, (400, 4)), 1, 7)
    second = np.clip(rng.normal(3.5 + shift, 1.0, (400, 4)), 1, 7)
    sides = make_side("A", first), make_side("B", second)
    scales = analyse_sides(make_questionnaire(), *sides).pairs[0].concepts[0].scales
    for item, scale in enumerate(scales):
        p, *_ = ttost_ind(second[:, item], first[:, item], -1.0, 1.0)
        if p < 0.01:
            assert scale.difference.verdict == "shared"
        if p > 0.99:
            assert scale.difference.verdict == "different"


def test_with_many_people_the_interval_is_that_of_welch():
    rng = np.random.default_rng(4)
    first = np.clip(rng.normal(3.0, 1.0, (300, 4)), 1, 7)
    second = np.clip(rng.normal(4.5, 1.4, (500, 4)), 1, 7)
    sides = make_side("A", first), make_side("B", second)
    word = analyse_sides(make_questionnaire(), *sides, draws=4000).pairs[0].concepts[0]
    for item, scale in enumerate(word.scales):
        welch = stats.ttest_ind(second[:, item], first[:, item], equal_var=False)
        interval = welch.confidence_interval(0.95)
        assert scale.difference.low == pytest.approx(interval.low, abs=0.03)
        assert scale.difference.high == pytest.approx(interval.high, abs=0.03)


@pytest.mark.parametrize(
    ("other", "state", "significant"),
    [(POINTS, State.SHARED_GROUND, False), ([6, 2, 6, 2], State.HIDDEN_DIFFERENCE, True)],
)
def test_energy_test_agrees_with_a_clear_state(other, state, significant):
    first, second = make_pair(POINTS, other, POINTS, other, spread=1.0)
    word = analyse_sides(make_questionnaire(), first, second).pairs[0].concepts[0]
    p = energy_p(first.own, second.own, np.random.default_rng(0))
    assert word.state is state
    assert bool(p < 0.05) is significant
