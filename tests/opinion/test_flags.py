import os
from dataclasses import replace

import numpy as np
import pytest

from samenspel_analysis.opinion import UNTESTED, opinion_map, pack
from samenspel_analysis.opinion.comparison import difference, without
from samenspel_analysis.opinion.flags import flagged_people, flags
from samenspel_analysis.opinion.results import FlagKind
from tests.opinion.crowds import PEOPLE, Crowd

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"


def spoiled(seed=0):
    """A crowd, and which people of each kind were put in."""
    crowd = Crowd(seed, 3, PEOPLE)
    rng, start = crowd.rng, PEOPLE
    steady = np.arange(30) * 8.0
    for person in range(start, start + 5):
        crowd.add(person, crowd.some(), np.ones(30), rng.random() * 1e6 + steady)
    same, votes = crowd.some(), rng.choice([-1, 1], 30)
    for person in range(start + 5, start + 10):
        crowd.add(person, same, votes, rng.random() * 1e6 + steady)
    script = rng.choice([-1, 1], 100)
    for person in range(start + 10, start + 30):
        chosen = crowd.some()
        votes = np.where(rng.random(30) < 0.05, -script[chosen], script[chosen])
        crowd.add(person, chosen, votes, 5e5 + rng.random() * 500 + steady)
    for person in range(start + 30, start + 40):
        votes = rng.choice([-1, 0, 1], 30)
        crowd.add(person, crowd.some(), votes, rng.random() * 1e6 + np.arange(30) * 0.5)
    bounds = {
        FlagKind.STRAIGHT_LINING: (0, 5),
        FlagKind.IDENTICAL: (5, 10),
        FlagKind.NEW_ALIKE: (10, 30),
        FlagKind.BURST: (30, 40),
    }
    planted = {k: set(range(start + a, start + b)) for k, (a, b) in bounds.items()}
    return crowd, planted


def test_every_kind_is_found_and_nobody_else():
    crowd, planted = spoiled()
    found = flags(crowd.votes, times=crowd.times)
    by_kind = {kind: {p for f in found if f.kind is kind for p in f.people} for kind in FlagKind}
    assert by_kind == planted
    marked = np.flatnonzero(flagged_people(found, crowd.votes.people))
    assert marked.tolist() == list(range(PEOPLE, PEOPLE + 40))


def test_a_flag_says_how_much_and_how_likely():
    crowd, _ = spoiled()
    found = flags(crowd.votes, times=crowd.times)
    (twins,) = [f for f in found if f.kind is FlagKind.IDENTICAL]
    assert (twins.size, twins.p < 0.01) == (5, True)
    assert all(f.p is None or 0 <= f.p < 0.01 for f in found)
    assert {f.size for f in found if f.kind is FlagKind.STRAIGHT_LINING} == {30}


def test_without_moments_nothing_is_said_of_bursts():
    crowd, _ = spoiled()
    kinds = {flag.kind for flag in flags(crowd.votes)}
    assert kinds == {FlagKind.STRAIGHT_LINING, FlagKind.IDENTICAL}


@pytest.mark.parametrize(
    "matrix",
    [np.zeros((0, 3)), np.ones((1, 1)), np.ones((40, 20)), np.full((5, 4), np.nan), np.eye(12)],
    ids=["nobody", "one vote", "all agree", "no votes", "few votes"],
)
def test_small_and_uniform_votes_have_no_flags(matrix):
    person, statement = np.nonzero(~np.isnan(matrix))
    votes = pack(
        person, statement, matrix[person, statement], people=len(matrix), statements=matrix.shape[1]
    )
    assert flags(votes) == ()


def test_the_order_of_rows_changes_no_flag():
    crowd, _ = spoiled()
    before = flags(crowd.votes, times=crowd.times)
    order = crowd.rng.permutation(len(crowd.columns[0]))
    crowd.columns = [column[order] for column in crowd.columns]
    assert flags(crowd.votes, times=crowd.times) == before


@pytest.mark.slow
@pytest.mark.parametrize("groups", [0, 1, 3])
def test_honest_people_are_not_flagged(groups):
    runs = 100 if FULL else 6
    flagged = 0
    for seed in range(runs):
        crowd = Crowd(seed, groups)
        flagged += bool(flags(crowd.votes, times=crowd.times))
    assert flagged <= 0.05 * runs


def test_the_difference_names_what_planted_people_change():
    crowd = Crowd(4, 1, 300)
    for person in range(300, 312):
        crowd.add(
            person, np.arange(100), np.where(np.arange(100) < 50, 1, -1), np.arange(100) * 9.0
        )
    votes = crowd.votes
    found = flags(votes)
    marked = flagged_people(found, votes.people)
    assert np.flatnonzero(marked).tolist() == list(range(300, 312))
    before = opinion_map(votes, settings=UNTESTED)
    after = opinion_map(without(votes, marked), settings=UNTESTED)
    change = difference(votes, marked, before, after)
    assert (change.left_out, change.compared) == (12, 300)
    gone = {each.statement for each in before.consensus} - {e.statement for e in after.consensus}
    assert set(change.consensus_gone) >= gone
    assert gone
    first = change.shares[0]
    agrees = [
        int(((v.statement == first.statement) & (v.vote == 1)).sum())
        / int((v.statement == first.statement).sum())
        for v in (votes, without(votes, marked))
    ]
    assert [first.before, first.after] == pytest.approx(agrees)


def test_a_map_beside_itself_has_no_difference():
    votes = Crowd(5, 2, 200).votes
    found = opinion_map(votes, settings=UNTESTED)
    nobody = np.zeros(votes.people, bool)
    change = difference(votes, nobody, found, found)
    assert (change.moved, change.consensus_gone, change.bridging_new, change.shares) == (
        0,
        (),
        (),
        (),
    )


def test_people_are_not_said_to_move_where_one_map_has_no_groups():
    votes = Crowd(5, 2, 200).votes
    found = opinion_map(votes, settings=UNTESTED)
    assert found.groups
    nobody = np.zeros(votes.people, bool)
    none = replace(
        found,
        groups=(),
        projection=replace(found.projection, groups=-1 + 0 * found.projection.groups),
    )
    assert difference(votes, nobody, found, none).moved is None
