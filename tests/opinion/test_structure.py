"""Shuffles of the test of structure: circles of voters, along which votes are handed on."""

import numpy as np
import pytest

from samenspel_analysis.opinion import UNTESTED, part
from samenspel_analysis.opinion.moderation import NOTHING_MODERATED
from samenspel_analysis.opinion.robust import placing, silent
from samenspel_analysis.opinion.sampled import eigen, sampled
from samenspel_analysis.opinion.simulation import coin_flips, one_cloud
from samenspel_analysis.opinion.structure import Circles, structure_test


def people_of(votes):
    placed = placing(votes, part(votes), NOTHING_MODERATED, UNTESTED, silent)
    return sampled(votes, placed.axes, placed.people, 5000, 0)


def test_turned_circles_keep_who_voted_on_what_and_how_often_what_was_voted():
    people = people_of(one_cloud(60, 12, 8, rng=np.random.default_rng(1)))
    centred = people.centred(people.up)
    before = centred.toarray()
    chance = np.random.default_rng(2)
    circles = Circles.of(centred, chance)
    assert np.array_equal(circles.votes.toarray().T, before)
    circles.turn(chance)
    after = circles.votes.toarray().T
    assert np.array_equal(after != 0, before != 0)
    assert np.array_equal(np.sort(after, axis=0), np.sort(before, axis=0))
    assert np.count_nonzero(after != before) > 0.3 * np.count_nonzero(before)
    assert np.array_equal(centred.toarray(), before)


def test_turned_circles_have_the_first_eigenvalue_of_full_shuffles():
    people = people_of(one_cloud(80, 15, 10, rng=np.random.default_rng(3)))
    centred = people.centred(people.up)
    chance = np.random.default_rng(4)
    circles = Circles.of(centred, chance)
    turned, shuffled = [], []
    whole = centred.T.tocsr()
    for _ in range(300):
        circles.turn(chance)
        turned.append(eigen(circles.votes.T, 1)[0][0])
        for row in range(whole.shape[0]):
            chance.shuffle(whole.data[whole.indptr[row] : whole.indptr[row + 1]])
        shuffled.append(eigen(whole.T, 1)[0][0])
    error = np.std(shuffled) * np.sqrt(2 / 300)
    assert np.mean(turned) == pytest.approx(np.mean(shuffled), abs=3.5 * error)
    assert np.std(turned) == pytest.approx(np.std(shuffled), rel=0.2)


def test_p_is_as_small_as_it_says_no_more_often_than_it_says():
    found = []
    for number in range(150):
        people = people_of(coin_flips(30, 10, 8, rng=np.random.default_rng([5, number])))
        found.append(structure_test(people, most=39, enough=40, seed=number)[0])
    for level in (0.1, 0.25, 0.5):
        expected, spread = 150 * level, np.sqrt(150 * level * (1 - level))
        assert abs(np.count_nonzero(np.array(found) <= level) - expected) < 3.3 * spread
