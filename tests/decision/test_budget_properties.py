"""What must hold of every vote on a budget; reduced here, whole in `make test-all`."""

import os
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.decision.budget import (
    BudgetTie,
    EqualShares,
    Greedy,
    Reason,
    Terms,
    Utility,
    equal_shares,
    greedy,
)
from samenspel_analysis.decision.budget.claims import claims_of, touching
from samenspel_analysis.decision.budget.order import TieOrder, rivals
from samenspel_analysis.decision.budget.shares_batch import Runs
from samenspel_analysis.decision.budget.shares_exact import buy_exactly
from samenspel_analysis.decision.budget.shares_payments import paid_by, payments_of
from tests.decision.budgets import elections, packed, shares_by_trying

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
many = settings(max_examples=10_000 if FULL else 100)
pytestmark = pytest.mark.slow

UTILITIES = st.sampled_from(list(Utility))
SEED = 2  # of cases in which the bounds decide
LISTED = Terms(tie=BudgetTie.LISTED)


def claims(election, rule, terms=LISTED):
    return claims_of(
        election, rule, ties_go=TieOrder(election, terms), excluded=rivals(election, terms)
    )


def comparable(outcome, order=None):
    """An outcome with projects called by their number in another listing."""
    order = order or range(len(outcome.funded) + len(outcome.unfunded))
    return {order[p] for p in outcome.funded}, outcome.spent


def without_ties(outcome):
    return not any(tie.mattered for tie in outcome.ties)


@many
@given(elections(most_points=3), UTILITIES)
def test_equal_shares_is_what_trying_every_set_of_payers_gives(case, utility):
    costs, budget, ballots = case
    found = equal_shares(packed(*case), EqualShares(utility), terms=LISTED)
    bought, left = shares_by_trying(
        costs, Fraction(budget, len(ballots)), ballots, range(len(costs)), utility=utility.value
    )
    assert [(p.project, p.rate) for p in found.shares.purchases] == bought
    for each in found.unfunded:
        if each.reason is Reason.LACKED_MONEY:
            held = sum(
                left[v] for v, ballot in enumerate(ballots) if dict(ballot).get(each.project)
            )
            assert (each.held, each.lacked) == (held, costs[each.project] - held)


@many
@given(elections(most_points=3, voters=12), UTILITIES, st.integers(1, 4), st.integers(1, 20))
def test_many_runs_at_once_buy_what_slow_exact_counting_buys(case, utility, increment, count):
    election = packed(*case)
    held = claims(election, EqualShares(utility, Fraction(increment, 3)))
    totals = [held.total(step) for step in range(count)]
    runs = Runs(held, totals, touching=touching(held))
    for k, total in enumerate(totals):
        exactly = [each.project for each in buy_exactly(held, total)]
        if not runs.unsure[k]:
            assert set(np.flatnonzero(runs.bought[:, k])) == set(exactly)
    one = Runs(held, totals[:1])
    if not one.unsure[0]:
        exact = buy_exactly(held, totals[0])
        assert [(b.project, b.short.tolist(), b.tied) for b in one.order] == [
            (b.project, b.short.tolist(), b.tied) for b in exact
        ]


def test_with_few_bits_a_run_is_right_or_says_that_it_is_unsure():
    """Rounding is coarse here, so bounds decide; without them some of these runs are wrong."""
    coin, unsure = Random(SEED), 0  # noqa: S311 cases of a test
    for _ in range(300):
        count = coin.randint(2, 8)
        costs = [coin.randint(1, 30) for _ in range(count)]
        chosen = [
            coin.sample(range(count), coin.randint(0, count)) for _ in range(coin.randint(1, 20))
        ]
        ballots = [tuple((p, 1) for p in sorted(each)) for each in chosen]
        election = packed(costs, coin.randint(1, 80), ballots)
        held = claims(election, EqualShares(Utility.COUNT))
        runs = Runs(held, [held.money], bits=coin.randint(10, 14))
        unsure += int(runs.unsure[0])
        if not runs.unsure[0]:
            exactly = {each.project for each in buy_exactly(held, held.money)}
            assert set(np.flatnonzero(runs.bought[:, 0])) == exactly
    assert 0 < unsure < 100


