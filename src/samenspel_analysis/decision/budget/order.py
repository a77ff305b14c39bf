"""Which project goes first where ballots leave a tie, and which exclude each other."""

import numpy as np

from samenspel_analysis.decision.budget.ballots import BudgetElection, IntArray
from samenspel_analysis.decision.budget.settings import BudgetTie, Terms
from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ties import Tie, TieRule, places


def seed_of(election: BudgetElection, terms: Terms) -> str | None:
    """What the lot is drawn from; nothing where no lot is drawn."""
    if terms.last is not TieRule.LOT:
        return None
    return election.fingerprint() if terms.seed is None else terms.seed


def tie_places(election: BudgetElection, terms: Terms, seed: str | None) -> IntArray:
    """The place of each project when it ties, (projects,); 0 goes first."""
    last = np.array(places(election.names, terms.last, seed or ""), np.int64)
    if terms.tie in (BudgetTie.LOT, BudgetTie.LISTED):
        return last
    votes = terms.tie is BudgetTie.VOTES
    keys = [-count for count in election.votes] if votes else list(election.costs)
    order = sorted(range(len(keys)), key=lambda project: (keys[project], int(last[project])))
    ranked = np.empty(len(keys), np.int64)
    ranked[order] = np.arange(len(keys))
    return ranked


def rivals(election: BudgetElection, terms: Terms) -> tuple[tuple[int, ...], ...]:
    """For each project the others that it excludes."""
    found: list[set[int]] = [set() for _ in election.costs]
    for group in terms.conflicts:
        if any(not 0 <= project < len(found) for project in group):
            raise DecisionError("a conflict names a project that is not there")
        for project in group:
            found[project] |= set(group) - {project}
    return tuple(tuple(sorted(each)) for each in found)


def tie_of(in_order: tuple[int, ...], funded: set[int]) -> Tie:
    """A tie, and whether it mattered: only some of the tied projects are funded."""
    inside = sum(option in funded for option in in_order)
    return Tie(tuple(sorted(in_order)), in_order[0], mattered=0 < inside < len(in_order))
