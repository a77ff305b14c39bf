"""The outcome of ranked ballots or of points in the documented form."""

from samenspel_analysis.decision import METHOD_VERSION
from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ranked import Round
from samenspel_analysis.decision.ranked.results import PairwiseTrace
from samenspel_report.decision.json_values import exact, exact_or_none, tie_json
from samenspel_report.decision.ranked_rules import CountedRanked

Json = dict[str, object]
Names = tuple[str, ...]


def ranked_to_json(counted: CountedRanked) -> Json:
    """Rule, outcome, ties, margins and trace as plain values."""
    outcome, names = counted.outcome, counted.election.names
    return {
        "rule": {
            "name": counted.rule.name,
            "version": METHOD_VERSION,
            "parameters": {**counted.rule.parameters, "seed": outcome.seed},
        },
        "outcome": [names[option] for option in outcome.elected],
        "order": [names[option] for option in outcome.order],
        "title": counted.title,
        "voters": counted.election.voters,
        "divided": outcome.divided,
        "ties": [tie_json(tie, names) for tie in outcome.ties],
        "margins": [_margin(margin, names) for margin in outcome.margins],
        "trace": {
            "options": list(names),
            "totals": [exact(total) for total in outcome.totals] or None,
            "pairwise": outcome.pairwise and _pairwise(outcome.pairwise, names),
            "quota": exact_or_none(outcome.quota),
            "rounds": [_round(each, names) for each in outcome.rounds],
        },
        "fingerprint": counted.election.fingerprint(),
    }


def _margin(margin: Margin, names: Names) -> Json:
    return {
        "ahead": names[margin.ahead],
        "behind": names[margin.behind],
        "votes": exact(margin.votes),
        "round": margin.round,
    }


def _pairwise(trace: PairwiseTrace, names: Names) -> Json:
    return {
        "preferred": [list(row) for row in trace.preferred],
        "paths": trace.paths and [list(row) for row in trace.paths],
        "condorcet": None if trace.condorcet is None else names[trace.condorcet],
    }


def _round(each: Round, names: Names) -> Json:
    return {
        "votes": [exact_or_none(votes) for votes in each.votes],
        "exhausted": exact(each.exhausted),
        "lost": exact(each.lost),
        "elected": [names[option] for option in each.elected],
        "act": each.act.value,
        "moved": None if each.moved is None else names[each.moved],
    }
