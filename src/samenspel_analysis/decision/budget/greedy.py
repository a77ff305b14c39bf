"""Most points first, for as long as the money lasts."""

from fractions import Fraction
from itertools import groupby

from samenspel_analysis.decision.budget.ballots import BudgetElection
from samenspel_analysis.decision.budget.order import TieOrder, rivals, tie_of
from samenspel_analysis.decision.budget.results import (
    BudgetOutcome,
    GreedyStep,
    Reason,
    Unfunded,
)
from samenspel_analysis.decision.budget.settings import Greedy, Terms

NO_TERMS, SKIPPING = Terms(), Greedy()


def greedy(
    election: BudgetElection, rule: Greedy = SKIPPING, *, terms: Terms = NO_TERMS
) -> BudgetOutcome:
    """Fund projects by falling score; docs/methods/decision-budget.md."""
    scores, ties_go = election.scores, TieOrder(election, terms)
    order = ties_go.by_score(range(len(scores)), scores)
    spree = _Spree(election, rivals(election, terms), election.money)
    for project in order:
        if reason := _outside(scores[project], rule):
            spree.unfunded.append(Unfunded(project, reason))
        else:
            spree.take(project, scores[project], skip=rule.skip)
    groups = [tuple(group) for _, group in groupby(order, key=lambda p: scores[p])]
    funded = set(spree.funded)
    ties = [tie_of(group, funded) for group in groups if len(group) > 1]
    return BudgetOutcome(
        funded=tuple(spree.funded),
        spent=Fraction(election.money - spree.left, election.scale),
        budget=election.budget,
        unfunded=tuple(spree.unfunded),
        ties=tuple(tie for tie in ties if scores[tie.first] >= max(rule.threshold, 1)),
        seed=ties_go.seed,
        greedy_steps=tuple(spree.steps),
    )


def _outside(score: int, rule: Greedy) -> Reason | None:
    if score == 0:
        return Reason.NO_SUPPORT
    return Reason.BELOW_THRESHOLD if score < rule.threshold else None


class _Spree:
    """Money that goes out, and what it went to."""

    def __init__(
        self, election: BudgetElection, excluded: tuple[tuple[int, ...], ...], left: int
    ) -> None:
        self.election, self.excluded, self.left = election, excluded, left
        self.funded: list[int] = []
        self.steps: list[GreedyStep] = []
        self.unfunded: list[Unfunded] = []
        self.stopped = False

    def take(self, project: int, score: int, *, skip: bool) -> None:
        """Fund a project in its turn, or write down why not."""
        rival = next((p for p in self.excluded[project] if p in self.funded), None)
        cost, left = self.election.costs[project], self.left
        fits = not self.stopped and rival is None and cost <= left
        scale = self.election.scale
        if rival is not None:
            self.unfunded.append(Unfunded(project, Reason.CONFLICT, rival=rival))
        elif self.stopped:
            self.unfunded.append(Unfunded(project, Reason.AFTER_STOP))
        elif not fits:
            held, lacked = Fraction(left, scale), Fraction(cost - left, scale)
            self.unfunded.append(Unfunded(project, Reason.LACKED_MONEY, held, lacked))
            self.stopped = not skip
        else:
            self.funded.append(project)
            self.left -= cost
        self.steps.append(GreedyStep(project, score, Fraction(left, scale), fits))


def spend_rest(
    election: BudgetElection,
    excluded: tuple[tuple[int, ...], ...],
    order: list[int],
    *,
    funded: list[int],
    left: int,
) -> tuple[GreedyStep, ...]:
    """Fund what still fits, in this order, beside what is funded already."""
    scores = election.scores
    spree = _Spree(election, excluded, left)
    spree.funded = list(funded)
    for project in order:
        spree.take(project, scores[project], skip=True)
    return tuple(spree.steps)
