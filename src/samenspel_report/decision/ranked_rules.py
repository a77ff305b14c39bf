"""Which rules can count a file of ranked ballots or of points, and the one it is for."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenspel_analysis.decision.points import PointsElection, most_points, pack_points
from samenspel_analysis.decision.ranked import (
    Arithmetic,
    RankedElection,
    RankedOutcome,
    RankedTerms,
    borda,
    irv,
    schulze,
    stv,
)
from samenspel_report.ballots.ranked_file import PointsFile, RankedFile

SCHULZE, IRV, STV, BORDA = "schulze", "irv", "stv", "borda"
APPROVAL, SCORE, DOTS = "approval", "score", "dots"
ORDER_RULES, POINT_RULES = (SCHULZE, IRV, STV, BORDA), (APPROVAL, SCORE, DOTS)

Parameters = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class RankedRule:
    """A rule by name, with all that was fixed beforehand; `dots` is the most a ballot may give."""

    name: str
    terms: RankedTerms
    arithmetic: Arithmetic = Arithmetic.FIVE
    dots: int | None = None

    @property
    def parameters(self) -> Parameters:
        """What was fixed beforehand, as plain values."""
        own: Parameters = {"seats": self.terms.seats, "ties": self.terms.tie.value}
        if self.name == STV:
            return {**own, "arithmetic": self.arithmetic.value}
        return {**own, "dots": self.dots} if self.name == DOTS else own


@dataclass(frozen=True, slots=True)
class CountedRanked:
    """Ranked ballots or points, the rule, and what came out."""

    title: str
    election: RankedElection | PointsElection
    rule: RankedRule
    outcome: RankedOutcome


def default_rule(file: RankedFile | PointsFile) -> str:
    """Transferable votes where a file says how many are elected; else Schulze, or approval."""
    if isinstance(file, PointsFile):
        return APPROVAL
    return STV if file.seats else SCHULZE


def count_ranked(file: RankedFile | PointsFile, rule: RankedRule) -> CountedRanked:
    """Count a file by a rule that goes with it."""
    election = file.election
    if isinstance(election, RankedElection):
        return CountedRanked(file.title, election, rule, _by_order(election, rule))
    if isinstance(file, PointsFile) and rule.name == APPROVAL:
        election = _approved(election, max(len(file.categories) - 1, 1))
    outcome = most_points(election, terms=rule.terms)
    return CountedRanked(file.title, election, rule, outcome)


def _by_order(election: RankedElection, rule: RankedRule) -> RankedOutcome:
    if rule.name == STV:
        return stv(election, terms=rule.terms, arithmetic=rule.arithmetic)
    count = {SCHULZE: schulze, IRV: irv, BORDA: borda}[rule.name]
    return count(election, terms=rule.terms)


def _approved(election: PointsElection, highest: int) -> PointsElection:
    """Only the best category approves."""
    counted: dict[tuple[tuple[int, int], ...], int] = {}
    for ballot, weight in election.ballots.items():
        key = tuple((option, 1) for option, points in ballot if points == highest)
        counted[key] = counted.get(key, 0) + weight
    return pack_points(election.names, counted)
