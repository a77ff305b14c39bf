"""A vote on a proposal: read it, and count it by the majority that the options ask for."""

from fractions import Fraction
from pathlib import Path

from samenspel_analysis.decision.majority import (
    Basis,
    Chambers,
    MajorityRule,
    Quorum,
    Threshold,
    majority,
)
from samenspel_cli.command import refuse
from samenspel_cli.decide_options import Request, part_in
from samenspel_cli.options import PAIR_EXPECTED, choice_in, whole_number_in
from samenspel_report.ballots.proposal import ProposalFile, read_proposal
from samenspel_report.decision.majority_json import MAJORITY, CountedMajority
from samenspel_report.i18n import Translator

MOST_UNITS, MOST_PROXIES = 1_000_000_000, 1_000_000
HALF = Fraction(1, 2)


def count(t: Translator, path: Path, request: Request) -> CountedMajority:
    """Read a table of votes and count it."""
    choice_in(t, "--rule", request.rule or MAJORITY, (MAJORITY,))
    file = read_proposal(
        path,
        unit_cap=_number(t, "--unit-cap", request.unit_cap, 1, MOST_UNITS),
        most_proxies=_number(t, "--most-proxies", request.most_proxies, 0, MOST_PROXIES),
    )
    return counted(t, file, request)


def counted(t: Translator, file: ProposalFile, request: Request) -> CountedMajority:
    """Count votes that were read."""
    rule = _rule(t, request)
    return CountedMajority(file, rule, majority(file.votes, rule))


def _number(t: Translator, option: str, text: str, low: int, high: int) -> int | None:
    return whole_number_in(t, option, text, low, high) if text else None


def _rule(t: Translator, request: Request) -> MajorityRule:
    part = part_in(t, "--majority", request.majority) if request.majority else HALF
    shares = dict(_share(t, text) for text in request.shares)
    chambers = Chambers.SHARES if shares else Chambers.TOGETHER
    if request.chambers:
        chambers = Chambers(choice_in(t, "--chambers", request.chambers, tuple(Chambers)))
    return MajorityRule(
        threshold=Threshold(part, strict=part == HALF or request.more_than),
        basis=Basis(choice_in(t, "--basis", request.basis or Basis.CAST.value, tuple(Basis))),
        blanks_count=request.blanks_count,
        quorum=Quorum(part_in(t, "--quorum", request.quorum)) if request.quorum else None,
        second_meeting=request.second_meeting,
        chambers=chambers,
        shares=shares,
        organs=frozenset(request.organs),
    )


def _share(t: Translator, text: str) -> tuple[str, Fraction]:
    name, equals, part = text.rpartition("=")
    if not equals or not name.strip():
        details = {"option": "--share", "value": text, "expected": "members=2/5"}
        refuse(t, PAIR_EXPECTED, details)
    return name.strip(), part_in(t, "--share", part)
