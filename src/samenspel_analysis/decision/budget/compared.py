"""Whether voters get more of what they supported from equal shares or from most points first."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.decision.budget.ballots import BudgetElection
from samenspel_analysis.decision.budget.greedy import greedy
from samenspel_analysis.decision.budget.results import (
    BudgetOutcome,
    Comparison,
    Reason,
    SharesTrace,
    Unfunded,
)
from samenspel_analysis.decision.budget.settings import EqualShares, Greedy, Terms, Utility


def compared(
    election: BudgetElection, rule: EqualShares, terms: Terms, outcome: BudgetOutcome
) -> BudgetOutcome:
    """The outcome of equal shares, or the greedy one where more voters prefer that."""
    other = greedy(election, Greedy(), terms=terms)
    mine, theirs = (worth(election, each.funded, rule.utility) for each in (outcome, other))
    comparison = Comparison(
        prefer_shares=int(election.weights[mine > theirs].sum()),
        prefer_greedy=int(election.weights[theirs > mine].sum()),
        greedy=other.funded,
        took_greedy=bool(
            election.weights[theirs > mine].sum() > election.weights[mine > theirs].sum()
        ),
    )
    trace = outcome.shares and replace(outcome.shares, comparison=comparison)
    if not comparison.took_greedy:
        return replace(outcome, shares=trace)
    return _greedy_instead(other, outcome, trace)


def worth(
    election: BudgetElection, funded: tuple[int, ...], utility: Utility
) -> NDArray[np.object_]:
    """What each ballot gets from an outcome, (ballots,), in whole numbers."""
    gained = np.zeros(len(election.weights), object)
    for project in funded:
        each = {
            Utility.COST: election.costs[project],
            Utility.COUNT: 1,
            Utility.POINTS: election.points_for(project).astype(object),
        }
        gained[election.supporters(project)] += each[utility]
    return gained


def _greedy_instead(
    other: BudgetOutcome, outcome: BudgetOutcome, trace: SharesTrace | None
) -> BudgetOutcome:
    lost = [p for p in outcome.funded if p not in other.funded]
    known = {each.project: each for each in other.unfunded}
    return replace(
        other,
        unfunded=tuple(
            Unfunded(p, Reason.NOT_PREFERRED) if p in lost else each for p, each in known.items()
        ),
        shares=trace,
    )
