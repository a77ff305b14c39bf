import itertools
import os

import numpy as np
import pytest

from benchmarks.routing import compared
from samenspel_analysis.opinion import VotesError, pack_matrix, part
from samenspel_analysis.opinion.routing import (
    AXES,
    Knowledge,
    chances,
    knowledge,
    next_by_priority,
    next_statement,
    weights,
)

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"


def known(people=40, statements=5, seed=0):
    matrix = np.random.default_rng(seed).choice([-1.0, 0.0, 1.0, np.nan], (people, statements))
    return knowledge(part(pack_matrix(matrix)), np.ones(statements, bool))


def worked():
    """The worked example of the method page: one axis that matters, three statements."""
    return Knowledge(
        statements=np.arange(3),
        seen=np.array([9, 9, 9]),
        components=np.array([[0.8, 0.0], [0.6, 0.0], [0.0, 0.0]]),
        spread=np.array([1.0, 1e-9]),
        noise=np.array([0.64, 0.36, 0.5]),
    )


def test_the_worked_example():
    # a vote on the first narrows the variance 1 by 1 / (1 + 0.64/0.64) = 1/2, as does the second
    found = chances(worked(), np.zeros((1, 3), bool))[0]
    assert found == pytest.approx([0.45 + 0.1 / 3, 0.45 + 0.1 / 3, 0.1 / 3])


def test_chances_are_above_zero_for_all_that_was_not_asked_and_sum_to_one():
    asked = np.array([[0, 0, 0, 0, 0], [1, 0, 1, 0, 0], [1, 1, 1, 1, 1]], bool)
    found = chances(known(), asked)
    assert found.sum(axis=1) == pytest.approx([1, 1, 0])
    assert ((found > 0) == ~asked)[:2].all()


def test_a_statement_nobody_saw_may_come_and_one_that_divides_comes_more():
    rng = np.random.default_rng(1)
    side = rng.choice([-1.0, 1.0], 200)
    matrix = np.stack([side, side, side, np.ones(200), np.full(200, np.nan)], axis=1)
    found = chances(knowledge(part(pack_matrix(matrix)), np.ones(5, bool)), np.zeros((1, 5), bool))
    assert found[0, :3].min() > 0.25
    assert found[0, 4] > 0.05
    assert found[0, 3] < found[0, 4]


def test_a_moderated_statement_is_never_drawn():
    matrix = np.random.default_rng(2).choice([-1.0, 1.0], (30, 4))
    found = knowledge(part(pack_matrix(matrix)), np.array([True, False, True, False]))
    rng = np.random.default_rng(0)
    drawn = {next_statement(found, np.array([], int), rng).statement for _ in range(50)}
    assert drawn == {0, 2}
    assert next_statement(found, np.array([0, 2]), rng) is None


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_too_few_votes_to_know_anything_still_draw(rows):
    found = knowledge(part(pack_matrix(np.ones((rows, 3)))), np.ones(3, bool))
    assert found.components.shape == (3, AXES)
    assert chances(found, np.zeros((1, 3), bool)).sum() == pytest.approx(1)


def test_priorities_draw_as_published_and_the_unknown_count_as_one():
    rng = np.random.default_rng(3)
    statements, priorities = np.arange(3), np.array([3.0, np.nan, 4.0])
    drawn = [next_by_priority(statements, priorities, np.array([2]), rng) for _ in range(400)]
    assert {(d.statement, round(d.probability, 6)) for d in drawn} == {(0, 0.75), (1, 0.25)}
    assert 250 < sum(d.statement == 0 for d in drawn) < 350


def test_weighted_sums_have_no_bias_over_all_ways_to_draw():
    """Exact: every order of three draws out of four, each with its own probability."""
    found, truth = known(statements=4), np.array([1.0, -1.0, 1.0, 0.0])
    total, certain = np.zeros(4), 0.0
    for path in itertools.permutations(range(4), 3):
        asked, probability, drawn = np.zeros((1, 4), bool), 1.0, []
        for statement in path:
            drawn.append(chances(found, asked)[0, statement])
            probability *= drawn[-1]
            asked[0, statement] = True
        certain += probability
        total[list(path)] += probability * weights(np.array(drawn)) * truth[list(path)]
    assert certain == pytest.approx(1)
    assert total == pytest.approx(truth, abs=1e-12)


def test_all_statements_drawn_weigh_one_in_the_end():
    assert weights(np.array([0.5, 0.5, 1.0])) == pytest.approx([4 / 3, 1.0, 1 / 3])
    assert weights(np.array([])).size == 0


@pytest.mark.parametrize("wrong", [0.0, -0.1, 1.1, np.nan])
def test_a_probability_that_cannot_be_is_refused(wrong):
    with pytest.raises(VotesError):
        weights(np.array([0.5, wrong]))


@pytest.mark.slow
def test_seven_tenths_of_the_votes_give_the_same_map():
    runs = compared(groups=2, votes=20, people=1_000, runs=6 if FULL else 2)
    assert runs.own <= runs.uniform
