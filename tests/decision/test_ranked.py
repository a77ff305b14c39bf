from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from samenspel_analysis.decision import DecisionError, TieRule, lot
from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.points import most_points, pack_points
from samenspel_analysis.decision.ranked import (
    Act,
    Arithmetic,
    RankedTerms,
    borda,
    irv,
    pack,
    pack_ranks,
    schulze,
    stv,
)
from tests.decision.rankings import BENCH, GARDEN, NAMES, PARTY, packed, square, strict

LISTED = RankedTerms(tie=TieRule.LISTED)


def test_the_worked_example_has_three_winners_by_four_rules():
    found = irv(square())
    assert found.elected == (GARDEN,)
    assert [each.moved for each in found.rounds] == [BENCH, None]
    assert found.rounds[1].votes == (5, None, 4)
    assert found.margins == (
        Margin(GARDEN, BENCH, Fraction(1), 1),
        Margin(GARDEN, PARTY, Fraction(1), 2),
    )
    assert schulze(square()).elected == (BENCH,)
    assert schulze(square()).pairwise.preferred == ((0, 3, 5), (6, 0, 5), (4, 4, 0))
    assert schulze(square()).pairwise.condorcet == BENCH
    assert borda(square()).totals == (8, 11, 8)
    first = pack_points(NAMES, {((PARTY, 1),): 4, ((GARDEN, 1),): 3, ((BENCH, 1),): 2})
    assert most_points(first).elected == (PARTY,)


def test_the_worked_example_of_two_seats_moves_a_surplus_and_looks_back():
    """Quota 4; party passes 1 of 5 on; bench and garden have 3 each, and garden had more before."""
    for arithmetic in Arithmetic:
        found = stv(square(party=5), terms=RankedTerms(2), arithmetic=arithmetic)
        assert found.elected == (PARTY, GARDEN)
        assert (found.quota, [each.act for each in found.rounds]) == (
            4, [Act.SURPLUS, Act.EXCLUDED, Act.ENDED]
        )  # fmt: skip
        assert found.rounds[1].votes == (3, 3, 4)
        assert found.rounds[1].moved == BENCH
        assert found.ties == ()


def test_five_decimals_are_cut_off_and_what_is_lost_is_told():
    """A surplus of 2 on 6 ballots is 0.33333 each; exact it is a third."""
    ballots = {strict(0, 1): 6, strict(2): 3, strict(1): 2}
    election = pack(NAMES, ballots)
    cut = stv(election, terms=RankedTerms(2))
    assert cut.rounds[1].votes[1] == 2 + 6 * Fraction(33333, 100_000)
    assert cut.rounds[1].lost == Fraction(2, 100_000)
    exact = stv(election, terms=RankedTerms(2), arithmetic=Arithmetic.EXACT)
    assert (exact.rounds[1].votes[1], exact.rounds[1].lost) == (4, 0)


def test_schulze_goes_through_a_circle_of_wins():
    """Three in a circle, with the weakest link given up: 0 beats 1 (7-2), 1 beats 2 (6-3)."""
    ballots = {strict(0, 1, 2): 4, strict(1, 2, 0): 2, strict(2, 0, 1): 3}
    found = schulze(pack(NAMES, ballots))
    assert found.pairwise.condorcet is None
    assert found.pairwise.preferred == ((0, 7, 4), (2, 0, 6), (5, 3, 0))
    assert found.pairwise.paths == ((0, 7, 6), (5, 0, 6), (5, 5, 0))
    assert found.elected == (0,)
    assert found.order == (0, 1, 2)


def test_a_tie_within_a_ballot_counts_for_neither_and_not_toward_the_lower_number():
    """Broken toward the lower number, 0 would win 3-2; kept, 1 wins 2-1."""
    election = pack(("a", "b"), {((0, 1),): 2, ((1,),): 2, ((0,),): 1})
    assert schulze(election).pairwise.preferred == ((0, 1), (2, 0))
    assert schulze(election).elected == (1,)


def test_options_left_out_come_together_after_all_others():
    whole = pack(NAMES, {strict(2): 1})
    assert schulze(whole).pairwise.preferred == ((0, 0, 0), (0, 0, 0), (1, 1, 0))
    assert whole.fingerprint() == pack(NAMES, {((2,), (0, 1)): 1}).fingerprint()
    assert borda(whole).totals == (Fraction(1, 2), Fraction(1, 2), 2)


def test_a_ballot_that_ties_is_divided_equally():
    election = pack(NAMES, {((0, 1), (2,)): 3, strict(2): 2, strict(1): 1})
    found = irv(election, terms=LISTED)
    assert found.divided == 3
    assert found.rounds[0].votes == (Fraction(3, 2), Fraction(5, 2), 2)
    assert found.rounds[1].votes == (None, 4, 2)
    assert found.elected == (1,)


