"""A choice among several, or a budget: ballots to the count, and the count to what a page shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samenspel.decisions.choices import Form, Method
from samenspel.decisions.models import Decision, DecisionOption, Elector
from samenspel_analysis.decision.budget import pack as pack_budget
from samenspel_analysis.decision.points import pack_points
from samenspel_analysis.decision.ranked import RankedTerms, pack
from samenspel_report.ballots import BudgetFile
from samenspel_report.ballots.pabulib_votes import Kind
from samenspel_report.ballots.ranked_file import Format, PointsFile, RankedFile
from samenspel_report.decision.budget_rules import NamedRule
from samenspel_report.decision.budget_rules import rule_of as budget_rule_of
from samenspel_report.decision.counted import count_budget
from samenspel_report.decision.document import document_of
from samenspel_report.decision.document.rules import budget_rule, budget_terms, ranked_rule
from samenspel_report.decision.document.values import Value
from samenspel_report.decision.document.writing import FORMAT, FORMAT_VERSION, Counted
from samenspel_report.decision.ranked_rules import RankedRule, count_ranked

from .box import weight_in

HIGHEST = 5  # points that a score gives at most
Json = dict[str, object]
Ranking = tuple[tuple[int, ...], ...]
Given = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """A ballot among several: places of options in order, level by level, or points for each."""

    ranking: Ranking = ()
    points: Mapping[int, int] = field(default_factory=dict)


def most_points_for(decision: Decision) -> int:
    """How much a ballot may give one option."""
    return {Form.SCORE.value: HIGHEST, Form.DOTS.value: decision.dots}.get(decision.form, 1)


def fault_in(decision: Decision, picked: Picked) -> str:
    """What is wrong with a ballot, in a sentence; nothing if it can be counted."""
    there = {each.place for each in decision.options.all()}
    ranked = [place for level in picked.ranking for place in level]
    if not (set(ranked) <= there and set(picked.points) <= there):
        return _("This vote names something that is not there to choose from.")
    if len(set(ranked)) < len(ranked):
        return _("This vote names something twice.")
    if any(not 0 <= points <= most_points_for(decision) for points in picked.points.values()):
        return _("This vote gives one of them more than it may.")
    if decision.form == Form.DOTS and sum(picked.points.values()) > decision.dots:
        return _("You divided more dots than you have: %(dots)s.") % {"dots": decision.dots}
    return ""


def stored(decision: Decision, picked: Picked) -> Json:
    """A ballot as it is kept."""
    if decision.form == Form.RANKING:
        return {"ranking": [list(level) for level in picked.ranking if level]}
    return {"points": {str(place): n for place, n in sorted(picked.points.items()) if n}}


def said_in(kept: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """What was picked, in words."""
    if "ranking" in kept:
        levels = (" = ".join(names[place] for place in level) for level in kept["ranking"])
        return " > ".join(levels)
    given = {names[int(place)]: points for place, points in kept["points"].items()}
    if all(points == 1 for points in given.values()):
        return ", ".join(given)
    return ", ".join(f"{name}: {points}" for name, points in given.items())


def choosing_rule_of(decision: Decision) -> Json:
    """The rule with every parameter, to be kept when the vote opens; lots are drawn by ballots."""
    counted = _counted(decision, list(decision.options.order_by("place")), {(): 1}, None)
    rule = Value("", "", document_of(counted))["rule"]
    parameters = {**rule["parameters"].whole_object(), "seed": None}
    return {**rule.whole_object(), "parameters": parameters}


def count_choice(decision: Decision, picked: Iterable[tuple[Json, int]]) -> Json:
    """Count ballots, each with its number of votes, by the rule that was kept.

    Without a ballot nothing can be counted: the document then holds the question alone.
    """
    options = list(decision.options.order_by("place"))
    ballots: Counter[Ranking | Given] = Counter()
    for each, votes in picked:
        ballots[_key(each)] += votes
    if not ballots.total():
        return _nothing(decision, options)
    return document_of(_counted(decision, options, ballots, Value("", "rule", decision.rule)))


def ballots_of(decision: Decision, electors: Sequence[Elector]) -> list[tuple[Json, int]]:
    """What was picked, with the votes of who picked it."""
    if decision.is_boxed:
        weight = weight_in(electors)
        return [(each.picked or {}, weight) for each in decision.box.all()]
    cast = [each for each in electors if hasattr(each, "ballot") and each.may_vote]
    return [(each.ballot.picked or {}, each.votes) for each in cast]


def _key(kept: Json) -> Ranking | Given:
    """The ballot by the numbers of options from 0, as the count wants it."""
    told = Value("", "ballot", kept)
    ranking = told.or_none("ranking")
    if ranking is not None:
        levels = ([place.whole(1) - 1 for place in level.each()] for level in ranking.each())
        return tuple(tuple(level) for level in levels)
    given = told["points"].items()
    return tuple(sorted((int(place) - 1, points.whole()) for place, points in given))


def _counted(
    decision: Decision, options: Sequence[DecisionOption], ballots: Mapping[Ranking | Given, int],
    kept: Value | None,
) -> Counted:  # fmt: skip
    names = [each.name for each in options]
    if decision.is_budget:
        return _counted_budget(decision, options, ballots, kept)
    by_order = decision.form == Form.RANKING
    asked = (
        ranked_rule(kept, by_order=by_order)
        if kept
        else RankedRule(
            decision.method, RankedTerms(seats=decision.seats),
            dots=decision.dots if decision.method == Method.DOTS else None,
        )
    )  # fmt: skip
    if by_order:
        ranked = RankedFile(pack(names, ballots), Format.DOCUMENT, decision.title)
        return count_ranked(ranked, asked)
    points = PointsFile(pack_points(names, ballots), Format.DOCUMENT, decision.title)  # type: ignore[arg-type]
    return count_ranked(points, asked)


def _counted_budget(
    decision: Decision, options: Sequence[DecisionOption], ballots: Mapping[Ranking | Given, int],
    kept: Value | None,
) -> Counted:  # fmt: skip
    ids = [str(each.place) for each in options]
    costs = [each.cost or 0 for each in options]
    file = BudgetFile(
        election=pack_budget(ids, costs, decision.budget or 0, ballots),  # type: ignore[arg-type]
        titles=tuple(each.name for each in options), kind=Kind.APPROVAL,
        meta={"description": decision.title}, rule=None, selected=None, notices=(),
    )  # fmt: skip
    named: NamedRule = budget_rule(kept) if kept else budget_rule_of(file, decision.method)
    terms = budget_terms(kept or _no_conflicts(), file.election.names)
    return count_budget(file, named.name, named.rule, terms)


def _no_conflicts() -> Value:
    return Value("", "rule", {"parameters": {"conflicts": [], "ties": "lot", "seed": None}})


def _nothing(decision: Decision, options: Sequence[DecisionOption]) -> Json:
    names = [each.name for each in options]
    return {
        "format": FORMAT, "format_version": FORMAT_VERSION, "title": decision.title,
        "rule": decision.rule, "question": {"options": names, "ballots": []},
        "result": {"outcome": [], "voters": 0},
    }  # fmt: skip
