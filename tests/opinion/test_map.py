import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel_analysis.opinion import (
    UNTESTED,
    Moderation,
    NoGroups,
    Settings,
    VotesError,
    opinion_map,
    pack,
    pack_matrix,
)
from samenspel_analysis.opinion.simulation import coin_flips, crowd

QUICK = Settings(permutations=19, clouds=19, groups_level=0.05, resamples=2)


@pytest.fixture(scope="module")
def three_groups():
    found = crowd(150, 30, 20, 3, rng=np.random.default_rng(5), apart=3, shared=0.3)
    wide = np.full((150, 30), np.nan)
    wide[found.votes.person, found.votes.statement] = found.votes.vote
    return wide, found.groups


def told(found, statement_names=None, person_names=None, turn=1):
    """Everything a map says, in the names of the first numbering, votes turned by `turn`."""
    s = np.arange(1000) if statement_names is None else statement_names
    p = np.arange(1000) if person_names is None else person_names
    where = found.projection
    stands = sorted(zip(p[where.people], where.points.tolist(), where.groups, strict=True))
    return {
        "structure": found.structure,
        "test": found.groups_test,
        "reason": found.no_groups_reason,
        "groups": [
            (
                g.size,
                g.stability,
                g.centre,
                sorted((s[r.statement], turn * r.direction, r.share, r.p) for r in g.statements),
            )
            for g in found.groups
        ],
        "consensus": sorted((s[c.statement], turn * c.direction, c.share) for c in found.consensus),
        "bridging": sorted((s[b.statement], turn * b.direction, b.low) for b in found.bridging),
        "stands": stands,
    }


def test_three_groups_are_found_and_are_the_true_ones(three_groups):
    wide, truth = three_groups
    found = opinion_map(pack_matrix(wide), settings=QUICK)
    assert found.no_groups_reason is None
    assert len(found.groups) == 3
    assert sum(group.size for group in found.groups) == found.placed == 150
    for group in range(3):
        members = truth[found.projection.people[found.projection.groups == group]]
        assert np.bincount(members).max() >= 0.9 * len(members)
    assert all(group.stability > 0.8 and group.statements for group in found.groups)


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_people_and_statements_does_not_change_a_bit(three_groups, seed):
    wide, _ = three_groups
    chance = np.random.default_rng(seed)
    people, statements = chance.permutation(150), chance.permutation(30)
    first = told(opinion_map(pack_matrix(wide), settings=QUICK))
    again = opinion_map(pack_matrix(wide[people][:, statements]), settings=QUICK)
    assert told(again, statements, people) == first


def test_turning_all_votes_leaves_the_same_groups_and_places(three_groups):
    wide, _ = three_groups
    first = told(opinion_map(pack_matrix(wide), settings=QUICK))
    assert told(opinion_map(pack_matrix(-wide), settings=QUICK), turn=-1) == first


def test_a_person_without_a_vote_changes_nothing(three_groups):
    wide, _ = three_groups
    first = told(opinion_map(pack_matrix(wide), settings=QUICK))
    more = np.vstack([wide, np.full((2, 30), np.nan)])
    assert told(opinion_map(pack_matrix(more), settings=QUICK)) == first


def test_a_statement_taken_out_counts_as_never_asked(three_groups):
    wide, _ = three_groups
    out = Moderation(removed=np.array([3]), meta=np.array([7]))
    names = np.delete(np.arange(30), [3, 7])
    first = told(opinion_map(pack_matrix(wide), moderation=out, settings=QUICK))
    without = opinion_map(pack_matrix(wide[:, names]), settings=QUICK)
    assert told(without, names) == first
    with pytest.raises(VotesError, match="moderated statement 30: expected 0 to 29"):
        opinion_map(pack_matrix(wide), moderation=Moderation(removed=np.array([30])))


def test_the_votes_are_not_changed(three_groups):
    votes = pack_matrix(three_groups[0])
    starts, packed = votes.starts.copy(), votes.packed.copy()
    opinion_map(votes, settings=QUICK)
    assert np.array_equal(votes.starts, starts)
    assert np.array_equal(votes.packed, packed)


def test_coin_flips_are_no_groups():
    votes = coin_flips(200, 30, 20, rng=np.random.default_rng(3))
    found = opinion_map(votes)
    assert found.no_groups_reason is NoGroups.NO_STRUCTURE
    assert (found.groups, found.bridging, found.divisive) == ((), (), ())
    assert found.structure.p > 0.05
    assert set(found.projection.groups.tolist()) == {-1}


def numbers(value):
    """Every number in a result, however deep."""
    if dataclasses.is_dataclass(value):
        value = [getattr(value, field.name) for field in dataclasses.fields(value)]
    if isinstance(value, np.ndarray):
        value = value.ravel().tolist()
    if isinstance(value, list | tuple):
        return [number for item in value for number in numbers(item)]
    return [value] if isinstance(value, float) else []


ODD = {
    "no votes": (np.full((4, 3), np.nan), NoGroups.TOO_FEW_STATEMENTS),
    "nobody": (np.empty((0, 3)), NoGroups.TOO_FEW_STATEMENTS),
    "no statements": (np.empty((3, 0)), NoGroups.TOO_FEW_STATEMENTS),
    "one person": (np.array([[1, 0, -1.0]]), NoGroups.TOO_FEW_PEOPLE),
    "one statement": (np.ones((40, 1)), NoGroups.TOO_FEW_STATEMENTS),
    "all the same vote": (np.ones((40, 5)), NoGroups.NO_STRUCTURE),
    "all pass": (np.zeros((40, 5)), NoGroups.NO_STRUCTURE),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_votes_give_a_reason_and_no_nan(name):
    matrix, reason = ODD[name]
    found = opinion_map(pack_matrix(matrix), settings=QUICK)
    assert found.no_groups_reason is reason
    assert np.isfinite(numbers(found)).all()


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.integers(0, 30), st.integers(0, 6)).flatmap(
        lambda shape: arrays(np.float64, shape, elements=st.sampled_from([-1.0, 0.0, 1.0, np.nan]))
    )
)
def test_whatever_the_votes_no_number_is_nan_and_shares_are_shares(matrix):
    found = opinion_map(
        pack_matrix(matrix), settings=Settings(permutations=4, clouds=4, resamples=1)
    )
    assert np.isfinite(numbers(found)).all()
    for standing in found.consensus:
        assert 0 <= standing.share.low <= standing.share.share <= standing.share.high <= 1


def test_two_votes_cannot_lead_the_consensus():
    person = np.arange(60)
    statement = np.where(person < 2, 0, 1)
    vote = np.where((person < 2) | (person < 55), 1, -1)
    found = opinion_map(pack(person, statement, vote), settings=UNTESTED)
    assert [each.statement for each in found.consensus] == [1]
