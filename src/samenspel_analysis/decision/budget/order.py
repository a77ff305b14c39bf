"""Which project goes first where ballots leave a tie, and which exclude each other."""

from collections.abc import Iterable, Sequence

from samenspel_analysis.decision.budget.ballots import BudgetElection
from samenspel_analysis.decision.budget.settings import BudgetTie, Terms
from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ties import Tie, TieRule, places


class TieOrder:
    """Who goes first of equals; a lot is drawn only when there are any."""

    def __init__(self, election: BudgetElection, terms: Terms) -> None:
        self._election, self._terms = election, terms
        self._places: tuple[int, ...] | None = None
        self.seed = terms.seed if terms.last is TieRule.LOT else None

    def place(self, project: int) -> int:
        """The place of a project among equals; 0 goes first."""
        if self._places is None:
            self._places = self._drawn()
        return self._places[project]

    def first_of(self, tied: Iterable[int]) -> int:
        """The one of these that goes first."""
        equals = tuple(tied)
        return min(equals, key=self.place) if len(equals) > 1 else equals[0]

    def by_score(self, projects: Iterable[int], scores: Sequence[int]) -> list[int]:
        """Projects by falling score."""
        listed = list(projects)
        if len({scores[project] for project in listed}) == len(listed):
            return sorted(listed, key=lambda project: -scores[project])
        return sorted(listed, key=lambda project: (-scores[project], self.place(project)))

    def _drawn(self) -> tuple[int, ...]:
        election, terms = self._election, self._terms
        if terms.last is TieRule.LOT and self.seed is None:
            self.seed = election.fingerprint()
        last = places(election.names, terms.last, self.seed or "")
        if terms.tie in (BudgetTie.LOT, BudgetTie.LISTED):
            return last
        votes = terms.tie is BudgetTie.VOTES
        keys = [-count for count in election.votes] if votes else list(election.costs)
        order = sorted(range(len(keys)), key=lambda project: (keys[project], last[project]))
        return tuple(order.index(project) for project in range(len(keys)))


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
