"""A document counted again, and held against the outcome it holds."""

import json
from pathlib import Path

from samenspel_analysis.decision.majority import majority
from samenspel_report.decision.counted import CountedBudget, count_budget
from samenspel_report.decision.document.reading import (
    budget_in,
    points_in,
    proposal_in,
    ranked_in,
)
from samenspel_report.decision.document.rules import (
    budget_rule,
    budget_terms,
    majority_rule,
    ranked_rule,
)
from samenspel_report.decision.document.values import Value, values_of
from samenspel_report.decision.document.writing import (
    FORMAT,
    FORMAT_VERSION,
    Counted,
    document_of,
)
from samenspel_report.decision.majority_json import CountedMajority
from samenspel_report.decision.ranked_rules import count_ranked

KINDS = ("budget", "ranked", "points", "proposal")
ALONE = ("as_selected", "notices", "proxies")  # what came from a file that is not in the document
Json = dict[str, object]


def recounted(path: Path) -> tuple[Counted, Json]:
    """Count a document by its own rule; the count, and the outcome that the document holds."""
    document = values_of(path)
    document["format"].one_of((FORMAT,))
    document["format_version"].whole(FORMAT_VERSION, FORMAT_VERSION)
    counted = _counted(document)
    held = document["result"].value
    if not isinstance(held, dict):
        raise document["result"].wrong("{…}")
    return counted, held


def _counted(document: Value) -> Counted:
    question, rule, title = document["question"], document["rule"], document["title"].text()
    kind = question["kind"].one_of(KINDS)
    if kind == "budget":
        return _budget(question, rule, title)
    if kind == "proposal":
        file, asked = proposal_in(question, title), majority_rule(rule)
        return CountedMajority(file, asked, majority(file.votes, asked))
    if kind == "points":
        return count_ranked(points_in(question, title), ranked_rule(rule, by_order=False))
    return count_ranked(ranked_in(question, title), ranked_rule(rule, by_order=True))


def _budget(question: Value, rule: Value, title: str) -> CountedBudget:
    file, named = budget_in(question, title), budget_rule(rule)
    terms = budget_terms(rule, file.election.names)
    return count_budget(file, named.name, named.rule, terms)


def differences(counted: Counted, held: Json) -> list[str]:
    """Which parts of an outcome differ from what was found now."""
    found = json.loads(json.dumps(document_of(counted)["result"]))
    parts = [name for name in found if name not in ALONE]
    return [name for name in parts if _told(found[name]) != _told(held.get(name))]


def _told(part: object) -> object:
    if isinstance(part, dict):
        return {name: value for name, value in part.items() if name not in ALONE}
    return part
