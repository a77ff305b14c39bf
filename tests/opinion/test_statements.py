"""What joins and divides, and what is typical: the bounds, the order and the error rates."""

from itertools import permutations

import numpy as np
import pytest
from scipy.stats import false_discovery_control, fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from samenspel_analysis.opinion import (
    UNTESTED,
    Moderation,
    opinion_map,
    pack,
    pack_matrix,
    part,
)
from samenspel_analysis.opinion.counts import group_counts
from samenspel_analysis.opinion.halves import discovered, half_p_values, more_than_others
from samenspel_analysis.opinion.intervals import newcombe, share_of, wilson
from samenspel_analysis.opinion.moderation import NOTHING_MODERATED
from samenspel_analysis.opinion.robust import placing, silent
from samenspel_analysis.opinion.sampled import sampled
from samenspel_analysis.opinion.simulation import coin_flips
from samenspel_analysis.opinion.stability import stabilities
from samenspel_analysis.opinion.statements import bridging, divisive
from samenspel_analysis.opinion.structure import sequential


def test_worked_example_of_intervals():
    # docs/methods/opinion.md: 2 of 2 is no consensus, 60 of 100 is
    assert share_of(2, 2).low == pytest.approx(0.342, abs=5e-4)
    assert share_of(60, 100).low == pytest.approx(0.502, abs=5e-4)
    assert share_of(60, 100).high == pytest.approx(0.691, abs=5e-4)
    person = np.concatenate([np.arange(2), np.arange(100)])
    statement = np.repeat([0, 1], [2, 100])
    vote = np.concatenate([[1, 1], np.where(np.arange(100) < 60, 1, -1)])
    found = opinion_map(pack(person, statement, vote), settings=UNTESTED)
    assert [(each.statement, each.direction) for each in found.consensus] == [(1, 1)]


@pytest.mark.parametrize(("count", "of"), [(0, 1), (2, 2), (60, 100), (7, 11), (0, 40)])
def test_the_interval_of_a_share_is_that_of_statsmodels(count, of):
    low, high = wilson(count, of)
    expected = proportion_confint(count, of, method="wilson")
    assert [float(low), float(high)] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("counts", "of"), [((9, 3), (10, 12)), ((0, 5), (8, 9)), ((4, 4), (4, 9))])
def test_the_interval_of_a_difference_is_that_of_statsmodels(counts, of):
    low, high = newcombe(counts, of)
    expected = confint_proportions_2indep(
        counts[0], of[0], counts[1], of[1], method="newcomb", compare="diff"
    )
    assert [float(low), float(high)] == pytest.approx(expected, abs=1e-12)


def test_the_test_of_a_group_against_others_is_that_of_fisher():
    said, of = np.array([[8.0], [2.0], [1.0]]), np.array([[10.0], [7.0], [6.0]])
    table = [[8, 2], [3, 10]]
    expected = fisher_exact(table, alternative="greater").pvalue
    assert more_than_others(said, of)[0, 0] == pytest.approx(expected, rel=1e-12)


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg():
    p_values = np.array([[0.001, 0.2, 0.03, 0.03], [0.9, 0.012, 1.0, 0.008]])
    expected = false_discovery_control(p_values.ravel())
    assert discovered(p_values).ravel() == pytest.approx(expected, rel=1e-12)


def test_equal_bounds_come_in_the_order_of_statements():
    everyone = np.ones((40, 4))
    everyone[:, 2] = -1
    found = opinion_map(pack_matrix(everyone), settings=UNTESTED)
    assert [(each.statement, each.direction) for each in found.consensus] == [
        (0, 1),
        (1, 1),
        (2, -1),
        (3, 1),
    ]


def three_groups():
    """Votes of three groups on thirty statements, from all alike to far apart."""
    chance = np.random.default_rng(2)
    group = np.arange(240) % 3
    agree = np.linspace([0.9, 0.9, 0.9], [0.9, 0.6, 0.2], 30).T
    wide = np.where(chance.random((240, 30)) < agree[group], 1.0, -1.0)
    wide[chance.random(wide.shape) < 0.3] = np.nan
    return group_counts(pack_matrix(wide), group, 3)


