"""A counted decision as a document: no names of voters, no rounded numbers."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from samenspel_analysis.decision.majority import Choice, MajorityVotes
from samenspel_analysis.decision.points import PointsElection
from samenspel_analysis.decision.ranked import RankedElection
from samenspel_report.ballots import BudgetFile
from samenspel_report.decision.budget_json import budget_to_json
from samenspel_report.decision.counted import CountedBudget
from samenspel_report.decision.json_values import exact
from samenspel_report.decision.majority_json import CountedMajority, majority_to_json
from samenspel_report.decision.ranked_json import ranked_to_json
from samenspel_report.decision.ranked_rules import CountedRanked

FORMAT, FORMAT_VERSION = "samenspel-decision", 1
Json = dict[str, object]
Counted = CountedBudget | CountedRanked | CountedMajority


def result_of(counted: Counted) -> Json:
    """The outcome in the documented form."""
    if isinstance(counted, CountedMajority):
        return majority_to_json(counted)
    if isinstance(counted, CountedBudget):
        return budget_to_json(counted)
    return ranked_to_json(counted)


def document_of(counted: Counted) -> Json:
    """Ballots, rule and outcome in one document."""
    result = result_of(counted)
    rule = result.pop("rule")
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "title": _title(counted),
        "rule": rule,
        "question": _question(counted),
        "result": result,
    }


def _title(counted: Counted) -> str:
    if isinstance(counted, CountedBudget):
        return counted.file.meta.get("description", "")
    return counted.file.title if isinstance(counted, CountedMajority) else counted.title


def _question(counted: Counted) -> Json:
    if isinstance(counted, CountedBudget):
        return _budget(counted.file)
    if isinstance(counted, CountedMajority):
        return _proposal(counted.file.votes)
    if isinstance(counted.election, PointsElection):
        return _points(counted.election)
    return _ranked(counted.election)


def _budget(file: BudgetFile) -> Json:
    election = file.election
    given: list[dict[str, int]] = [{} for _ in election.weights]
    for project, name in enumerate(election.names):
        supporters = election.supporters(project).tolist()
        for ballot, points in zip(supporters, election.points_for(project).tolist(), strict=True):
            given[ballot][name] = points
    return {
        "kind": "budget",
        "ballots_hold": file.kind.value,
        "budget": exact(election.budget),
        "projects": [
            {"id": name, "title": title, "cost": exact(Fraction(cost, election.scale))}
            for name, title, cost in zip(election.names, file.titles, election.costs, strict=True)
        ],
        "ballots": [
            {"voters": voters, "points": points}
            for voters, points in zip(election.weights.tolist(), given, strict=True)
        ],
    }


def _ranked(election: RankedElection) -> Json:
    return {
        "kind": "ranked",
        "options": list(election.names),
        "ballots": [
            {"voters": voters, "ranking": [[election.names[o] for o in level] for level in levels]}
            for voters, levels in levels_of(election)
        ],
    }


def levels_of(election: RankedElection) -> Iterator[tuple[int, list[list[int]]]]:
    """Each ballot as levels from first to last, with the number of voters who gave it."""
    for ballot, voters in enumerate(election.weights.tolist()):
        levels: dict[int, list[int]] = {}
        for option, rank in enumerate(election.ranks[:, ballot].tolist()):
            if rank < len(election.names):
                levels.setdefault(rank, []).append(option)
        yield voters, [levels[rank] for rank in sorted(levels)]


def _points(election: PointsElection) -> Json:
    return {
        "kind": "points",
        "options": list(election.names),
        "ballots": [
            {"voters": voters, "points": {election.names[o]: points for o, points in ballot}}
            for ballot, voters in sorted(election.ballots.items())
        ],
    }


def _proposal(votes: MajorityVotes) -> Json:
    rows = zip(
        votes.choices.tolist(), votes.classes.tolist(), votes.weights.tolist(),
        votes.entitled.tolist(), votes.present.tolist(), strict=True,
    )  # fmt: skip
    return {
        "kind": "proposal",
        "classes": list(votes.class_names),
        "entries": [
            {
                "entries": times,
                "choice": Choice(choice).name.lower(),
                "class": votes.class_names[number],
                "votes": weight,
                "entitled": entitled,
                "present": present,
            }
            for (choice, number, weight, entitled, present), times in sorted(Counter(rows).items())
        ],
    }
