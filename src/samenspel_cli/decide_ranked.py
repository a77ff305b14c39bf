"""Ranked ballots and points: read them, and choose the rule that the options ask for."""

from pathlib import Path

from samenspel_analysis.decision.ranked import Arithmetic, RankedTerms
from samenspel_analysis.decision.ties import TieRule
from samenspel_cli.command import refuse
from samenspel_cli.decide_options import NOT_WITH_RULE, Request
from samenspel_cli.options import choice_in, whole_number_in
from samenspel_report.ballots.blt import is_ward, read_blt, read_ward
from samenspel_report.ballots.preflib import CATEGORIES, ORDERS, read_categories, read_orders
from samenspel_report.ballots.ranked_file import PointsFile, RankedFile
from samenspel_report.ballots.table import BallotTable, points_table, ranked_table, read_table
from samenspel_report.decision.ranked_rules import (
    APPROVAL,
    DOTS,
    IRV,
    ORDER_RULES,
    POINT_RULES,
    STV,
    CountedRanked,
    RankedRule,
    count_ranked,
    default_rule,
)
from samenspel_report.i18n import Translator, mark

BLT, CSV = ".blt", ".csv"
ENDINGS = (*ORDERS, CATEGORIES, BLT, CSV)
MOST_DOTS = 1_000_000
SEATS_EXPECTED = mark("--seats is missing; the rule %(value)s needs to know how many are elected.")
RULE_EXPECTED = mark("--rule is missing; a table of ballots needs one of: %(expected)s.")


def count(t: Translator, path: Path, request: Request) -> CountedRanked:
    """Read a file and count it."""
    return counted(t, _read(t, path, request), request)


def counted(t: Translator, file: RankedFile | PointsFile, request: Request) -> CountedRanked:
    """Count ballots that were read."""
    name = choice_in(t, "--rule", request.rule or default_rule(file), _rules(file))
    return count_ranked(file, _rule(t, name, file, request))


def _rules(file: RankedFile | PointsFile) -> tuple[str, ...]:
    if isinstance(file, RankedFile):
        return ORDER_RULES
    return POINT_RULES[:2] if file.categories else POINT_RULES


def _read(t: Translator, path: Path, request: Request) -> RankedFile | PointsFile:
    ending = path.name.lower().removesuffix(".gz")
    if ending.endswith(ORDERS):
        return read_orders(path)
    if ending.endswith(CATEGORIES):
        return read_categories(path)
    if ending.endswith(BLT):
        return read_blt(path)
    return read_ward(path) if is_ward(path) else _table(t, path, request)


def _table(t: Translator, path: Path, request: Request) -> RankedFile | PointsFile:
    rules = (*ORDER_RULES, *POINT_RULES)
    if not request.rule:
        refuse(t, RULE_EXPECTED, {"expected": ", ".join(rules)})
    rule, table = choice_in(t, "--rule", request.rule, rules), read_table(path)
    if rule in ORDER_RULES:
        return ranked_table(table)
    return points(t, table, rule, request)


def points(t: Translator, table: BallotTable, rule: str, request: Request) -> PointsFile:
    """A table of approvals or points, as the rule reads it."""
    most = _dots(t, request) if rule == DOTS else None
    return points_table(table, approvals=rule == APPROVAL, most=most)


def _dots(t: Translator, request: Request) -> int | None:
    return whole_number_in(t, "--dots", request.dots, 1, MOST_DOTS) if request.dots else None


def _rule(t: Translator, name: str, file: RankedFile | PointsFile, request: Request) -> RankedRule:
    for option, given, rules in (
        ("--arithmetic", request.arithmetic, (STV,)),
        ("--dots", request.dots, (DOTS,)),
    ):
        if given and name not in rules:
            refuse(t, NOT_WITH_RULE, {"option": option, "value": name})
    terms = RankedTerms(
        seats=_seats(t, name, file, request),
        tie=TieRule(choice_in(t, "--ties", request.ties, tuple(TieRule))),
        seed=request.seed or None,
    )
    sort = choice_in(t, "--arithmetic", request.arithmetic or "5", tuple(Arithmetic))
    return RankedRule(name, terms, Arithmetic(sort), _dots(t, request))


def _seats(t: Translator, name: str, file: RankedFile | PointsFile, request: Request) -> int:
    if request.seats:
        most = 1 if name == IRV else len(file.election.names)
        return whole_number_in(t, "--seats", request.seats, 1, most)
    told = file.seats if isinstance(file, RankedFile) else None
    if name == STV and told is None:
        refuse(t, SEATS_EXPECTED, {"value": name})
    return told if told and name != IRV else 1
