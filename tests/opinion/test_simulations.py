"""How often the map is wrong when the truth is known (docs/methods/opinion.md)."""

import os

import pytest
from scipy.stats import binom

from benchmarks.opinion_simulations import clouds, coins, groups
from samenspel_analysis.opinion.simulation import doubting_cloud

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
SETS, CLEAR_SETS = (200, 200) if FULL else (40, 10)
# One in twenty; of few sets as many as one in twenty gives in nineteen of twenty such samples.
FALSE = 0.05 * SETS if FULL else binom.ppf(0.95, SETS, 0.05)
pytestmark = pytest.mark.slow


def test_coin_flips_have_groups_or_typical_statements_in_one_of_twenty_at_most():
    tally = coins(SETS, seed=1)
    assert tally.with_groups <= FALSE
    assert tally.sets_with_shown <= FALSE


@pytest.mark.parametrize("pull", [0.5, 1.0])
def test_one_cloud_has_groups_in_one_of_twenty_at_most(pull):
    tally = clouds(SETS, seed=2 if pull == 1 else 3, pull=pull)
    assert tally.with_groups <= FALSE


def test_one_cloud_of_few_votes_on_many_statements_has_groups_in_one_of_twenty_at_most():
    tally = clouds(SETS, seed=2, asked=(100, 15))
    assert tally.with_groups <= FALSE


def test_one_cloud_in_which_who_doubts_passes_has_groups_in_one_of_twenty_at_most():
    tally = clouds(SETS, seed=6, kind=doubting_cloud)
    assert tally.with_groups <= FALSE


@pytest.mark.parametrize(("seed", "shared"), [(4, 0.2), (5, 0.5)])
def test_three_groups_are_found_and_few_typical_statements_are_false(seed, shared):
    tally = groups(CLEAR_SETS, seed=seed, shared=shared)
    assert tally.with_groups >= 0.95 * CLEAR_SETS
    assert tally.right_number >= 0.95 * CLEAR_SETS
    assert tally.sets_with_shown >= 0.95 * CLEAR_SETS
    assert tally.false_shares / tally.sets_with_shown <= 0.1
