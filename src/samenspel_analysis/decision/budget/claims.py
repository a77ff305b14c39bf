"""A vote on a budget as the Method of Equal Shares sees it: who would pay for what."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.decision.budget.ballots import BudgetElection, IntArray
from samenspel_analysis.decision.budget.order import TieOrder
from samenspel_analysis.decision.budget.settings import EqualShares, Utility


@dataclass(frozen=True, slots=True)
class Claims:
    """Projects that may be bought, all money whole in units of `1 / scale`.

    `payers[p]` are ballots, each for `weights` voters, `units[p]` what each gets from the project
    (one where all get the same). A project goes before another if `rate / divider` is lower.
    """

    costs: tuple[int, ...]
    dividers: tuple[int, ...]
    payers: tuple[IntArray, ...]
    units: tuple[IntArray, ...]
    weights: IntArray
    voters: int
    money: int
    increment: int
    scale: int
    ties_go: TieOrder
    excluded: tuple[tuple[int, ...], ...]

    def total(self, step: int) -> int:
        """What all voters hold together after so many increments."""
        return self.money + self.voters * self.increment * step


@dataclass(frozen=True, slots=True)
class Bought:
    """A project in its turn, the ballots that were short of its rate, and what it tied with."""

    project: int
    short: IntArray
    tied: tuple[int, ...] = ()


def eligible(election: BudgetElection, least: Fraction) -> tuple[bool, ...]:
    """Whether each project has a large enough part of the voters for its part of the budget."""
    need = [least * Fraction(cost, election.money) * election.voters for cost in election.costs]
    return tuple(count >= wanted for count, wanted in zip(election.votes, need, strict=True))


def claims_of(
    election: BudgetElection,
    rule: EqualShares,
    *,
    ties_go: TieOrder,
    excluded: tuple[tuple[int, ...], ...],
) -> Claims:
    """Claims on the money of an election by one rule."""
    step = (rule.increment or Fraction(0)) * election.scale
    finer = step.denominator
    may = eligible(election, rule.eligibility)
    none = np.zeros(0, np.int64)
    payers = tuple(election.supporters(p) if may[p] else none for p in range(len(may)))
    costs = tuple(cost * finer for cost in election.costs)
    return Claims(
        costs=costs,
        dividers=costs if rule.utility is Utility.COST else (1,) * len(costs),
        payers=payers,
        units=tuple(_units(election, p, rule.utility)[: len(payers[p])] for p in range(len(may))),
        weights=election.weights,
        voters=election.voters,
        money=election.money * finer,
        increment=int(step * finer),
        scale=election.scale * finer,
        ties_go=ties_go,
        excluded=excluded,
    )


def _units(election: BudgetElection, project: int, utility: Utility) -> IntArray:
    points = election.points_for(project)
    return points if utility is Utility.POINTS else np.ones_like(points)


def touching(claims: Claims) -> list[IntArray]:
    """For each project those with a payer in common, itself too."""
    shape = len(claims.payers), len(claims.weights)
    supports: NDArray[np.float32] = np.zeros(shape, np.float32)
    for project, given_by in enumerate(claims.payers):
        supports[project, given_by] = 1
    return [np.flatnonzero(row) for row in supports @ supports.T > 0]