@many
@given(elections(most_points=2, voters=10), UTILITIES)
def test_payments_add_up_and_nobody_pays_more_than_a_share(case, utility):
    election = packed(*case)
    held = claims(election, EqualShares(utility))
    bought = buy_exactly(held, held.money)
    payments = payments_of(held, bought, held.money)
    paid = [paid_by(payments, held, ballot) for ballot in range(len(election.weights))]
    for k, each in enumerate(bought):
        total = sum(int(w) * p[k] for w, p in zip(election.weights, paid, strict=True))
        assert total == election.cost(each.project)
    assert all(sum(p) <= election.budget / election.voters for p in paid)
    assert all(amount >= 0 for p in paid for amount in p)
    outcome = equal_shares(election, EqualShares(utility))
    assert outcome.spent <= outcome.budget


@many
@given(elections(voters=9), st.randoms(use_true_random=False), UTILITIES)
def test_the_order_of_voters_and_projects_does_not_count(case, random, utility):
    costs, budget, ballots = case
    names = [f"project {p}" for p in range(len(costs))]
    order = list(range(len(costs)))
    random.shuffle(order)
    random.shuffle(ballots)
    moved = [tuple(sorted((order.index(p), points) for p, points in b)) for b in ballots]
    again = packed([costs[p] for p in order], budget, moved, names=[names[p] for p in order])
    first = packed(costs, budget, case[2], names=names)
    for rule in (lambda e: equal_shares(e, EqualShares(utility)), greedy):
        assert comparable(rule(first)) == comparable(rule(again), order)


@many
@given(elections(voters=6), st.integers(2, 4), UTILITIES)
def test_more_of_the_same_voters_and_another_currency_change_nothing(case, times, utility):
    costs, budget, ballots = case
    rule = EqualShares(utility)
    found = comparable(equal_shares(packed(*case), rule, terms=LISTED))
    replicated = packed(costs, budget, ballots * times)
    assert comparable(equal_shares(replicated, rule, terms=LISTED)) == found
    assert comparable(greedy(replicated, terms=LISTED)) == comparable(
        greedy(packed(*case), terms=LISTED)
    )
    cents = packed([Fraction(cost, 7) for cost in costs], Fraction(budget, 7), ballots)
    funded, spent = comparable(equal_shares(cents, rule, terms=LISTED))
    assert (funded, spent * 7) == found


@many
@given(elections(voters=8))
def test_a_group_that_agrees_gets_what_its_share_can_pay(case):
    """Voters who support one project and nothing else, and can pay it, do not leave without."""
    costs, budget, ballots = case
    election = packed(*case)
    funded = set(equal_shares(election).funded)
    for project, cost in enumerate(costs):
        alone = sum(ballot == ((project, 1),) for ballot in ballots)
        if cost * len(ballots) <= alone * budget:
            assert project in funded


@many
@given(elections(most_points=3), st.integers(0, 4))
def test_no_project_that_is_passed_over_would_fit(case, threshold):
    election = packed(*case)
    found = greedy(election, Greedy(threshold=threshold))
    left = found.budget - found.spent
    assert left >= 0
    scores = election.scores
    for each in found.unfunded:
        if scores[each.project] >= max(threshold, 1):
            assert election.cost(each.project) > left


@many
@given(elections(voters=8), st.integers(1, 3))
def test_one_step_more_than_the_last_overspends_and_each_before_does_not(case, increment):
    costs, _, ballots = case
    election = packed(*case)
    found = equal_shares(election, EqualShares(increment=Fraction(increment)), terms=LISTED)

    def spent(step):
        share = election.budget / len(ballots) + step * increment
        bought, _ = shares_by_trying(costs, share, ballots, range(len(costs)))
        return sum(costs[p] for p, _ in bought)

    steps = found.shares.steps
    assert all(spent(step) <= election.budget for step in range(min(steps, 40) + 1))
    assert spent(steps) == found.spent
    if found.shares.next_cost is not None:
        assert spent(steps + 1) == found.shares.next_cost > election.budget
