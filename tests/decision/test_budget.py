from dataclasses import replace
from fractions import Fraction

import pytest

from samenspel_analysis.decision import DecisionError, lot
from samenspel_analysis.decision.budget import (
    BudgetTie,
    Completion,
    Ended,
    EqualShares,
    Greedy,
    Reason,
    Stop,
    Terms,
    Utility,
    equal_shares,
    greedy,
    pack,
)
from samenspel_analysis.decision.budget.results import Unfunded
from tests.decision.budgets import named, packed, street

ADD_ONE = EqualShares(increment=Fraction(1))


def test_the_worked_example_by_most_points_first():
    found = greedy(street())
    assert named(street(), found.funded) == ["garden", "party"]
    assert (found.spent, found.budget) == (490, 600)
    assert found.unfunded == (Unfunded(1, Reason.LACKED_MONEY, Fraction(110), Fraction(10)),)


def test_the_worked_example_by_equal_shares():
    found = equal_shares(street())
    assert named(street(), found.funded) == ["garden", "bench"]
    garden, bench = found.shares.purchases
    assert (garden.rate, garden.full_payers, garden.effective_votes) == (60, 4, 4)
    assert (bench.rate, bench.full_payers) == (80, 1)
    assert (bench.emptied, bench.emptied_paid) == (1, 40)
    assert bench.effective_votes == Fraction(3, 2)
    assert found.unfunded == (Unfunded(2, Reason.LACKED_MONEY, Fraction(160), Fraction(90)),)


def test_the_worked_example_with_a_growing_share():
    found = equal_shares(street(), ADD_ONE)
    assert named(street(), found.funded) == ["garden", "party"]
    shares = found.shares
    assert (shares.share, shares.steps, shares.ended) == (133, 33, Ended.WOULD_OVERSPEND)
    assert shares.next_cost == 610
    assert shares.purchases[1].rate == Fraction(177, 2)


def test_the_two_meanings_of_add1_differ_on_the_worked_example():
    """At the first share nothing more fits in 240; a count that stops there misses the party."""
    found = equal_shares(street(), replace(ADD_ONE, stop=Stop.EXHAUSTIVE))
    assert named(street(), found.funded) == ["garden", "bench"]
    assert (found.shares.steps, found.shares.ended) == (0, Ended.EXHAUSTIVE)


def test_one_step_less_is_not_the_last_that_can_be_paid():
    """A count that stops one step early or late is noticed: 34 buys all three, for 610."""
    assert equal_shares(street(budget=610), ADD_ONE).shares.ended is Ended.ALL_BOUGHT
    assert equal_shares(street(budget=609), ADD_ONE).shares.ended is Ended.WOULD_OVERSPEND


def test_first_project_that_does_not_fit_ends_it_unless_it_is_skipped():
    election = packed([5, 9, 4], 10, [((0, 1), (1, 1), (2, 1))] * 3 + [((0, 1),), ((1, 1),)] * 2)
    terms = Terms(tie=BudgetTie.LISTED)
    assert greedy(election, Greedy(), terms=terms).funded == (0, 2)
    stopped = greedy(election, Greedy(skip=False), terms=terms)
    assert stopped.funded == (0,)
    assert [each.reason for each in stopped.unfunded] == [Reason.LACKED_MONEY, Reason.AFTER_STOP]


def test_a_score_at_the_threshold_is_enough():
    election = packed([1, 1], 10, [((0, 1),), ((0, 1),), ((1, 1),)])
    found = greedy(election, Greedy(threshold=2))
    assert found.funded == (0,)
    assert found.unfunded == (Unfunded(1, Reason.BELOW_THRESHOLD),)
    assert greedy(election, Greedy(threshold=1)).funded == (0, 1)


def test_what_nobody_supports_is_not_funded():
    election = packed([1, 1], 10, [((0, 1),)])
    for found in (greedy(election), equal_shares(election)):
        assert found.unfunded == (Unfunded(1, Reason.NO_SUPPORT),)


