"""The Method of Equal Shares, with what may follow it: more money, what is left, a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samenspel_analysis.decision.budget.ballots import BudgetElection
from samenspel_analysis.decision.budget.claims import Bought, Claims, claims_of, eligible, touching
from samenspel_analysis.decision.budget.compared import compared
from samenspel_analysis.decision.budget.greedy import NO_TERMS, spend_rest
from samenspel_analysis.decision.budget.order import TieOrder, rivals, tie_of
from samenspel_analysis.decision.budget.results import (
    BudgetOutcome,
    Ended,
    GreedyStep,
    Purchase,
    Reason,
    SharesTrace,
    Unfunded,
)
from samenspel_analysis.decision.budget.settings import Completion, EqualShares, Stop, Terms
from samenspel_analysis.decision.budget.shares_batch import BoolArray, Runs
from samenspel_analysis.decision.budget.shares_exact import buy_exactly
from samenspel_analysis.decision.budget.shares_payments import (
    Payments,
    held_for,
    payments_of,
    purchases_of,
)
from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ties import Tie

PLAIN = EqualShares()
MOST_STEPS = 100_000
RUNS_AT_ONCE, CELLS_AT_ONCE = 128, 2_000_000


@dataclass(frozen=True, slots=True)
class _Steps:
    """The step that counts, why it is the last, and what one more would have cost."""

    step: int
    ended: Ended
    next_cost: int | None = None


def equal_shares(
    election: BudgetElection, rule: EqualShares = PLAIN, *, terms: Terms = NO_TERMS
) -> BudgetOutcome:
    """Let voters with equal shares buy projects together; docs/methods/decision-budget.md."""
    if rule.increment is not None and rule.increment <= 0:
        raise DecisionError("an increment is above zero")
    ties_go, excluded = TieOrder(election, terms), rivals(election, terms)
    claims = claims_of(election, rule, ties_go=ties_go, excluded=excluded)
    steps = _last_step(claims, rule) if rule.increment else _Steps(0, Ended.NOT_ADDED)
    total = claims.total(steps.step)
    bought = bought_with(claims, total)
    payments = payments_of(claims, bought, total)
    trace = SharesTrace(
        share=payments.share / claims.scale,
        steps=steps.step,
        ended=steps.ended,
        next_cost=None if steps.next_cost is None else Fraction(steps.next_cost, claims.scale),
        purchases=purchases_of(claims, bought, payments),
        completed=(),
        comparison=None,
    )
    outcome = _outcome(election, rule, claims, payments, trace)
    return compared(election, rule, terms, outcome) if rule.compared else outcome


def bought_with(claims: Claims, total: int) -> tuple[Bought, ...]:
    """What is bought when voters hold `total` together, and who was short of it."""
    runs = Runs(claims, [total])
    return buy_exactly(claims, total) if runs.unsure[0] else tuple(runs.order)


def _last_step(claims: Claims, rule: EqualShares) -> _Steps:
    costs, before = np.array(claims.costs, dtype=object), 0
    for step, bought in _each_step(claims):
        spent = int(costs[bought].sum()) if bought.any() else 0
        if spent > claims.money:
            return _Steps(before, Ended.WOULD_OVERSPEND, spent)
        if not _could_be_bought(claims, bought).any():
            return _Steps(step, Ended.ALL_BOUGHT)
        if rule.stop is Stop.EXHAUSTIVE and _exhaustive(claims, bought, spent):
            return _Steps(step, Ended.EXHAUSTIVE)
        before = step
    raise DecisionError(f"after {MOST_STEPS} increments money is left; choose a larger increment")


def _each_step(claims: Claims) -> Iterator[tuple[int, BoolArray]]:
    """What is bought at each step in its turn: a few steps first, and more at once later on."""
    most = max(1, min(RUNS_AT_ONCE, CELLS_AT_ONCE // len(claims.weights)))
    step, count, near = 0, 1, touching(claims)
    while step < MOST_STEPS:
        totals = [claims.total(step + k) for k in range(count)]
        runs = Runs(claims, totals, touching=near)
        for k in range(count):
            if runs.unsure[k]:
                exactly = [each.project for each in buy_exactly(claims, totals[k])]
                runs.bought[:, k] = False
                runs.bought[exactly, k] = True
            yield step + k, runs.bought[:, k]
        step, count = step + count, min(2 * count, most)


def _could_be_bought(claims: Claims, bought: BoolArray) -> BoolArray:
    """Projects with a payer that are not bought and exclude nothing that is."""
    open_ones = ~bought & np.array([len(payers) > 0 for payers in claims.payers])
    for project in np.flatnonzero(bought).tolist():
        open_ones[list(claims.excluded[project])] = False
    found: BoolArray = open_ones
    return found


def _exhaustive(claims: Claims, bought: BoolArray, spent: int) -> bool:
    left = claims.money - spent
    still = np.flatnonzero(_could_be_bought(claims, bought)).tolist()
    return all(claims.costs[project] > left for project in still)


def _outcome(
    election: BudgetElection,
    rule: EqualShares,
    claims: Claims,
    payments: Payments,
    trace: SharesTrace,
) -> BudgetOutcome:
    funded = [purchase.project for purchase in trace.purchases]
    completed: tuple[GreedyStep, ...] = ()
    if rule.completion is Completion.GREEDY:
        completed = _completed(election, claims, funded)
        funded += [step.project for step in completed if step.funded]
    trace = SharesTrace(
        trace.share, trace.steps, trace.ended, trace.next_cost, trace.purchases, completed, None
    )
    chosen = set(funded)
    may = eligible(election, rule.eligibility)
    return BudgetOutcome(
        funded=tuple(funded),
        spent=sum((election.cost(project) for project in funded), Fraction(0)),
        budget=election.budget,
        unfunded=tuple(
            _unfunded(claims, payments, project, chosen, eligible=may[project])
            for project in range(len(election.costs))
            if project not in chosen
        ),
        ties=tuple(_tie(purchase, chosen) for purchase in trace.purchases if purchase.tied),
        seed=claims.ties_go.seed,
        shares=trace,
    )


def _tie(purchase: Purchase, funded: set[int]) -> Tie:
    others = (project for project in purchase.tied if project != purchase.project)
    return tie_of((purchase.project, *others), funded)


def _completed(
    election: BudgetElection, claims: Claims, funded: list[int]
) -> tuple[GreedyStep, ...]:
    rest = [p for p, payers in enumerate(claims.payers) if len(payers) and p not in funded]
    rest = claims.ties_go.by_score(rest, election.scores)
    left = election.money - sum(election.costs[project] for project in funded)
    return spend_rest(election, claims.excluded, rest, funded=funded, left=left)


def _unfunded(
    claims: Claims, payments: Payments, project: int, funded: set[int], *, eligible: bool
) -> Unfunded:
    if not eligible:
        return Unfunded(project, Reason.NOT_ELIGIBLE)
    if not len(claims.payers[project]):
        return Unfunded(project, Reason.NO_SUPPORT)
    rival = next((other for other in claims.excluded[project] if other in funded), None)
    if rival is not None:
        return Unfunded(project, Reason.CONFLICT, rival=rival)
    held = held_for(claims, payments, project)
    lacked = Fraction(claims.costs[project], claims.scale) - held
    return Unfunded(project, Reason.LACKED_MONEY, held, lacked)
