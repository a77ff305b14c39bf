"""From a file of ballots to an outcome, on the screen or as JSON."""

import json
from dataclasses import dataclass
from pathlib import Path

from typer import echo

from samenspel_analysis.decision import DecisionError
from samenspel_analysis.decision.budget import EqualShares, Greedy, Terms, equal_shares, greedy
from samenspel_cli.command import Refused, refuse
from samenspel_cli.decide_options import budget_rule, budget_terms
from samenspel_report.ballots import BallotFault, BallotFileError, BudgetFile, read_pabulib
from samenspel_report.decision.counted import CountedBudget
from samenspel_report.i18n import Translator, mark

KINDS = (".pb", ".pb.gz")
CANNOT_COUNT = mark("This cannot be counted: %(reason)s.")


@dataclass(frozen=True, slots=True)
class Request:
    """The options as they were written."""

    file: str
    rule: str
    utility: str
    increment: str
    stop: str
    completion: str
    comparison: bool
    eligibility: str
    threshold: str
    no_skip: bool
    conflicts: tuple[str, ...]
    ties: str
    seed: str
    as_json: bool
    trace: bool


def run(t: Translator, request: Request) -> None:
    """Count a file and say what came out."""
    counted = _counted(t, request)
    if request.as_json:
        from samenspel_report.decision.budget_json import budget_to_json

        echo(json.dumps(budget_to_json(counted), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        from samenspel_cli.decide_summary import print_budget

        print_budget(t, counted, trace=request.trace)


def _counted(t: Translator, request: Request) -> CountedBudget:
    file = _read(t, Path(request.file))
    named = budget_rule(t, file, request)
    terms = budget_terms(t, file, request)
    try:
        outcome = _outcome(file, named.rule, terms)
    except DecisionError as fault:
        refuse(t, CANNOT_COUNT, {"reason": fault})
    return CountedBudget(file, named.name, named.rule, terms, outcome)


def _outcome(file: BudgetFile, rule: Greedy | EqualShares, terms: Terms):  # type: ignore[no-untyped-def]
    if isinstance(rule, Greedy):
        return greedy(file.election, rule, terms=terms)
    return equal_shares(file.election, rule, terms=terms)


def _read(t: Translator, path: Path) -> BudgetFile:
    try:
        if not path.name.lower().endswith(KINDS) and path.is_file():
            raise BallotFileError(BallotFault.UNKNOWN_KIND, path.name, expected=", ".join(KINDS))
        return read_pabulib(path)
    except BallotFileError as fault:
        raise Refused(fault.sentence(t.language)) from None
