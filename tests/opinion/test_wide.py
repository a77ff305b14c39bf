"""More statements than a table of all their pairs can hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.opinion import Moderation, Settings, opinion_map, pack_matrix, part, speed
from samenspel_analysis.opinion import robust as robust_module
from samenspel_analysis.opinion.axes import axes_of
from samenspel_analysis.opinion.live import LiveMap
from samenspel_analysis.opinion.simulation import crowd
from samenspel_analysis.opinion.sums import finish
from samenspel_analysis.opinion.votes import VotesError, pack
from samenspel_analysis.opinion.wide import wide_axes
from tests.opinion.test_invariance import wide_votes
from tests.opinion.test_map import told

QUICK = Settings(permutations=19, clouds=19, groups_level=0.05, resamples=1)
SEEDS = st.integers(0, 2**32 - 1)


@pytest.fixture
def gone_through(monkeypatch):
    """Every map is made without a table of pairs."""
    monkeypatch.setattr(robust_module, "WIDEST", 0)


@given(SEEDS, st.integers(8, 80), st.integers(3, 15))
def test_axes_without_a_table_of_pairs_are_those_with_one(seed, people, statements):
    matrix = wide_votes(seed, people=people, statements=statements)
    votes, kept = pack_matrix(matrix), np.ones(statements, dtype=bool)
    kept[seed % statements] = False
    ours, exact = wide_axes(votes, kept), axes_of(finish(part(votes), kept), statements)
    assert np.array_equal(ours.statements, exact.statements)
    assert np.array_equal(ours.mean, exact.mean)
    assert ours.eigenvalues == pytest.approx(exact.eigenvalues, rel=1e-9, abs=1e-9)
    first = exact.eigenvalues[0]
    cross = finish(part(votes), kept).cross
    rest = cross @ ours.components - ours.components * ours.eigenvalues
    assert np.abs(rest).max() <= 1e-8 * first


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_any_order_and_all_votes_turned_give_the_same_bits(seed):
    wide = wide_votes(seed)
    chance = np.random.default_rng(seed)
    people, statements = (chance.permutation(size) for size in wide.shape)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(robust_module, "WIDEST", 0)
        first = told(opinion_map(pack_matrix(wide), settings=QUICK))
        mixed = opinion_map(pack_matrix(wide[people][:, statements]), settings=QUICK)
        turned = opinion_map(pack_matrix(-wide), settings=QUICK)
    assert told(mixed, statements, people) == first
    assert told(turned, turn=-1) == first


@pytest.mark.usefixtures("gone_through")
def test_who_did_not_vote_and_what_was_taken_out_change_nothing():
    wide = wide_votes(3)
    names = np.delete(np.arange(14), [2, 9])
    first = told(opinion_map(pack_matrix(wide[:, names]), settings=QUICK), names)
    more = pack_matrix(np.vstack([wide, np.full((100, 14), np.nan)]))
    out = Moderation(removed=np.array([2, 9]))
    assert told(opinion_map(more, moderation=out, settings=QUICK)) == first


@pytest.mark.usefixtures("gone_through")
@pytest.mark.skipif(not speed.HAS_NUMBA, reason="the optional library Numba is not there")
def test_the_same_bits_without_machine_code():
    votes = pack_matrix(wide_votes(4))
    first = told(opinion_map(votes, settings=QUICK))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speed, "HAS_NUMBA", False)
        assert told(opinion_map(votes, settings=QUICK)) == first


def test_a_map_of_9034_statements_finds_its_three_groups():
    truth = crowd(2_000, 9_034, 60, 3, rng=np.random.default_rng(1), apart=4, shared=0.2)
    found = opinion_map(truth.votes, settings=QUICK)
    assert len(found.groups) == 3
    for group in range(3):
        theirs = truth.groups[found.projection.people[found.projection.groups == group]]
        assert np.bincount(theirs).max() >= 0.9 * len(theirs)


def test_sums_and_live_maps_of_so_many_statements_are_refused_in_a_sentence():
    votes = pack([0, 1], [0, 9_033], [1, -1])
    with pytest.raises(VotesError, match="9034 statements: sums are kept of at most 4096"):
        LiveMap(votes)
