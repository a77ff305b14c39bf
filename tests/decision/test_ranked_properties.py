"""What must hold of every ranked vote; reduced here, whole in `make test-all`."""

import os
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.decision import TieRule
from samenspel_analysis.decision.ranked import (
    Arithmetic,
    RankedTerms,
    borda,
    irv,
    schulze,
    stv,
)
from tests.decision.rankings import (
    elections,
    packed,
    paths_by_walking,
    preferred_one_by_one,
    ranks_of,
    transferred_one_by_one,
)

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
many = settings(max_examples=10_000 if FULL else 80)
pytestmark = pytest.mark.slow
LISTED = RankedTerms(tie=TieRule.LISTED)


@many
@given(elections(ties=False), st.integers(1, 3))
def test_transfers_are_those_of_ballots_one_by_one(case, seats):
    count, ballots = case
    seats = min(seats, count)
    terms = RankedTerms(seats, TieRule.LISTED)
    for arithmetic, decimals in ((Arithmetic.FIVE, 5), (Arithmetic.EXACT, None)):
        found = stv(packed(*case), terms=terms, arithmetic=arithmetic)
        assert list(found.elected) == transferred_one_by_one(
            count, ballots, range(count), seats=seats, decimals=decimals
        )


@many
@given(elections(ties=False))
def test_run_off_is_that_of_ballots_one_by_one(case):
    count, ballots = case
    slow = transferred_one_by_one(count, ballots, range(count), seats=1, majority=True)
    assert list(irv(packed(*case), terms=LISTED).elected) == slow


@many
@given(elections())
def test_chains_of_wins_are_the_strongest_of_all_chains(case):
    count, ballots = case
    pairwise = schulze(packed(*case)).pairwise
    assert [list(row) for row in pairwise.preferred] == preferred_one_by_one(count, ballots)
    assert [list(row) for row in pairwise.paths] == paths_by_walking(pairwise.preferred)


@many
@given(elections())
def test_who_wins_from_each_other_wins_and_nobody_outside_the_smallest_set_that_does(case):
    found = schulze(packed(*case))
    votes = found.pairwise.preferred
    if found.pairwise.condorcet is not None:
        assert found.elected == (found.pairwise.condorcet,)
    assert found.elected[0] in smith(votes)


def smith(votes):
    """The smallest set whose members each win from all outside it."""
    sets = []
    for inside in product((False, True), repeat=len(votes)):
        members = {option for option, yes in enumerate(inside) if yes}
        rest = set(range(len(votes))) - members
        if members and all(votes[a][b] > votes[b][a] for a in members for b in rest):
            sets.append(members)
    return min(sets, key=len)


@many
@given(elections(ties=False))
def test_the_only_winner_is_not_the_only_winner_of_all_ballots_turned_round(case):
    count, ballots = case
    whole = [(*ballot, *((o,) for o in range(count) if (o,) not in ballot)) for ballot in ballots]
    first = schulze(packed(count, whole))
    turned = schulze(packed(count, [tuple(reversed(ballot)) for ballot in whole]))
    if count > 1 and not first.ties and not turned.ties:
        assert first.elected != turned.elected


@many
@given(elections())
def test_points_by_place_are_those_of_each_ballot(case):
    count, ballots = case
    totals = [Fraction(0)] * count
    for ballot in ballots:
        ranks = ranks_of(count, ballot)
        for i in range(count):
            after = sum(ranks[i] < rank for rank in ranks)
            level = sum(ranks[i] == rank for rank in ranks) - 1
            totals[i] += after + Fraction(level, 2)
    assert list(borda(packed(*case)).totals) == totals


@many
@given(elections(voters=7), st.randoms(use_true_random=False), st.integers(2, 4))
def test_order_of_voters_and_options_and_more_of_the_same_change_nothing(case, random, times):
    count, ballots = case
    names = [f"option {option}" for option in range(count)]
    order = list(range(count))
    random.shuffle(order)
    moved = [tuple(tuple(sorted(order.index(o) for o in level)) for level in b) for b in ballots]
    random.shuffle(moved)
    first = packed(count, ballots, names=names)
    again = packed(count, moved, names=[names[option] for option in order])
    more = packed(count, ballots * times, names=names)
    seeded = RankedTerms(seed="drawn")
    for rule in (schulze, borda, irv, stv):
        found = rule(first, terms=seeded)
        assert [order[o] for o in rule(again, terms=seeded).elected] == list(found.elected)
        if rule is not stv:  # its quota is a whole number of votes more
            assert rule(more, terms=seeded).elected == found.elected


@many
@given(elections(), st.integers(1, 3))
def test_no_vote_is_lost_and_every_seat_is_filled(case, seats):
    count, ballots = case
    seats = min(seats, count)
    for arithmetic in Arithmetic:
        found = stv(packed(*case), terms=RankedTerms(seats), arithmetic=arithmetic)
        assert len(set(found.elected)) == seats
        for each in found.rounds:
            standing = sum((votes for votes in each.votes if votes is not None), Fraction(0))
            assert standing + each.exhausted + each.lost == len(ballots)
            assert (each.lost == 0) or arithmetic is Arithmetic.FIVE


@many
@given(elections(options=4, voters=9, ties=False), st.integers(1, 3))
def test_a_group_that_agrees_on_some_first_gets_its_seats(case, seats):
    """Droop proportionality: k quotas of voters with the same options on top elect k of them."""
    count, ballots = case
    seats = min(seats, count)
    found = stv(packed(*case), terms=RankedTerms(seats), arithmetic=Arithmetic.EXACT)
    for inside in product((False, True), repeat=count):
        group = {option for option, yes in enumerate(inside) if yes}
        solid = sum(
            len(ballot) >= len(group) > 0
            and {o for level in ballot[: len(group)] for o in level} == group
            for ballot in ballots
        )
        due = min(int(solid // found.quota), len(group))
        assert len(group & set(found.elected)) >= due
