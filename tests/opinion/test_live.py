import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.opinion import UNTESTED, VotesError, opinion_map, pack_matrix, part
from samenspel_analysis.opinion.counts import group_counts
from samenspel_analysis.opinion.live import LiveMap
from samenspel_analysis.opinion.running import RunningSums
from samenspel_analysis.opinion.simulation import crowd

STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.sampled_from([-1, 0, 1, None])),
    max_size=40,
)


@given(STEPS)
def test_sums_kept_up_to_date_are_those_of_all_votes(steps):
    wide = np.full((4, 5), np.nan)
    wide[0, :3] = [1, 0, -1]
    start = pack_matrix(wide)
    running = RunningSums(start)
    wide = np.vstack([wide, np.full((3, 5), np.nan)])
    for person, statement, vote in steps:
        running.cast(person, statement, vote)
        wide[person, statement] = np.nan if vote is None else vote
    now = part(pack_matrix(wide))
    for name in ("people", "agrees", "disagrees", "both", "mixed", "values"):
        assert np.array_equal(getattr(running.sums, name), getattr(now, name))
    assert running.votes().packed.tolist() == pack_matrix(wide).packed.tolist()
    assert start.packed.tolist() == [2, 5, 8]


def test_a_vote_outside_its_range_is_refused_and_changes_nothing():
    running = RunningSums(pack_matrix(np.array([[1.0, -1]])))
    with pytest.raises(VotesError, match="vote 2: expected -1, 0 or 1"):
        running.cast(0, 0, 2)
    with pytest.raises(VotesError, match="statement 2: expected 0 to 1"):
        running.cast(0, 2, 1)
    assert running.row(0).tolist() == [2, 4]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_live_map_counts_what_its_groups_voted(seed):
    rng = np.random.default_rng(seed)
    votes = crowd(120, 30, 15, 3, rng=rng, apart=3, shared=0.2).votes
    live = LiveMap(votes, settings=UNTESTED)
    for _ in range(5):
        person = int(rng.integers(0, 123))
        found = live.cast(person, int(rng.integers(0, 30)), int(rng.integers(-1, 2)))
    now = live._running.votes()
    everyone = np.full(now.people, -1)
    everyone[found.projection.people] = found.projection.groups
    counts = group_counts(now, everyone, len(found.groups))
    assert np.array_equal(counts.votes, live._stand.counts.votes)
    assert np.array_equal(counts.people, live._stand.counts.people)
    assert [group.size for group in found.groups] == np.bincount(
        found.projection.groups + 1, minlength=len(found.groups) + 1
    )[1:].tolist()


def test_redrawn_it_is_the_map_of_all_votes_to_the_bit():
    rng = np.random.default_rng(2)
    votes = crowd(120, 30, 15, 3, rng=rng, apart=3, shared=0.2).votes
    live = LiveMap(votes, settings=UNTESTED)
    live.cast(121, 3, 1)
    live.cast(5, 2, None)
    again = opinion_map(live._running.votes(), settings=UNTESTED)
    redrawn = live.redraw()
    assert redrawn.groups == again.groups
    assert np.array_equal(redrawn.projection.points, again.projection.points)
    assert redrawn.consensus == again.consensus


def test_axes_that_lean_too_far_from_the_sums_are_drawn_anew():
    rng = np.random.default_rng(6)
    votes = crowd(120, 30, 15, 3, rng=rng, apart=3, shared=0.2).votes
    live, redrawn, off = LiveMap(votes, settings=UNTESTED), 0, 0.0
    for person in range(14):
        before = live.map.projection.components
        for statement in (0, 1):
            live.cast(person, statement, -1 if person % 2 else 1)
        redrawn += not np.array_equal(live.map.projection.components, before)
        assert live.off <= 0.02
        off = max(off, live.off)
    assert 0 < redrawn < 14
    assert off > 0.01
    where = dict(zip(live.map.projection.people.tolist(), live.map.projection.points, strict=True))
    whole = opinion_map(live._running.votes(), settings=UNTESTED).projection
    apart = [where[one] - place for one, place in zip(whole.people, whole.points, strict=True)]
    assert np.linalg.norm(apart, axis=1).mean() < 0.05 * np.linalg.norm(whole.points, axis=1).mean()
