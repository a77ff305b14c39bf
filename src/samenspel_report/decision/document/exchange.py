"""Ballots written in the forms of others: `.pb`, `.blt`, PrefLib and tables."""

import csv
from collections.abc import Callable, Iterable, Mapping
from io import StringIO

from samenspel_analysis.decision.majority import Choice
from samenspel_analysis.decision.points import PointsElection
from samenspel_analysis.decision.ranked import RankedElection
from samenspel_report.ballots import BudgetFile
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.pabulib_votes import WITH_POINTS, Kind
from samenspel_report.decision.budget_rules import ADD_ONE, GREEDY, SHARES
from samenspel_report.decision.counted import CountedBudget
from samenspel_report.decision.document.writing import Counted, levels_of
from samenspel_report.decision.majority_json import CountedMajority
from samenspel_report.decision.ranked_rules import CountedRanked
from samenspel_report.spreadsheet import harmless

PB, BLT, CSV = ".pb", ".blt", ".csv"
TIES, STRICT = (".toc", ".toi"), (".soc", ".soi")
COMPLETE = (".soc", ".toc")
RULES = {GREEDY: "greedy", SHARES: "equalshares", ADD_ONE: "equalshares/add1"}
SIX_DECIMALS = 1_000_000

Rows = Iterable[Iterable[object]]


def endings_for(counted: Counted) -> tuple[str, ...]:
    """The endings of files that can hold these ballots."""
    if isinstance(counted, CountedBudget):
        return (PB,)
    if isinstance(counted, CountedRanked) and isinstance(counted.election, RankedElection):
        return (BLT, *TIES, *STRICT, CSV)
    return (CSV,)


def text_for(counted: Counted, ending: str, file: str) -> str:
    """The ballots in a form, by the ending of its name; raises `BallotFileError` if it cannot."""
    if ending not in endings_for(counted):
        raise _cannot(counted, ending, file)
    if isinstance(counted, CountedBudget):
        if SIX_DECIMALS % counted.file.election.scale:
            raise _cannot(counted, f"1/{counted.file.election.scale}", file)
        return _pabulib(counted)
    if isinstance(counted, CountedMajority):
        return _proposal(counted)
    if isinstance(counted.election, PointsElection):
        return _points(counted.election)
    if ending in (*TIES, *STRICT):
        return _preflib(counted, counted.election, ending, file)
    write: Mapping[str, Callable[[CountedRanked, RankedElection], str]] = {BLT: _blt, CSV: _places}
    return write[ending](counted, counted.election)


def _cannot(counted: Counted, why: str, file: str) -> BallotFileError:
    expected = ", ".join((".json", *endings_for(counted)))
    return BallotFileError(BallotFault.CANNOT_HOLD, file, value=why, expected=expected)


