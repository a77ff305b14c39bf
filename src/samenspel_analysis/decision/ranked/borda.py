"""Points by place: one for each option that a ballot puts after, a half where it ties."""

from fractions import Fraction

from samenspel_analysis.decision.ranked.ballots import RankedElection
from samenspel_analysis.decision.ranked.pairwise import (
    PLAIN,
    as_matrix,
    condorcet_winner,
    preferred,
)
from samenspel_analysis.decision.ranked.results import PairwiseTrace, RankedOutcome
from samenspel_analysis.decision.ranked.settings import RankedTerms, tie_order
from samenspel_analysis.decision.totals import by_totals


def borda(election: RankedElection, *, terms: RankedTerms = PLAIN) -> RankedOutcome:
    """Most points by place; docs/methods/decision-ranked.md."""
    seed, places = tie_order(election, terms)
    votes = preferred(election)
    neither = election.voters - votes - votes.T
    others = len(votes) - 1
    doubled = (2 * votes + neither).sum(axis=1) - election.voters  # an option ties with itself
    totals = tuple(Fraction(int(points), 2) for points in doubled) if others else (Fraction(0),)
    found = by_totals(totals, places, terms.seats)
    return RankedOutcome(
        elected=found.elected,
        order=found.order,
        ties=found.ties,
        margins=found.margins,
        seed=seed,
        totals=totals,
        pairwise=PairwiseTrace(as_matrix(votes), condorcet_winner(votes)),
    )
