"""A poll of Loomio: a proposal by majority, points, or an order; the rule says which."""

from pathlib import Path

from samenspel_cli import decide_majority, decide_ranked
from samenspel_cli.command import refuse
from samenspel_cli.decide_options import (
    BUDGET_OPTIONS,
    MAJORITY_OPTIONS,
    RANKED_OPTIONS,
    Request,
    only_for,
)
from samenspel_cli.options import choice_in
from samenspel_report.ballots.loomio import First, orders_of, proposal_of, read_loomio, voted
from samenspel_report.decision.majority_json import MAJORITY, CountedMajority
from samenspel_report.decision.ranked_rules import ORDER_RULES, POINT_RULES, CountedRanked
from samenspel_report.i18n import Translator, mark

RULES = (MAJORITY, *ORDER_RULES, *POINT_RULES)
FIRST_EXPECTED = mark(
    "--first is missing; say whether the first choice has the highest number (high, as in a ranked "
    "choice) or 1 (low)."
)


def count(t: Translator, path: Path, request: Request) -> CountedRanked | CountedMajority:
    """Read an export and count it."""
    poll = read_loomio(path)
    only_for(t, request, BUDGET_OPTIONS, path.name)
    if not request.rule and not poll.is_proposal:
        refuse(t, decide_ranked.RULE_EXPECTED, {"expected": ", ".join(RULES)})
    rule = choice_in(t, "--rule", request.rule or MAJORITY, RULES)
    if rule == MAJORITY:
        only_for(t, request, RANKED_OPTIONS | {"first": "--first"}, path.name)
        return decide_majority.counted(t, proposal_of(poll), request)
    only_for(t, request, MAJORITY_OPTIONS, path.name)
    if rule in POINT_RULES:
        only_for(t, request, {"first": "--first"}, path.name)
        return decide_ranked.counted(
            t, decide_ranked.points(t, voted(poll), rule, request), request
        )
    if not request.first:
        refuse(t, FIRST_EXPECTED)
    first = First(choice_in(t, "--first", request.first, tuple(First)))
    return decide_ranked.counted(t, orders_of(poll, first), request)
