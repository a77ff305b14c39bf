"""A file of ballots and what came out of it, as reports get them."""

from dataclasses import dataclass

from samenspel_analysis.decision.budget import BudgetOutcome, EqualShares, Greedy, Terms
from samenspel_report.ballots import BudgetFile


@dataclass(frozen=True, slots=True)
class CountedBudget:
    """A vote on a budget, the rule as it was named, and its outcome."""

    file: BudgetFile
    rule_name: str
    rule: Greedy | EqualShares
    terms: Terms
    outcome: BudgetOutcome

    @property
    def as_selected(self) -> bool | None:
        """Whether the outcome is what the file says was funded, where it says so."""
        told = self.file.selected
        return None if not told else set(self.outcome.funded) == told

    @property
    def names(self) -> tuple[str, ...]:
        """The projects as the file numbers them."""
        return self.file.election.names


Json = dict[str, object]
