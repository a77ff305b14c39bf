"""Votes brought up to date are, to the bit, all votes gone through from nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.opinion import (
    NOTHING_MODERATED,
    VotesError,
    map_of_sums,
    opinion_map,
    renewed,
    tallied,
)
from samenspel_analysis.opinion.simulation import crowd

VOTES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 5), st.sampled_from([-1, 0, 1])), max_size=30
)
ROUNDS = st.lists(st.tuples(VOTES, st.sets(st.integers(0, 9), max_size=3)), max_size=5)
SUMS = ("people", "agrees", "disagrees", "both", "mixed", "values")


def columns(rows):
    return np.array(list(rows), dtype=np.int64).reshape(-1, 3).T


def from_nothing(held, statements):
    return tallied(*columns((*pair, vote) for pair, vote in held.items()), statements=statements)


def same(found, again):
    assert found.keys.tolist() == again.keys.tolist()
    assert found.votes.starts.tolist() == again.votes.starts.tolist()
    assert found.votes.packed.tolist() == again.votes.packed.tolist()
    for name in SUMS:
        assert np.array_equal(getattr(found.sums, name), getattr(again.sums, name))


@given(VOTES, ROUNDS)
def test_round_after_round_it_is_what_all_votes_give(first, rounds):
    held = {(7 * person, about): vote for person, about, vote in first}
    found = from_nothing(held, 4 if all(about < 4 for _p, about in held) else 6)
    for cast, gone in rounds:
        before = dict(held)
        left = {7 * person for person in gone}
        cast = [(7 * person, about, vote) for person, about, vote in cast]
        held |= {(person, about): vote for person, about, vote in cast}
        held = {pair: vote for pair, vote in held.items() if pair[0] not in left}
        renewal = renewed(found, *columns(cast), gone=sorted(left), statements=6)
        found = renewal.tallied
        same(found, from_nothing(held, 6))
        moved = {pair[0] for pair, vote in held.items() if before.get(pair) != vote}
        assert renewal.changed == len(moved)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_map_that_goes_on_is_the_map_from_nothing_tests_and_all(seed):
    rng = np.random.default_rng(seed)
    votes = crowd(90, 20, 12, 2, rng=rng, apart=3, shared=0.2).votes
    rows = np.stack([votes.person, votes.statement, votes.vote], axis=1).astype(np.int64)
    late = np.isin(rows[:, 0], rng.choice(90, 30, replace=False))
    begun = tallied(*rows[~late].T, statements=20)
    found = renewed(begun, *rows[late].T, gone=[int(rows[0, 0])], statements=20).tallied
    whole = tallied(*rows[rows[:, 0] != rows[0, 0]].T, statements=20)
    again = opinion_map(whole.votes, seed=3)
    went_on = map_of_sums(found.votes, found.sums, NOTHING_MODERATED, seed=3)
    assert went_on.structure == again.structure
    assert went_on.groups_test == again.groups_test
    assert went_on.groups == again.groups
    assert went_on.consensus == again.consensus
    assert np.array_equal(went_on.projection.points, again.projection.points)
    assert np.array_equal(went_on.projection.groups, again.projection.groups)


def test_what_it_started_from_stays_as_it_was():
    begun = tallied([3, 5], [0, 1], [1, -1], statements=2)
    kept = [begun.keys.copy(), begun.votes.packed.copy(), begun.sums.both.copy()]
    renewed(begun, [3, 9], [0, 1], [-1, 1], gone=[5], statements=3)
    for now, then in zip((begun.keys, begun.votes.packed, begun.sums.both), kept, strict=True):
        assert np.array_equal(now, then)


def test_the_same_vote_once_more_changes_nobody_and_a_newcomer_is_one():
    begun = tallied([3, 5], [0, 1], [1, -1], statements=2)
    assert renewed(begun, [3], [0], [1], statements=2).changed == 0
    assert renewed(begun, [3, 4], [0, 0], [1, 0], statements=2).changed == 1
    assert renewed(begun, [3, 3], [0, 0], [1, -1], statements=2).changed == 1


def test_fewer_statements_than_before_are_refused():
    begun = tallied([3], [1], [1], statements=2)
    with pytest.raises(VotesError, match="1 statements: there were 2"):
        renewed(begun, [], [], [], statements=1)


def test_above_so_many_statements_that_sums_fit_there_are_none():
    begun = tallied([3], [1], [1], statements=5000)
    found = renewed(begun, [4], [4999], [0], statements=20_000).tallied
    assert found.sums is None
    assert found.votes.packed.tolist() == [6, 19997]
    assert found.votes.packed.dtype == np.uint32
