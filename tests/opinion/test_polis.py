import math

import numpy as np
import pytest

from samenspel_analysis.opinion import Moderation, NoGroups, pack_matrix
from samenspel_analysis.opinion.polis import polis_map, priorities, taking_part
from samenspel_analysis.opinion.polis.clusters import Smoother, k_means
from samenspel_analysis.opinion.polis.formulas import (
    group_informed_consensus,
    lift,
    lift_test,
    probability,
    share_test,
)
from samenspel_analysis.opinion.polis.space import placed_on
from samenspel_analysis.opinion.simulation import crowd


def test_worked_example_of_the_formulas():
    # docs/methods/opinion-polis.md: 8 of 10 agree in the group, 3 of 13 outside it
    assert probability(8, 10) == 0.75
    assert share_test(8, 10) == pytest.approx(2 * math.sqrt(11) * (9 / 11 - 0.5))
    assert lift(8, 10, 3, 13) == pytest.approx(0.75 / (4 / 15))
    pooled = 13 / 25
    error = math.sqrt(pooled * (1 - pooled) * (1 / 11 + 1 / 14))
    assert lift_test(8, 10, 3, 13) == pytest.approx((9 / 11 - 4 / 14) / error)
    assert group_informed_consensus([8, 3], [10, 13]) == pytest.approx(0.75 * 4 / 15)
    importance = (1 - 2 / 12) * (0.5 + 1) * (9 / 12)
    assert priorities(8, 1, 10, 0.5) == pytest.approx((importance * (1 + 8 / 4)) ** 2)


def test_a_statement_everyone_agrees_with_has_no_test_against_others():
    assert lift_test(0, 0, 0, 0) == 0


def test_a_statement_taken_out_counts_as_a_pass_of_everyone():
    votes = pack_matrix(np.array([[1, 1, 1, 1.0], [1, np.nan, np.nan, 1]]))
    kept = np.array([True, True, True, False])
    space = placed_on(votes, kept, np.zeros(4), np.ones((4, 2)))
    assert np.allclose(space.people[:, 0], [math.sqrt(4 / 4) * 3, math.sqrt(4 / 2) * 1])


def test_people_join_early_or_after_seven_statements():
    early = [(who, 0) for who in range(15)]
    late = [(15, statement) for statement in range(6)] + [(16, s) for s in range(7)]
    person, statement = np.array([*early, (0, 6), *late]).T
    assert taking_part((person, statement), 17).tolist() == [*range(15), 16]


def test_the_number_of_groups_changes_after_four_equal_results():
    state = Smoother()
    shown = []
    for k in (2, 3, 3, 3, 3, 2, 3, 3, 3):
        state = state.after(k)
        shown.append(state.smoothed)
    assert shown == [2, 2, 2, 2, 3, 3, 3, 3, 3]


def test_k_means_starts_from_the_first_distinct_rows():
    points = np.array([[0, 0], [0, 0], [1, 0], [9, 0], [10, 0]], dtype=float)
    found = k_means(points, np.ones(5), 2, 20)
    assert found.labels.tolist() == [0, 0, 0, 1, 1]
    assert np.allclose(found.centres, [[1 / 3, 0], [9.5, 0]])


def test_a_whole_map_has_groups_and_lists_and_one_person_has_none():
    found = polis_map(crowd(200, 40, 20, 2, rng=np.random.default_rng(1), apart=3).votes)
    assert 2 <= len(found.groups) <= 5
    assert sum(group.size for group in found.groups) == found.placed
    assert all(1 <= len(group.statements) <= 5 for group in found.groups)
    assert found.bridging
    alone = polis_map(pack_matrix(np.array([[1.0, -1]])), moderation=Moderation(np.array([1])))
    assert alone.no_groups_reason is NoGroups.TOO_FEW_PEOPLE
    assert polis_map(pack_matrix(np.empty((0, 0)))).groups == ()
