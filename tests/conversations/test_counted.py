"""The votes that a map counts, from the database to what is kept of them."""

from itertools import permutations

from samenspel.conversations import analyses

ROWS = [(7, 0, 0, True), (7, 3, -1, False), (900, 0, 1, True), (900, 3, 1, True)]
IN_ORDER = [[0, 0, 0], [0, 3, -1], [1, 0, 1], [1, 3, 1]]


def test_votes_in_any_order_are_kept_in_one_order_with_people_by_place():
    for rows in permutations(ROWS):
        found = analyses.gathered(rows)
        assert (found.counted.votes.tolist(), found.changed) == (IN_ORDER, 1)
        assert analyses.from_kept(found.counted.kept()).votes.tolist() == IN_ORDER


def test_without_a_statement_people_close_up_so_that_no_place_is_empty():
    kept = analyses.gathered([*ROWS, (8, 5, 1, True)]).counted.kept()
    again = analyses.from_kept(kept, only={0, 3})
    assert (again.votes.tolist(), again.people) == (IN_ORDER, 2)


def test_of_each_statement_the_map_says_who_agreed_disagreed_and_passed():
    kept = analyses.gathered(ROWS).counted.kept()
    assert analyses.counts_of(kept) == {0: (1, 0, 1), 3: (1, 1, 0)}


def test_of_no_votes_there_is_nobody_and_nothing():
    found = analyses.gathered([])
    assert (found.counted.people, found.changed) == (0, 0)
    assert analyses.counts_of(found.counted.kept()) == analyses.counts_of(b"") == {}


def test_one_vote_that_differs_gives_another_fingerprint():
    other = [(*ROWS[0][:2], 1, True), *ROWS[1:]]
    prints = {analyses.fingerprint_of(analyses.gathered(each).counted.kept())
              for each in (ROWS, ROWS[::-1], other)}  # fmt: skip
    assert len(prints) == 2
