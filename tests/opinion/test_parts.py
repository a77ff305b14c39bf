"""Sums of organisations that keep their votes, and what such sums tell."""

import numpy as np
import pytest

from benchmarks.opinion.cluster import elapsed
from samenspel_analysis.opinion import merge, pack, pack_matrix, part
from samenspel_analysis.opinion.flags import flags

NONE = np.nan
ONE, TWO = np.array([[1.0, 1.0], [1.0, -1.0]]), np.array([[-1.0, NONE]])


def test_the_worked_example_of_two_parties():
    first, second = part(pack_matrix(ONE)), part(pack_matrix(TWO))
    together = merge(first, second)
    assert first.both.tolist() == [[2, 2], [2, 2]]
    assert second.both.tolist() == [[1, 0], [0, 0]]
    assert together.both.tolist() == [[3, 2], [2, 2]]
    assert together.values.tolist() == [[3, 0], [0, 2]]
    whole = part(pack_matrix(np.concatenate([ONE, TWO])))
    for name in ("agrees", "disagrees", "both", "mixed", "values"):
        assert np.array_equal(getattr(together, name), getattr(whole, name))


def test_the_sums_of_one_person_are_that_persons_votes():
    alone = part(pack_matrix(TWO))
    assert (alone.agrees.tolist(), alone.disagrees.tolist()) == ([0, 0], [1, 0])


def test_sums_before_and_after_one_person_differ_by_that_persons_votes():
    before, after = part(pack_matrix(ONE)), part(pack_matrix(np.concatenate([ONE, TWO])))
    assert (after.disagrees - before.disagrees).tolist() == [1, 0]


@pytest.mark.parametrize(("votes", "flagged"), [(20, True), (10, False)])
def test_the_worked_example_of_a_line_of_one_answer(votes, flagged):
    """Half agrees with each statement; 999 people alternate, and one agrees throughout."""
    people = 1_000
    person = np.repeat(np.arange(people), votes)
    statement = np.tile(np.arange(votes), people)
    vote = np.where((person + statement) % 2 == 0, 1, -1)
    vote[person == 0] = 1
    found = flags(pack(person, statement, vote, people=people, statements=votes))
    lines = [flag for flag in found if flag.kind == "straight_lining"]
    assert [flag.people for flag in lines] == ([(0,)] if flagged else [])
    if flagged:
        assert lines[0].p == pytest.approx(2.0**-votes, rel=0.2)


@pytest.mark.parametrize(("workers", "seconds"), [(1, 10.5), (2, 6.5), (8, 6.5)])
def test_simulated_workers_share_tasks_and_wait_for_what_a_task_needs(workers, seconds):
    steps = [
        ("own", 1.0),
        ("task", [], 4.0),
        ("task", [], 4.0),
        ("task", [0, 1], 1.0),  # the two merged
        ("wait", [2]),
        ("own", 0.5),
    ]
    assert elapsed(steps, workers) == seconds
