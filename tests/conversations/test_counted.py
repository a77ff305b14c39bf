"""The votes that a map counts, from the database to what is kept of them."""

import zlib
from itertools import permutations

import numpy as np

from samenspel.conversations import analyses

ROWS = [(1, 7, 0, 0, True), (2, 7, 3, -1, False), (3, 900, 0, 1, True), (4, 900, 3, 1, True)]
SHOWN = range(6)
IN_ORDER = [[0, 0, 0], [0, 3, -1], [1, 0, 1], [1, 3, 1]]


def gathered(rows):
    return analyses.gathered(analyses.read_of(rows, SHOWN), SHOWN)


def test_votes_in_any_order_are_kept_in_one_order_with_people_by_place():
    for rows in permutations(ROWS):
        found = gathered(rows)
        assert (found.counted.votes.tolist(), found.changed) == (IN_ORDER, 1)
        assert analyses.from_kept(found.counted.kept()).votes.tolist() == IN_ORDER


def test_without_a_statement_people_close_up_so_that_no_place_is_empty():
    kept = gathered([*ROWS, (5, 8, 5, 1, True)]).counted.kept()
    again = analyses.from_kept(kept, only={0, 3})
    assert (again.votes.tolist(), again.people) == (IN_ORDER, 2)


def test_of_each_statement_the_map_says_who_agreed_disagreed_and_passed():
    kept = gathered(ROWS).counted.kept()
    assert analyses.counts_of(kept) == {0: (1, 0, 1), 3: (1, 1, 0)}


def test_of_no_votes_there_is_nobody_and_nothing():
    found = gathered([])
    assert (found.counted.people, found.changed) == (0, 0)
    assert analyses.counts_of(found.counted.kept()) == analyses.counts_of(b"") == {}


def test_one_vote_that_differs_gives_another_fingerprint():
    other = [(1, 7, 0, 1, True), *ROWS[1:]]
    prints = {gathered(each).counted.fingerprint for each in (ROWS, ROWS[::-1], other)}
    assert len(prints) == 2


def test_what_was_kept_before_votes_were_packed_is_read_as_ever():
    raw = zlib.compress(np.array(IN_ORDER, dtype="<i4").tobytes(), 1)
    assert analyses.from_kept(raw).votes.tolist() == IN_ORDER
    assert analyses.from_kept(raw, only={3}).votes.tolist() == [[0, 3, -1], [1, 3, 1]]
    assert analyses.counts_of(raw) == {0: (1, 0, 1), 3: (1, 1, 0)}


def test_votes_on_statements_that_are_not_shown_are_not_read():
    assert gathered([*ROWS, (5, 8, 9, 1, False)]).counted.votes.tolist() == IN_ORDER
