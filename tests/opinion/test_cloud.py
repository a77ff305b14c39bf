"""The one cloud that groups are tested against is like the votes in all but its shape."""

import numpy as np
import pytest

from samenspel_analysis.opinion import UNTESTED, part
from samenspel_analysis.opinion.cloud import fitted
from samenspel_analysis.opinion.moderation import NOTHING_MODERATED
from samenspel_analysis.opinion.robust import placing, silent
from samenspel_analysis.opinion.sampled import eigen, sampled
from samenspel_analysis.opinion.simulation import one_cloud


def test_a_simulated_cloud_keeps_who_passed_and_is_as_strong_as_the_votes():
    votes = one_cloud(200, 30, 20, rng=np.random.default_rng(1))
    placed = placing(votes, part(votes), NOTHING_MODERATED, UNTESTED, silent)
    people = sampled(votes, placed.axes, placed.people, 5000, 0)
    chance = np.random.default_rng(2)
    cloud, strength = fitted(people, chance)
    draws = [cloud.draw(people, chance, strength) for _ in range(40)]
    assert all(np.array_equal(drawn == 0, people.up == 0) for drawn in draws)
    drawn = np.mean([eigen(people.centred(each), 2)[0] for each in draws], axis=0)
    assert drawn == pytest.approx(eigen(people.centred(people.up), 2)[0], rel=0.1)