def _table(rows: Rows, separator: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _pabulib(counted: CountedBudget) -> str:
    """Strict, and without what voters said of themselves."""
    file, election = counted.file, counted.file.election
    scale, votes = election.scale, election.votes
    known = {"description", "country", "unit", "instance", "currency", "max_length"}
    meta = {key: value for key, value in file.meta.items() if key in known}
    meta |= {
        "num_projects": str(len(election.names)), "num_votes": str(election.voters),
        "budget": _decimal(election.money, scale), "vote_type": file.kind.value,
        "rule": RULES[counted.rule_name],
    }  # fmt: skip
    told = "score" if file.kind in WITH_POINTS else "votes"
    numbers = election.scores if file.kind in WITH_POINTS else votes
    funded = set(counted.outcome.funded)
    rows: list[list[object]] = [["META"], ["key", "value"]]
    rows += [[key, value] for key, value in meta.items()]
    rows += [["PROJECTS"], ["project_id", "cost", told, "name", "selected"]]
    rows += [
        [name, _decimal(election.costs[p], scale), numbers[p], file.titles[p], int(p in funded)]
        for p, name in enumerate(election.names)
    ]
    return _table([*rows, ["VOTES"], *_ballots(file)], ";")


def _decimal(amount: int, scale: int) -> str:
    parts = amount * SIX_DECIMALS // scale
    digits = f"{parts // SIX_DECIMALS}.{parts % SIX_DECIMALS:06d}"
    return digits.rstrip("0").rstrip(".")


def _ballots(file: BudgetFile) -> Iterable[list[object]]:
    election = file.election
    given: list[list[tuple[int, int]]] = [[] for _ in election.weights]
    for project in range(len(election.names)):
        supporters = election.supporters(project).tolist()
        for ballot, points in zip(supporters, election.points_for(project).tolist(), strict=True):
            given[ballot].append((project, points))
    pointed = file.kind in WITH_POINTS
    yield ["voter_id", "vote", "points"] if pointed else ["voter_id", "vote"]
    voter = 0
    for ballot, entries in enumerate(given):
        if file.kind is Kind.ORDINAL:
            entries.sort(key=lambda entry: -entry[1])
        vote = ",".join(election.names[project] for project, _ in entries)
        points = [",".join(str(each) for _, each in entries)] if pointed else []
        for _ in range(int(election.weights[ballot])):
            voter += 1
            yield [voter, vote, *points]


def _blt(counted: CountedRanked, election: RankedElection) -> str:
    lines = [f"{len(election.names)} {counted.rule.terms.seats}"]
    for voters, levels in levels_of(election):
        pieces = ("=".join(str(option + 1) for option in level) for level in levels)
        lines.append(" ".join([str(voters), *pieces, "0"]))
    lines.append("0")
    texts = (*election.names, *([counted.title] if counted.title else []))
    quoted = ['"' + text.replace('"', '""') + '"' for text in texts]
    return "\n".join([*lines, *quoted]) + "\n"


def _preflib(counted: CountedRanked, election: RankedElection, ending: str, file: str) -> str:
    ballots = list(levels_of(election))
    tied = any(len(level) > 1 for _, levels in ballots for level in levels)
    short = any(sum(map(len, levels)) < len(election.names) for _, levels in ballots)
    if (tied and ending in STRICT) or (short and ending in COMPLETE):
        raise _cannot(counted, ending, file)
    head = {
        "FILE NAME": file, "TITLE": counted.title, "DATA TYPE": ending[1:],
        "NUMBER ALTERNATIVES": len(election.names), "NUMBER VOTERS": election.voters,
        "NUMBER UNIQUE ORDERS": len(ballots),
        **{f"ALTERNATIVE NAME {n}": name for n, name in enumerate(election.names, 1)},
    }  # fmt: skip
    lines = [f"# {key}: {value}" for key, value in head.items()]
    for voters, levels in sorted(ballots, key=lambda each: -each[0]):
        lines.append(f"{voters}: {','.join(_level(level) for level in levels)}")
    return "\n".join(lines) + "\n"


def _level(level: list[int]) -> str:
    inside = ",".join(str(option + 1) for option in level)
    return inside if len(level) == 1 else f"{{{inside}}}"


def _places(_: CountedRanked, election: RankedElection) -> str:
    rows: list[list[object]] = [["weight", *map(harmless, election.names)]]
    for voters, levels in levels_of(election):
        places = {option: at for at, level in enumerate(levels, 1) for option in level}
        rows.append([voters, *(places.get(option, "") for option in range(len(election.names)))])
    return _table(rows, ";")


def _points(election: PointsElection) -> str:
    rows: list[list[object]] = [["weight", *map(harmless, election.names)]]
    for ballot, voters in sorted(election.ballots.items()):
        given = dict(ballot)
        rows.append([voters, *(given.get(option, 0) for option in range(len(election.names)))])
    return _table(rows, ";")


def _proposal(counted: CountedMajority) -> str:
    votes = counted.file.votes
    rows: list[list[object]] = [["choice", "weight", "class", "present", "entitled"]]
    for k, choice in enumerate(votes.choices.tolist()):
        said = "" if choice == Choice.NOTHING else Choice(choice).name.lower()
        name = harmless(votes.class_names[votes.classes[k]])
        there, may = ("yes" if votes.present[k] else "no"), ("yes" if votes.entitled[k] else "no")
        rows.append([said, int(votes.weights[k]), name, there, may])
    return _table(rows, ";")
