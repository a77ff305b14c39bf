"""A file of ballots and what came out of it, as reports get them."""

from dataclasses import dataclass

from samenspel_analysis.decision.budget import (
    BudgetOutcome,
    EqualShares,
    Greedy,
    Terms,
    equal_shares,
    greedy,
)
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


def count_budget(
    file: BudgetFile, name: str, rule: Greedy | EqualShares, terms: Terms
) -> CountedBudget:
    """Count a vote on a budget by a rule."""
    count = (
        greedy(file.election, rule, terms=terms)
        if isinstance(rule, Greedy)
        else equal_shares(file.election, rule, terms=terms)
    )
    return CountedBudget(file, name, rule, terms, count)