@pytest.mark.parametrize(("utility", "first"), [(Utility.COST, 0), (Utility.COUNT, 1)])
def test_utility_says_which_goes_first(utility, first):
    """Three voters for 12, two for 6: a third of the cost each is more, four and three less."""
    election = packed([12, 6], 12, [((0, 1), (1, 1)), ((0, 1), (1, 1)), ((0, 1),)])
    assert equal_shares(election, EqualShares(utility)).funded[0] == first


def test_points_are_paid_for_by_the_point():
    election = packed([8], 12, [((0, 3),), ((0, 1),)])
    (bought,) = equal_shares(election, EqualShares(Utility.POINTS)).shares.purchases
    assert (bought.rate, bought.full_payers, bought.emptied) == (2, 2, 0)


def test_who_paid_a_share_to_the_last_cent_has_nothing_left_for_the_next():
    """Two of four pay their whole share of 1 for the first; one of them also wanted the second."""
    election = packed([2, 1], 4, [(), ((0, 1),), ((1, 1),), ((0, 1), (1, 1))])
    first, second = equal_shares(election, terms=Terms(tie=BudgetTie.LISTED)).shares.purchases
    assert (first.rate, first.full_payers, first.tied) == (1, 2, (0, 1))
    assert (second.rate, second.full_payers, second.emptied, second.penniless) == (1, 1, 0, 1)


def test_of_projects_that_exclude_each_other_one_is_funded():
    election = packed([2, 2, 2], 9, [((0, 1), (1, 1), (2, 1))] * 2 + [((1, 1),)])
    terms = Terms(conflicts=(frozenset({0, 1}),), tie=BudgetTie.LISTED)
    for found in (greedy(election, terms=terms), equal_shares(election, terms=terms)):
        assert set(found.funded) == {1, 2}
        assert found.unfunded == (Unfunded(0, Reason.CONFLICT, rival=1),)


def test_a_project_with_too_few_votes_for_its_cost_does_not_take_part():
    """Nine voters, a third of the part of the budget: 9 of 9 costs needs 3 of them, 4 needs 2."""
    election = packed([9, 4, 2], 9, [((0, 1),), ((0, 1),), ((1, 1),), ((2, 1),)] + [()] * 5)
    found = equal_shares(election, EqualShares(eligibility=Fraction(1, 3), increment=Fraction(1)))
    assert [each.reason for each in found.unfunded] == [Reason.NOT_ELIGIBLE] * 2
    assert found.funded == (2,)


def test_completion_spends_what_is_left_by_score():
    election = street()
    found = equal_shares(election, EqualShares(completion=Completion.GREEDY))
    assert named(election, found.funded) == ["garden", "bench"]
    assert [step.funded for step in found.shares.completed] == [False]
    richer = street(budget=720)
    found = equal_shares(richer, EqualShares(completion=Completion.GREEDY))
    assert named(richer, found.funded) == ["garden", "party", "bench"]
    assert [step.left for step in found.shares.completed] == [230]


def test_comparison_takes_what_more_voters_prefer():
    """Party instead of bench: A and F gain, E gains 130, D loses."""
    found = equal_shares(street(), EqualShares(compared=True))
    compared = found.shares.comparison
    assert (compared.prefer_shares, compared.prefer_greedy, compared.took_greedy) == (1, 3, True)
    assert named(street(), found.funded) == ["garden", "party"]
    assert found.unfunded == (Unfunded(1, Reason.NOT_PREFERRED),)
    kept = equal_shares(
        street(), EqualShares(increment=Fraction(1), compared=True)
    ).shares.comparison
    assert (kept.prefer_shares, kept.prefer_greedy, kept.took_greedy) == (0, 0, False)


