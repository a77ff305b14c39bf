"""Sums are shared only where at least five people stand behind each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.opinion import pack_matrix, part
from samenspel_analysis.opinion.revealing import FEWEST, revealing, shareable
from samenspel_analysis.opinion.simulation import coin_flips

NONE = np.nan


def sums_of(*rows):
    return part(pack_matrix(np.array(rows, dtype=float)))


def test_four_people_tell_and_five_do_not():
    assert shareable(sums_of(*[[1, -1]] * 4)).tolist() == [False, False]
    assert shareable(sums_of(*[[1, -1]] * 5)).tolist() == [True, True]


def test_one_who_voted_on_one_statement_and_not_on_the_other_is_told_by_subtracting():
    sums = sums_of(*[[1, 1]] * 6, [-1, NONE])
    assert sums.mixed[0, 0] - sums.mixed[0, 1] == -1  # the vote of the seventh
    assert revealing(sums).tolist() == [[False, True], [True, False]]
    assert shareable(sums).tolist() == [True, False]


def test_the_statement_in_most_pairs_that_tell_goes_and_the_others_stay():
    rows = [[1, 1, 1, NONE]] * 5 + [[0, 1, -1, 1]] * 3 + [[1, 1, 1, NONE]] * 4
    assert shareable(sums_of(*rows)).tolist() == [True, True, True, False]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 40),
    st.integers(1, 6),
    st.sampled_from([0.1, 0.5, 0.9]),
)
def test_what_is_shared_never_rests_on_one_to_four_people(seed, people, statements, asked):
    rng = np.random.default_rng(seed)
    wide = rng.integers(-1, 2, (people, statements)).astype(float)
    wide[rng.random(wide.shape) > asked] = NONE
    kept = np.flatnonzero(shareable(part(pack_matrix(wide))))
    voted = ~np.isnan(wide)
    for one in kept:
        for other in kept:
            together = int((voted[:, one] & voted[:, other]).sum())
            alone = int((voted[:, one] & ~voted[:, other]).sum())
            assert not 0 < together < FEWEST
            assert not 0 < alone < FEWEST


def test_sums_among_more_statements_are_those_of_the_votes_there():
    rng = np.random.default_rng(1)
    wide = rng.integers(-1, 2, (9, 3)).astype(float)
    wider = np.full((9, 5), NONE)
    places = np.array([3, 0, 4])
    wider[:, places] = wide
    moved, there = sums_of(*wide).among(places, 5), sums_of(*wider)
    for name in ("people", "agrees", "disagrees", "both", "mixed", "values"):
        assert np.array_equal(getattr(moved, name), getattr(there, name))
    back = there.only(np.isin(np.arange(5), places))
    assert np.array_equal(back.mixed, sums_of(*wide[:, [1, 0, 2]]).mixed)


@pytest.mark.parametrize("fewest", [1, 2, 9])
def test_how_many_is_enough_can_be_set(fewest):
    sums = sums_of(*[[1, 0]] * 8)
    assert shareable(sums, fewest=fewest).all() == (fewest <= 8)


@pytest.mark.parametrize(("each", "left"), [(30, 100), (15, 35)])
def test_the_fewer_votes_each_the_less_may_be_shared(each, left):
    votes = coin_flips(300, 100, each, rng=np.random.default_rng(0))
    assert shareable(part(votes)).sum() == left