def test_too_many_ties_to_divide_are_refused_for_transfers_only():
    names = [f"o{option}" for option in range(12)]
    election = pack(names, {(tuple(range(11)), (11,)): 1})
    assert schulze(election, terms=LISTED).order[-1] == 11
    with pytest.raises(DecisionError, match="tie too many options"):
        irv(election)


def test_the_lot_decides_where_no_round_differs():
    election = pack(NAMES, {strict(0): 2, strict(1): 2, strict(2): 2})
    for seed in map(str, range(12)):
        order = lot(NAMES, seed)
        found = irv(election, terms=RankedTerms(seed=seed))
        assert found.elected == (order.index(0),)
        assert found.rounds[0].moved == order.index(2)
        assert found.ties[0].options == (0, 1, 2)
    assert {irv(election, terms=RankedTerms(seed=str(seed))).elected for seed in range(12)} == {
        (0,), (1,), (2,)
    }  # fmt: skip


def test_of_equals_the_latest_round_in_which_they_differed_decides():
    """Round 1: third 5, fourth 4; round 2: 5 and 6; round 3: 7 and 7. So the third goes out."""
    names = ("first", "second", "third", "fourth", "strong")
    ballots = {
        strict(0, 3): 2, strict(1, 2): 2, strict(1, 3): 1,
        strict(2): 5, strict(3): 4, strict(4): 10,
    }  # fmt: skip
    found = irv(pack(names, ballots))
    assert [each.votes[2:4] for each in found.rounds[:3]] == [(5, 4), (5, 6), (7, 7)]
    assert [each.moved for each in found.rounds[:3]] == [0, 1, 2]
    assert found.ties == ()


def test_a_tie_by_points_is_told_when_it_matters():
    election = pack_points(NAMES, {((0, 2), (1, 2)): 1, ((2, 1),): 1})
    one = most_points(election, terms=RankedTerms(seed="x"))
    assert (one.ties[0].options, one.ties[0].mattered) == ((0, 1), True)
    two = most_points(election, terms=RankedTerms(2, seed="x"))
    assert (set(two.elected), two.ties) == ({0, 1}, ())
    assert [margin.votes for margin in two.margins] == [1]


def test_all_who_are_left_are_elected_when_there_are_seats_for_them():
    found = stv(pack(NAMES, {strict(0): 9}), terms=RankedTerms(3))
    assert sorted(found.elected) == [0, 1, 2]
    blank = stv(pack(NAMES, {(): 5}), terms=RankedTerms(1))
    assert len(blank.elected) == 1


def test_ranks_as_an_array_are_the_same_ballots():
    ranks = np.array([[2, 0, 1, 3], [1, 1, 0, 3], [0, 3, 2, 3]])
    found = pack_ranks(NAMES, ranks, np.array([4, 3, 2, 1]))
    ballots = {strict(2, 1, 0): 4, strict(0, 1): 3, strict(1, 0, 2): 2, (): 1}
    assert schulze(found).pairwise == schulze(pack(NAMES, ballots)).pairwise
    assert found.fingerprint() == pack(NAMES, ballots).fingerprint()
    alike = pack_ranks(NAMES, ranks, np.ones(4, int))
    assert schulze(alike, terms=LISTED).pairwise.preferred == ((0, 1, 2), (2, 0, 2), (1, 1, 0))


@pytest.mark.parametrize(
    ("ballots", "said"),
    [
        ({strict(0, 0): 1}, "twice"),
        ({strict(3): 1}, "not there"),
        ({strict(-1): 1}, "not there"),
        ({strict(0): -1}, "no fewer than zero"),
        ({}, "voters are expected"),
    ],
)
def test_ballots_that_cannot_be_counted_are_refused(ballots, said):
    with pytest.raises(DecisionError, match=said):
        pack(NAMES, ballots)


@pytest.mark.parametrize(
    ("ballots", "said"),
    [
        ({((0, 1), (0, 2)): 1}, "twice"),
        ({((3, 1),): 1}, "not there"),
        ({((0, -1),): 1}, "whole numbers from 0"),
        ({((0, 1),): -2}, "no fewer than zero"),
        ({}, "at least one voter"),
    ],
)
def test_points_that_cannot_be_counted_are_refused(ballots, said):
    with pytest.raises(DecisionError, match=said):
        pack_points(NAMES, ballots)


def test_seats_and_names_are_checked():
    for seats in (0, 4):
        with pytest.raises(DecisionError, match="one seat"):
            schulze(square(), terms=RankedTerms(seats))
    with pytest.raises(DecisionError, match="fills one seat"):
        irv(square(), terms=replace(LISTED, seats=2))
    with pytest.raises(DecisionError, match="same name"):
        packed(2, [], names=["a", "a"])
    with pytest.raises(DecisionError, match="ranks are expected"):
        pack_ranks(NAMES, np.zeros((2, 1), int), np.ones(1, int))
    with pytest.raises(DecisionError, match="a rank lies"):
        pack_ranks(NAMES, np.full((3, 1), 4), np.ones(1, int))
