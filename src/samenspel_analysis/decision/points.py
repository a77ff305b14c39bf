"""Approvals, scores and dots: points added up, highest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ranked.results import RankedOutcome
from samenspel_analysis.decision.ranked.settings import RankedTerms
from samenspel_analysis.decision.ties import TieRule, fingerprint, places
from samenspel_analysis.decision.totals import by_totals

Ballot = tuple[tuple[int, int], ...]  # option and points; what is left out got none

MOST_POINTS = 1_000_000
PLAIN = RankedTerms()


@dataclass(frozen=True, slots=True)
class PointsElection:
    """Options, and how many voters gave each distinct ballot of points."""

    names: tuple[str, ...]
    ballots: Mapping[Ballot, int]

    @property
    def voters(self) -> int:
        """All voters, those with an empty ballot too."""
        return sum(self.ballots.values())

    @property
    def totals(self) -> tuple[int, ...]:
        """The points of each option."""
        found = [0] * len(self.names)
        for ballot, weight in self.ballots.items():
            for option, points in ballot:
                found[option] += points * weight
        return tuple(found)

    def fingerprint(self) -> str:
        """SHA-256 of options and ballots; the order in which they came does not count."""
        lines = []
        for ballot, weight in self.ballots.items():
            given = sorted(f"{self.names[option]}={points}" for option, points in ballot)
            lines.append(f"{weight}:{','.join(given)}")
        return fingerprint([*sorted(self.names), *sorted(lines)])


def pack_points(names: Sequence[str], ballots: Mapping[Ballot, int]) -> PointsElection:
    """Check ballots and count equal ones together; raises `DecisionError` on bad ones."""
    if not names or len(set(names)) < len(names):
        raise DecisionError("options with names of their own are expected, at least one")
    counted: dict[Ballot, int] = {}
    for ballot, weight in ballots.items():
        _check(ballot, weight, len(names))
        if weight:
            key = tuple(sorted(entry for entry in ballot if entry[1]))
            counted[key] = counted.get(key, 0) + weight
    if not counted:
        raise DecisionError("at least one voter is expected")
    return PointsElection(tuple(names), counted)


def most_points(election: PointsElection, *, terms: RankedTerms = PLAIN) -> RankedOutcome:
    """Add points up and choose the highest; an approval is one point."""
    if not 0 < terms.seats <= len(election.names):
        raise DecisionError("from one seat to as many as there are options are expected")
    drawn = terms.tie is TieRule.LOT
    seed = (terms.seed or election.fingerprint()) if drawn else None
    totals = tuple(Fraction(total) for total in election.totals)
    found = by_totals(totals, places(election.names, terms.tie, seed or ""), terms.seats)
    return RankedOutcome(
        elected=found.elected,
        order=found.order,
        ties=found.ties,
        margins=found.margins,
        seed=seed,
        totals=totals,
    )


def _check(ballot: Ballot, weight: int, options: int) -> None:
    chosen = [option for option, _ in ballot]
    if weight < 0:
        raise DecisionError("a ballot counts for no fewer than zero voters")
    if len(set(chosen)) < len(chosen):
        raise DecisionError("a ballot names an option twice")
    if chosen and not (min(chosen) >= 0 and max(chosen) < options):
        raise DecisionError("a ballot names an option that is not there")
    if any(not 0 <= points <= MOST_POINTS for _, points in ballot):
        raise DecisionError(f"points are whole numbers from 0 to {MOST_POINTS}")
