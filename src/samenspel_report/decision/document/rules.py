"""The rule of a document with its parameters, as they were fixed."""

from samenspel_analysis.decision.budget import (
    BudgetTie,
    Completion,
    EqualShares,
    Greedy,
    Stop,
    Terms,
    Utility,
)
from samenspel_analysis.decision.majority import (
    Basis,
    Chambers,
    MajorityRule,
    Quorum,
    Threshold,
)
from samenspel_analysis.decision.ranked import Arithmetic, RankedTerms
from samenspel_analysis.decision.ties import TieRule
from samenspel_report.decision.budget_rules import ADD_ONE, BUDGET_RULES, GREEDY, NamedRule
from samenspel_report.decision.document.values import Value
from samenspel_report.decision.ranked_rules import ORDER_RULES, POINT_RULES, RankedRule


def _seed(parameters: Value) -> str | None:
    seed = parameters.or_none("seed")
    return None if seed is None else seed.text()


def budget_rule(rule: Value) -> NamedRule:
    """Most points first, or equal shares."""
    name, told = rule["name"].one_of(BUDGET_RULES), rule["parameters"]
    if name == GREEDY:
        return NamedRule(name, Greedy(told["skip"].yes(), told["threshold"].whole()))
    stop = told.or_none("stop")
    return NamedRule(
        name,
        EqualShares(
            utility=Utility(told["utility"].one_of(tuple(Utility))),
            increment=told["increment"].exact() if name == ADD_ONE else None,
            stop=Stop.OVERSPEND if stop is None else Stop(stop.one_of(tuple(Stop))),
            completion=Completion(told["completion"].one_of(tuple(Completion))),
            compared=told["comparison"].yes(),
            eligibility=told["eligibility"].exact(),
        ),
    )


def budget_terms(rule: Value, names: tuple[str, ...]) -> Terms:
    """Conflicts and ties."""
    told = rule["parameters"]
    conflicts = []
    for group in told["conflicts"].each():
        conflicts.append(frozenset(names.index(each.one_of(names)) for each in group.each()))
    tie = BudgetTie(told["ties"].one_of(tuple(BudgetTie)))
    return Terms(tuple(conflicts), tie, _seed(told))


def ranked_rule(rule: Value, *, by_order: bool) -> RankedRule:
    """A rule for ranked ballots, or for points."""
    told, names = rule["parameters"], ORDER_RULES if by_order else POINT_RULES
    sort, dots = told.or_none("arithmetic"), told.or_none("dots")
    terms = RankedTerms(
        seats=told["seats"].whole(1),
        tie=TieRule(told["ties"].one_of(tuple(TieRule))),
        seed=_seed(told),
    )
    return RankedRule(
        name=rule["name"].one_of(names),
        terms=terms,
        arithmetic=Arithmetic.FIVE if sort is None else Arithmetic(sort.one_of(tuple(Arithmetic))),
        dots=None if dots is None else dots.whole(1),
    )


def majority_rule(rule: Value) -> MajorityRule:
    """A majority."""
    told, quorum = rule["parameters"], rule["parameters"].or_none("quorum")
    rule["name"].one_of(("majority",))
    return MajorityRule(
        threshold=Threshold(told["threshold"].exact(), told["more_than"].yes()),
        basis=Basis(told["basis"].one_of(tuple(Basis))),
        blanks_count=told["blanks_count"].yes(),
        quorum=None if quorum is None else Quorum(quorum.exact()),
        second_meeting=told["second_meeting"].yes(),
        chambers=Chambers(told["chambers"].one_of(tuple(Chambers))),
        shares={name: share.exact() for name, share in told["shares"].items()},
        organs=frozenset(each.text() for each in told["organs"].each()),
        organ_cap=told["organ_cap"].exact(),
    )