def test_a_tie_is_drawn_from_names_and_not_toward_the_lower_number():
    """Seed 3 puts the last first; a count that prefers the lower number would miss it."""
    election = packed([6, 6, 6], 6, [((0, 1), (1, 1), (2, 1))], names=["ash", "beech", "oak"])
    seeds = {lot(election.names, str(seed)).index(0): str(seed) for seed in range(20)}
    assert set(seeds) == {0, 1, 2}
    for first, seed in seeds.items():
        for found in (
            greedy(election, terms=Terms(seed=seed)),
            equal_shares(election, terms=Terms(seed=seed)),
        ):
            assert found.funded == (first,)
            (tie,) = found.ties
            assert (tie.options, tie.first, tie.mattered) == ((0, 1, 2), first, True)


def test_a_lot_is_the_order_that_sha256sum_gives():
    """printf 'card 2\\nash' | sha256sum begins with b458ff; beech with 2768e4, oak with 8c17e4."""
    assert lot(["ash", "beech", "oak"], "card 2") == (2, 0, 1)


@pytest.mark.parametrize(("tie", "first"), [(BudgetTie.VOTES, 1), (BudgetTie.CHEAPEST, 0)])
def test_a_tie_may_go_to_more_votes_or_to_the_cheapest(tie, first):
    """One voter for a cost of 2 and two for 4: two for each supporter either way."""
    election = packed([2, 4], 12, [((0, 1),), ((1, 1),), ((1, 1),)])
    rule = EqualShares(Utility.COUNT)
    assert equal_shares(election, rule, terms=Terms(tie=tie)).funded[0] == first


@pytest.mark.parametrize("cost", [3, 6, 7, 12, 14])
def test_equal_rates_are_equal_though_rounding_makes_one_smaller(cost):
    """Five payers each pay a fifth of the cost; rounded, (cost / 5) / cost is less than 1 / 5."""
    assert (cost / 5) / cost < 1 / 5
    election = packed([5, cost], max(5, cost), [((0, 1), (1, 1))] * 5)
    found = equal_shares(election, terms=Terms(tie=BudgetTie.LISTED))
    assert found.shares.purchases[0].tied == (0, 1)
    assert found.funded == (0,)


@pytest.mark.parametrize(
    ("names", "costs", "budget", "ballots", "said"),
    [
        (["a", "a"], [1, 1], 1, {((0, 1),): 1}, "same name"),
        (["a"], [0], 1, {((0, 1),): 1}, "above zero"),
        (["a"], [1], 0, {((0, 1),): 1}, "above zero"),
        (["a"], [1], 1, {((1, 1),): 1}, "not there"),
        (["a"], [1], 1, {((0, 1), (0, 1)): 1}, "twice"),
        (["a"], [1], 1, {((0, -1),): 1}, "whole numbers from 0"),
        (["a"], [1], 1, {((0, 1),): -1}, "no fewer than zero"),
        (["a"], [1], 1, {}, "voters are expected"),
        ([], [], 1, {(): 1}, "at least one"),
    ],
)
def test_what_cannot_be_counted_is_refused(names, costs, budget, ballots, said):
    with pytest.raises(DecisionError, match=said):
        pack(names, costs, budget, ballots)


def test_amounts_too_large_for_64_bits_are_counted_all_the_same():
    """Money that needs 72 bits; the party costs a millionth more than what is left for it."""
    large = 10**15
    ballots = {((0, 1),): 2, ((0, 1), (1, 1)): 1, ((1, 1),): 1}
    left = Fraction(5 * large, 3)
    costs = [large, left + Fraction(1, 10**6)]
    found = equal_shares(pack(["bench", "party"], costs, 4 * large, ballots))
    assert found.funded == (0,)
    assert found.unfunded == (Unfunded(1, Reason.LACKED_MONEY, left, Fraction(1, 10**6)),)


@pytest.mark.slow
def test_so_small_an_increment_that_it_never_ends_is_refused():
    election = pack(["a", "b"], [5, 10**9], 10**9, {((0, 1),): 9, ((1, 1),): 1})
    with pytest.raises(DecisionError, match="choose a larger increment"):
        equal_shares(election, EqualShares(increment=Fraction(1, 1000)))


def test_an_increment_is_above_zero():
    with pytest.raises(DecisionError, match="above zero"):
        equal_shares(street(), EqualShares(increment=Fraction(-1)))
