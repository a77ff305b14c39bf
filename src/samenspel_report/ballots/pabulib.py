"""Files of Pabulib (`.pb`): a budget, projects that cost money, and ballots."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from samenspel_analysis.decision.budget import BudgetElection, pack
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.pabulib_votes import Kind, Notice, Projects, Votes, read_ballots
from samenspel_report.ballots.text import text_of

PARTS = ("META", "PROJECTS", "VOTES")
SEPARATOR = ";"
MONEY = re.compile(r"\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)
UNTOLD = {"", "unknown"}

Row = list[str]


@dataclass(frozen=True, slots=True)
class BudgetFile:
    """A vote on a budget as a file tells it.

    `titles` say what each project is called, `rule` which rule the file names, `selected` what it
    says was funded; `notices` tell what was odd and how it was read.
    """

    election: BudgetElection
    titles: tuple[str, ...]
    kind: Kind
    meta: Mapping[str, str]
    rule: str | None
    selected: frozenset[int] | None
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a part begins, its columns, and its rows with their lines."""

    line: int
    header: Row
    rows: list[tuple[int, Row]]

    def column(self, name: str, file: str) -> int:
        if name not in self.header:
            raise BallotFileError(
                BallotFault.MISSING_COLUMN,
                file,
                line=self.line + 1,
                column=name,
                value=", ".join(self.header),
            )
        return self.header.index(name)


def read_pabulib(path: Path) -> BudgetFile:
    """Read a `.pb` file; raises `BallotFileError` at the first fault."""
    parts = _parts(path)
    meta = {row[0].strip(): row[1].strip() for _, row in parts["META"].rows if len(row) > 1}
    projects = _projects(parts["PROJECTS"], path.name)
    kind = _kind(meta, path.name)
    votes = read_ballots(_as_votes(parts["VOTES"], path.name), projects, kind, meta)
    _check_count(meta, "num_projects", len(projects.places), path.name)
    _check_count(meta, "num_votes", sum(votes.ballots.values()), path.name)
    if not votes.ballots:
        raise BallotFileError(BallotFault.NO_BALLOTS, path.name)
    election = pack(
        list(projects.places), projects.costs, _budget(parts["META"], path.name),
        votes.ballots,
    )  # fmt: skip
    rule = meta.get("rule", "").casefold()
    return BudgetFile(
        election=election,
        titles=projects.titles,
        kind=kind,
        meta=meta,
        rule=None if rule in UNTOLD else rule,
        selected=projects.selected,
        notices=(*votes.notices, *projects.notices(election, kind)),
    )


def _parts(path: Path) -> dict[str, _Part]:
    found: dict[str, _Part] = {}
    part: _Part | None = None
    for line, row in _rows(path):
        name = row[0].strip()
        if len(row) == 1 and name in PARTS:
            if name in found:
                raise BallotFileError(BallotFault.TWO_SECTIONS, path.name, line=line, value=name)
            part = found[name] = _Part(line, [], [])
        elif part is None:
            raise BallotFileError(BallotFault.OUTSIDE_SECTION, path.name, line=line, value=name)
        elif not part.header:
            part.header.extend(cell.strip() for cell in row)
            _check_header(part, path.name)
        else:
            part.rows.append((line, row))
    for name in PARTS:
        if name not in found or not found[name].header:
            raise BallotFileError(
                BallotFault.MISSING_SECTION, path.name, value=name, expected=", ".join(PARTS)
            )
    return found


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Rows that are not blank; a row that runs on over lines has a quotation mark left open."""
    lines = text_of(path).split("\n")
    reader, before = csv.reader(lines, delimiter=SEPARATOR), 0
    try:
        for row in reader:
            if reader.line_num > before + 1:
                raise BallotFileError(BallotFault.BROKEN_ROW, path.name, line=before + 1)
            before = reader.line_num
            if any(cell.strip() for cell in row):
                yield before, row
    except csv.Error:
        raise BallotFileError(BallotFault.BROKEN_ROW, path.name, line=before + 1) from None


def _check_header(part: _Part, file: str) -> None:
    for place, name in enumerate(part.header):
        if name and name in part.header[:place]:
            raise BallotFileError(BallotFault.DOUBLE_COLUMN, file, line=part.line + 1, value=name)


def _kind(meta: Mapping[str, str], file: str) -> Kind:
    told = meta.get("vote_type", "")
    if told not in set(Kind):
        raise BallotFileError(BallotFault.VOTE_TYPE, file, value=told, expected=", ".join(Kind))
    return Kind(told)


def _money(text: str, file: str, line: int, column: str) -> Fraction:
    if MONEY.fullmatch(text.strip()):
        amount = Fraction(text.strip().replace(",", "."))
        if amount > 0:
            return amount
    raise BallotFileError(BallotFault.NOT_MONEY, file, line=line, column=column, value=text)


def _budget(part: _Part, file: str) -> Fraction:
    for line, row in part.rows:
        if row[0].strip() == "budget" and len(row) > 1:
            return _money(row[1], file, line, "budget")
    raise BallotFileError(BallotFault.MISSING_KEY, file, value="budget", expected="“budget;10000”")


def _projects(part: _Part, file: str) -> Projects:
    own, cost = part.column("project_id", file), part.column("cost", file)
    found = Projects(file, part.header)
    for line, row in part.rows:
        if len(row) <= max(own, cost):
            raise BallotFileError(
                BallotFault.SHORT_ROW, file, line=line, value=len(row), expected=max(own, cost) + 1
            )
        found.add(line, row[own].strip(), _money(row[cost], file, line, "cost"), row)
    if not found.places:
        raise BallotFileError(BallotFault.NO_PROJECTS, file)
    return found


def _as_votes(part: _Part, file: str) -> Votes:
    points = next((name for name in ("points", "score") if name in part.header), None)
    return Votes(
        rows=part.rows,
        voter=part.header.index("voter_id") if "voter_id" in part.header else None,
        vote=part.column("vote", file),
        points=None if points is None else part.header.index(points),
        points_name=points or "points",
        line=part.line + 1,
        header=part.header,
    )


def _check_count(meta: Mapping[str, str], key: str, found: int, file: str) -> None:
    told = meta.get(key, "")
    if told and told != str(found):
        raise BallotFileError(BallotFault.WRONG_COUNT, file, column=key, value=found, expected=told)
