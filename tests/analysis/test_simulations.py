"""What the estimators do when the truth is known (methods page, section "What simulations say").

Reduced here; `SAMENSPEL_SIZE=full` (make test-all) runs them at the size of the method page.
"""

import os

import pytest

from benchmarks import populations, simulations

pytestmark = pytest.mark.slow
FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
SCANS = 300 if FULL else 40
SAMPLES = 120_000
LIMIT = 0.01
PRIORS = [1.0, 2.0, 0.5]


@pytest.mark.parametrize("prior", PRIORS, ids=["right", "twice", "half"])
@pytest.mark.parametrize("kinds", [("nothing",) * 6, ("nothing",) * 2], ids=["six", "two"])
def test_five_people_a_side_see_nothing_where_nothing_is(prior, kinds):
    found = simulations.calls(kinds, people=5, prior=prior, scans=SCANS, seed=1)
    for state in ("hidden_difference", "seen_difference", "imagined_difference", "divided"):
        assert found.share("shared_ground", state) <= 0.05
    assert found.verdicts["different"] / found.verdicts.total() <= 0.05


@pytest.mark.parametrize("prior", PRIORS, ids=["right", "twice", "half"])
def test_words_without_a_difference_stay_clear_among_words_with_one(prior):
    kinds = simulations.KINDS["of every kind"]
    found = simulations.calls(kinds, people=5, prior=prior, scans=SCANS, seed=2)
    for state in ("hidden_difference", "seen_difference", "imagined_difference", "divided"):
        assert found.share("shared_ground", state) <= 0.05
    assert found.wrong <= 0.05
    assert found.verdicts["different"] / found.verdicts.total() <= 0.05


@pytest.mark.parametrize("prior", PRIORS, ids=["right", "twice", "half"])
def test_a_large_difference_is_rarely_called_shared(prior):
    kinds = simulations.KINDS["half hidden"]
    found = simulations.calls(kinds, people=5, prior=prior, scans=SCANS, seed=3, size=1.75)
    assert found.share("hidden_difference", "shared_ground", "imagined_difference") <= 0.05
    assert found.share("hidden_difference", "seen_difference") <= 0.05


@pytest.mark.parametrize("people", [5, 8, 12])
def test_interval_of_a_scale_covers_when_the_prior_is_right(people):
    kinds = simulations.KINDS["from the prior"]
    found = simulations.calls(kinds, people=people, prior=1.0, scans=SCANS, seed=4)
    assert found.coverage >= 0.93


@pytest.mark.parametrize(("difference", "share"), [(0.0, 0.0), (1.0, 0.25), (1.5, 0.25)])
@pytest.mark.parametrize("people", [3, 5, 8])
def test_squares_and_numerators_are_unbiased(difference, share, people):
    found = simulations.bias(difference, share, people=people, samples=SAMPLES, seed=5)
    assert abs(found.squared_difference) < LIMIT
    assert abs(found.numerator) < LIMIT
    assert abs(found.ratio_of_means) < LIMIT


@pytest.mark.parametrize(
    ("people", "nothing", "one_point"),
    [(3, 0.86, 1.31), (5, 0.66, 1.19), (8, 0.53, 1.13), (12, 0.43, 1.08)],
)
def test_naive_distance_is_as_wrong_as_it_is_known_to_be(people, nothing, one_point):
    for difference, expected in ((0.0, nothing), (1.0, one_point)):
        found = simulations.bias(difference, 0.0, people=people, samples=30_000, seed=6)
        assert found.naive_distance == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("same_people", [True, False], ids=["same people", "other people"])
@pytest.mark.parametrize("people", [3, 5, 8])
def test_nobody_travels_when_nothing_changed(people, same_people):
    road, naive = simulations.road_of_nobody_moving(
        people=people, same_people=same_people, samples=SAMPLES, seed=7
    )
    assert abs(road) < 0.01
    assert naive > 2 * abs(road)


@pytest.mark.parametrize(("people", "population"), populations.GROUPS)
def test_interval_covers_small_groups_of_which_most_answered_in_whole_points(people, population):
    found = populations.coverage(people, population, again=0.5, scans=SCANS, seed=8)
    assert found >= 0.9
