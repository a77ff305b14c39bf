"""A vote on a budget: read it, and count it by the rule that the file or the options name."""

from pathlib import Path

from samenspel_analysis.decision.budget import (
    BudgetOutcome,
    EqualShares,
    Greedy,
    Terms,
    equal_shares,
    greedy,
)
from samenspel_cli.decide_options import Request, budget_rule, budget_terms
from samenspel_report.ballots import BudgetFile, read_pabulib
from samenspel_report.decision.counted import CountedBudget
from samenspel_report.i18n import Translator


def count(t: Translator, path: Path, request: Request) -> CountedBudget:
    """Read a file and count it."""
    file = read_pabulib(path)
    named = budget_rule(t, file, request)
    terms = budget_terms(t, file, request)
    return CountedBudget(file, named.name, named.rule, terms, _outcome(file, named.rule, terms))


def _outcome(file: BudgetFile, rule: Greedy | EqualShares, terms: Terms) -> BudgetOutcome:
    if isinstance(rule, Greedy):
        return greedy(file.election, rule, terms=terms)
    return equal_shares(file.election, rule, terms=terms)
