"""Votes on a budget: most points first, and equal shares for every voter."""

from samenspel_analysis.decision.budget.ballots import Ballot, BudgetElection, pack
from samenspel_analysis.decision.budget.greedy import greedy
from samenspel_analysis.decision.budget.results import BudgetOutcome, Ended, Reason
from samenspel_analysis.decision.budget.settings import (
    BudgetTie,
    Completion,
    EqualShares,
    Greedy,
    Stop,
    Terms,
    Utility,
)
from samenspel_analysis.decision.budget.shares import equal_shares

__all__ = [
    "Ballot",
    "BudgetElection",
    "BudgetOutcome",
    "BudgetTie",
    "Completion",
    "Ended",
    "EqualShares",
    "Greedy",
    "Reason",
    "Stop",
    "Terms",
    "Utility",
    "equal_shares",
    "greedy",
    "pack",
]