def test_bridging_statements_hold_in_each_group_with_the_intervals_of_all_at_once():
    counts = three_groups()
    said, of = counts.of(1), counts.cast
    lows = [min(wilson(said[:, s], of[:, s], together=3)[0]) for s in range(30)]
    listed = bridging(counts, np.arange(30))
    chosen = sorted((s for s in range(30) if lows[s] > 0.5), key=lambda s: (-lows[s], s))
    assert 3 < len(chosen) < 25
    assert [(each.statement, each.direction) for each in listed] == [(s, 1) for s in chosen]
    assert [each.low for each in listed] == [lows[s] for s in chosen]
    assert listed[0].shares == tuple(
        share_of(int(said[g, chosen[0]]), int(of[g, chosen[0]]), together=3) for g in range(3)
    )


def test_a_divisive_statement_names_the_two_groups_furthest_apart_for_certain():
    counts = three_groups()
    said, of = counts.of(1), counts.cast
    best = {}
    for s in range(30):
        for g, h in permutations(range(3), 2):
            low, high = newcombe((said[g, s], said[h, s]), (of[g, s], of[h, s]), together=3)
            if low > max(0, best.get(s, (0,))[0]):
                best[s] = (float(low), float(high), g, h)
    listed = divisive(counts, np.arange(30))
    assert 3 < len(listed) < 30
    assert {e.statement: (e.low, e.high, e.most, e.least) for e in listed} == best
    assert [each.low for each in listed] == sorted((low for low, *_ in best.values()), reverse=True)


def test_a_statement_taken_out_is_in_no_list():
    everyone = np.ones((40, 4))
    out = Moderation(removed=np.array([1]))
    found = opinion_map(pack_matrix(everyone), moderation=out, settings=UNTESTED)
    assert [each.statement for each in found.consensus] == [0, 2, 3]


def test_someone_is_placed_from_seven_votes_on():
    rng = np.random.default_rng(1)
    wide = rng.choice([-1.0, 1.0], (30, 12))
    wide[0, 7:] = np.nan
    wide[1, 6:] = np.nan
    found = opinion_map(pack_matrix(wide), settings=UNTESTED)
    assert found.projection.people.tolist() == [0, *range(2, 30)]


def test_of_few_statements_a_vote_on_each_is_enough():
    rng = np.random.default_rng(1)
    wide = rng.choice([-1.0, 1.0], (30, 4))
    wide[1, 3] = np.nan
    found = opinion_map(pack_matrix(wide), settings=UNTESTED)
    assert found.projection.people.tolist() == [0, *range(2, 30)]


def coins_in_three():
    """Coin flips, and the three groups that k-means makes of them all the same."""
    votes = coin_flips(300, 40, 20, rng=np.random.default_rng(8))
    placed = placing(votes, part(votes), NOTHING_MODERATED, UNTESTED, silent)
    people = sampled(votes, placed.axes, placed.people, 5000, 0)
    where = placed.points[np.searchsorted(placed.people, people.who)]
    thirds = np.floor((np.arctan2(*where.T) / np.pi + 1) * 1.5).astype(np.int64)
    return people, np.minimum(thirds, 2)


def test_votes_that_made_the_groups_do_not_say_what_is_typical_of_them():
    people, groups = coins_in_three()
    leaking = more_than_others(*counted(people, groups))
    assert (discovered(leaking) <= 0.05).sum() > 10
    assert (discovered(half_p_values(people, groups, 3, 0)) <= 0.05).sum() == 0


def counted(people, groups):
    """Who agreed, and who voted, per group and statement, all votes."""
    shape = (3, people.statements)
    said, of = np.zeros(shape), np.zeros(shape)
    at = groups[people.person], people.statement
    np.add.at(of, at, 1)
    np.add.at(said, at, people.up == 1)
    return said, of


def test_groups_of_coin_flips_do_not_come_back():
    people, groups = coins_in_three()
    stable = stabilities(people, groups, 3, resamples=10, seed=0)
    assert ((stable > 1 / 3) & (stable < 0.75)).all()


def test_a_test_stops_at_the_tenth_draw_that_reaches():
    draws = iter([False, True] * 100)
    assert sequential(lambda: next(draws), 99, 10) == (0.5, 20)
    assert sequential(lambda: False, 99, 10) == (0.01, 99)


def test_who_passed_counts_among_who_voted():
    vote = np.repeat([1, 0], [55, 45])
    found = opinion_map(pack(np.arange(100), np.zeros(100, int), vote), settings=UNTESTED)
    assert found.consensus == ()
    assert share_of(55, 55).low > 0.5
