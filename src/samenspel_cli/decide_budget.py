"""A vote on a budget: read it, and count it by the rule that the file or the options name."""

from pathlib import Path

from samenspel_cli.decide_options import Request, budget_rule, budget_terms
from samenspel_report.ballots import read_pabulib
from samenspel_report.decision.counted import CountedBudget, count_budget
from samenspel_report.i18n import Translator


def count(t: Translator, path: Path, request: Request) -> CountedBudget:
    """Read a file and count it."""
    file = read_pabulib(path)
    named = budget_rule(t, file, request)
    return count_budget(file, named.name, named.rule, budget_terms(t, file, request))
