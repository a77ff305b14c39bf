"""The outcome of a vote on a budget in the documented form; ids are those of the file."""

from samenspel_analysis.decision import METHOD_VERSION
from samenspel_analysis.decision.budget import EqualShares, Greedy
from samenspel_analysis.decision.budget.results import (
    Comparison,
    GreedyStep,
    Purchase,
    SharesTrace,
    Unfunded,
)
from samenspel_report.decision.counted import CountedBudget, Json
from samenspel_report.decision.json_values import exact, exact_or_none, tie_json


def budget_to_json(counted: CountedBudget) -> Json:
    """Rule, outcome, ties, margins and trace as plain values."""
    outcome, names, election = counted.outcome, counted.names, counted.file.election
    return {
        "rule": {
            "name": counted.rule_name,
            "version": METHOD_VERSION,
            "parameters": _parameters(counted),
        },
        "outcome": [names[project] for project in outcome.funded],
        "titles": dict(zip(names, counted.file.titles, strict=True)),
        "voters": election.voters,
        "ballots": counted.file.kind.value,
        "budget": exact(outcome.budget),
        "spent": exact(outcome.spent),
        "ties": [tie_json(tie, names) for tie in outcome.ties],
        "margins": [_unfunded(each, names) for each in outcome.unfunded],
        "trace": _trace(counted),
        "as_selected": counted.as_selected,
        "fingerprint": election.fingerprint(),
        "notices": [
            {"code": notice.oddity.value, "times": notice.times, "first": notice.first}
            for notice in counted.file.notices
        ],
    }


def _parameters(counted: CountedBudget) -> Json:
    rule, names = counted.rule, counted.names
    ties: Json = {
        "conflicts": [sorted(names[p] for p in group) for group in counted.terms.conflicts],
        "ties": counted.terms.tie.value,
        "seed": counted.outcome.seed,
    }
    if isinstance(rule, Greedy):
        return {"skip": rule.skip, "threshold": rule.threshold} | ties
    return _shares_parameters(rule) | ties


def _shares_parameters(rule: EqualShares) -> Json:
    added = rule.increment is not None
    return {
        "utility": rule.utility.value,
        "increment": exact_or_none(rule.increment),
        "stop": rule.stop.value if added else None,
        "completion": rule.completion.value,
        "comparison": rule.compared,
        "eligibility": exact(rule.eligibility),
    }


def _unfunded(each: Unfunded, names: tuple[str, ...]) -> Json:
    return {
        "option": names[each.project],
        "reason": each.reason.value,
        "held": exact_or_none(each.held),
        "lacked": exact_or_none(each.lacked),
        "rival": None if each.rival is None else names[each.rival],
    }


def _trace(counted: CountedBudget) -> Json:
    outcome, names = counted.outcome, counted.names
    shares = outcome.shares
    return {
        "greedy": [_step(step, names) for step in outcome.greedy_steps],
        "shares": None if shares is None else _shares(shares, names),
    }


def _step(step: GreedyStep, names: tuple[str, ...]) -> Json:
    return {
        "option": names[step.project],
        "score": step.score,
        "left": exact(step.left),
        "funded": step.funded,
    }


def _shares(shares: SharesTrace, names: tuple[str, ...]) -> Json:
    return {
        "share": exact(shares.share),
        "steps": shares.steps,
        "ended": shares.ended.value,
        "next_cost": exact_or_none(shares.next_cost),
        "purchases": [_purchase(purchase, names) for purchase in shares.purchases],
        "completed": [_step(step, names) for step in shares.completed],
        "comparison": shares.comparison and _comparison(shares.comparison, names),
    }


def _purchase(purchase: Purchase, names: tuple[str, ...]) -> Json:
    return {
        "option": names[purchase.project],
        "rate": exact(purchase.rate),
        "votes": purchase.votes,
        "full_payers": purchase.full_payers,
        "emptied": purchase.emptied,
        "emptied_paid": exact(purchase.emptied_paid),
        "penniless": purchase.penniless,
        "effective_votes": exact(purchase.effective_votes),
        "tied": [names[project] for project in purchase.tied],
    }


def _comparison(found: Comparison, names: tuple[str, ...]) -> Json:
    return {
        "prefer_shares": found.prefer_shares,
        "prefer_greedy": found.prefer_greedy,
        "greedy": [names[project] for project in found.greedy],
        "took_greedy": found.took_greedy,
    }
