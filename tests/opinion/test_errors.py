"""A few made-up conversations, so that every run sees it when groups are said where there are none.

How often it happens is measured on many: tests/opinion/test_simulations.py.
"""

import numpy as np

from samenspel_analysis.opinion import Settings, opinion_map
from samenspel_analysis.opinion.simulation import coin_flips, crowd, one_cloud

SETS, CLEAR_SETS = 12, 3
UNLUCKY = 3  # of 12 sets, at 0.05, more come up once in 400 times
QUICK = Settings(permutations=19, clouds=33, enough=1, resamples=0, longest=100)


def test_coin_flips_and_one_cloud_seldom_have_groups():
    for made in (coin_flips, one_cloud):
        said = 0
        for number in range(SETS):
            votes = made(120, 30, 20, rng=np.random.default_rng([11, number]))
            said += bool(opinion_map(votes, settings=QUICK, seed=number).groups)
        assert said <= UNLUCKY, made.__name__


def test_three_groups_are_seen_and_what_they_share_is_seldom_typical_of_one():
    seen, shown, false = 0, 0, 0
    for number in range(CLEAR_SETS):
        rng = np.random.default_rng([12, number])
        truth = crowd(250, 40, 30, 3, rng=rng, apart=4, shared=0.5)
        found = opinion_map(truth.votes, settings=QUICK, seed=number)
        typical = [each.statement for group in found.groups for each in group.statements]
        alike = np.ptp(truth.leaning, axis=0) == 0
        seen += len(found.groups) == 3
        shown, false = shown + len(typical), false + int(alike[typical].sum())
    assert seen == CLEAR_SETS
    assert shown > 20
    assert false <= 0.1 * shown
