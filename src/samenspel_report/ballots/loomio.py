"""A poll as Loomio exports it (CSV): what it asks, its options, and a row for each vote.

Parts and columns as Loomio writes them (app/extras/poll_exporter.rb): `poll`, `poll_options`,
`votes`. Who voted and why is not kept. The export does not say what kind of poll it was.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path

import numpy as np

from samenspel_analysis.decision.majority import Choice, votes_of
from samenspel_analysis.decision.points import MOST_POINTS
from samenspel_analysis.decision.ranked import Ranking
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.proposal import EVERYONE, ProposalFile
from samenspel_report.ballots.ranked_file import Format, RankedFile, packed
from samenspel_report.ballots.table import WHOLE, BallotTable, columns_of
from samenspel_report.ballots.text import text_of
from samenspel_report.intake.cells import cleaned

POLL, OPTIONS, VOTES = "poll", "poll_options", "votes"
TITLE, VOTER, LAST_OF_VOTER = "title", "voter_id", "reason_format"
CHOICES = {
    **dict.fromkeys(("agree", "yes", "consent"), Choice.FOR),
    **dict.fromkeys(("disagree", "no", "objection", "block"), Choice.AGAINST),
    "abstain": Choice.BLANK,
}

Rows = list[tuple[int, list[str]]]


class First(StrEnum):
    """Which number stands for the first choice: the highest, or 1."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class LoomioPoll:
    """Its title and its votes, those of who was asked and did not vote included."""

    title: str
    table: BallotTable

    @property
    def is_proposal(self) -> bool:
        """Whether each option is one of for, against and abstain, by Loomio's own names."""
        return all(name.casefold() in CHOICES for name in self.table.options)


def is_loomio(path: Path) -> bool:
    """Whether a table begins as an export of Loomio does."""
    return columns_of(path) == [POLL]


def read_loomio(path: Path) -> LoomioPoll:
    """Read an export; raises `BallotFileError` at the first fault."""
    parts = _parts(path)
    for name in (OPTIONS, VOTES):
        if not parts.get(name):
            raise _missing(path, name)
    (_, keys), *values = parts[POLL] or [(1, [])]
    about = dict(zip(keys, values[0][1], strict=False)) if values else {}
    (line, columns), *votes = parts[VOTES]
    for column in (VOTER, LAST_OF_VOTER):
        if column not in columns:
            raise BallotFileError(
                BallotFault.MISSING_COLUMN, path.name, line=line, column=column,
                value=", ".join(columns),
            )  # fmt: skip
    begin = columns.index(LAST_OF_VOTER) + 1
    rows = tuple(_cells(votes, columns, begin, path.name))
    table = BallotTable(path.name, tuple(columns[begin:]), rows)
    return LoomioPoll(cleaned(about.get(TITLE, "")), table)


def proposal_of(poll: LoomioPoll) -> ProposalFile:
    """The votes on a proposal; who chose nothing is entitled and was not there."""
    table, choices = poll.table, []
    for name in table.options:
        if name.casefold() not in CHOICES:
            raise BallotFileError(
                BallotFault.NOT_FOR_OR_AGAINST, table.file, value=name, expected=", ".join(CHOICES)
            )
    for line, _, cells in table.rows:
        given = [CHOICES[o.casefold()] for o, c in zip(table.options, cells, strict=True) if c]
        if len(given) > 1:
            raise BallotFileError(
                BallotFault.TOO_MANY_POINTS, table.file, line=line, value=len(given), expected=1
            )
        choices.append(given[0] if given else Choice.NOTHING)
    present = [choice is not Choice.NOTHING for choice in choices]
    votes = votes_of(
        np.array(choices), weights=[1] * len(choices), classes=[0] * len(choices),
        entitled=[True] * len(choices), present=present, class_names=[EVERYONE],
    )  # fmt: skip
    return ProposalFile(votes, None, poll.title)


def orders_of(poll: LoomioPoll, first: First) -> RankedFile:
    """Rankings; equal numbers tie, and an option without a number or with 0 is left out."""
    rankings: dict[Ranking, int] = {}
    for _, weight, cells in poll.table.rows:
        levels: dict[int, tuple[int, ...]] = {}
        for option, number in enumerate(int(cell or 0) for cell in cells):
            if number:
                levels[number] = (*levels.get(number, ()), option)
        if levels:
            order = sorted(levels, reverse=first is First.HIGH)
            ranking = tuple(levels[number] for number in order)
            rankings[ranking] = rankings.get(ranking, 0) + weight
    table = poll.table
    return RankedFile(packed(table.file, list(table.options), rankings), Format.CSV, poll.title)


def voted(poll: LoomioPoll) -> BallotTable:
    """The ballots alone, without those of who did not vote."""
    table = poll.table
    rows = tuple(row for row in table.rows if any(row[2]))
    return BallotTable(table.file, table.options, rows)


def _parts(path: Path) -> dict[str, Rows]:
    parts: dict[str, Rows] = {}
    rows = parts.setdefault(POLL, [])
    for line, row in _rows(path):
        if row in ([POLL], [OPTIONS], [VOTES]):
            if parts.get(row[0]):
                raise BallotFileError(BallotFault.TWO_SECTIONS, path.name, line=line, value=row[0])
            rows = parts.setdefault(row[0], [])
        else:
            rows.append((line, row))
    return parts


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line where each begins; a reason may go on over several lines."""
    reader, before = csv.reader(StringIO(text_of(path)), strict=True), 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield before + 1, [cell.strip() for cell in row]
            before = reader.line_num
    except csv.Error:
        raise BallotFileError(BallotFault.BROKEN_ROW, path.name, line=before + 1) from None


def _cells(
    votes: Rows, columns: list[str], begin: int, file: str
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    seen = set[str]()
    for line, row in votes:
        if len(row) != len(columns):
            raise BallotFileError(
                BallotFault.RAGGED_ROW, file, line=line, value=len(row), expected=len(columns)
            )
        voter = row[columns.index(VOTER)]
        if voter and voter in seen:
            raise BallotFileError(BallotFault.TWO_BALLOTS, file, line=line, value=voter)
        seen.add(voter)
        for column, cell in zip(columns[begin:], row[begin:], strict=True):
            if cell and not (WHOLE.fullmatch(cell) and int(cell) <= MOST_POINTS):
                raise BallotFileError(
                    BallotFault.NOT_POINTS, file, line=line, column=column, value=cell,
                    expected=MOST_POINTS,
                )  # fmt: skip
        yield line, 1, tuple(row[begin:])


def _missing(path: Path, part: str) -> BallotFileError:
    expected = ", ".join((POLL, OPTIONS, VOTES))
    return BallotFileError(BallotFault.MISSING_SECTION, path.name, value=part, expected=expected)
