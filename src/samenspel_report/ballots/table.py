"""Ballots as a table (CSV): a row for each voter, a column for each option."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samenspel_analysis.decision.points import MOST_POINTS
from samenspel_analysis.decision.ranked import Ranking
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.ranked_file import (
    Format,
    PointsFile,
    RankedFile,
    packed,
    packed_points,
)
from samenspel_report.ballots.text import text_of

VOTER, WEIGHT = "voter", "weight"
SEPARATORS = (";", ",", "\t")
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
YES, NO = ("1", "x", "yes", "ja", "true"), ("", "0", "no", "nee", "false")


@dataclass(frozen=True, slots=True)
class BallotTable:
    """The options of a table, and its rows: line, weight, and a cell for each option."""

    file: str
    options: tuple[str, ...]
    rows: tuple[tuple[int, int, tuple[str, ...]], ...]


def read_table(path: Path) -> BallotTable:
    """Rows as they stand, each with as many cells as there are columns."""
    columns, rows = read_rows(path)
    own = [place for place, name in enumerate(columns) if name.casefold() not in (VOTER, WEIGHT)]
    options = tuple(columns[place] for place in own)
    return BallotTable(path.name, options, tuple(_cells(rows, columns, own, path.name)))


def read_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The columns of a table and its rows, each with its line."""
    lines = text_of(path).split("\n")
    separator = max(SEPARATORS, key=lines[0].count)
    rows = _rows(lines, separator, path.name)
    _, header = next(rows, (1, []))
    for place, name in enumerate(header):
        if name in header[:place]:
            raise BallotFileError(BallotFault.DOUBLE_COLUMN, path.name, line=1, value=name)
        if not name:
            raise BallotFileError(BallotFault.NO_NAME, path.name, line=1, column=str(place + 1))
    return header, list(_whole(rows, len(header), path.name))


def columns_of(path: Path) -> list[str]:
    """The first row of a table."""
    first = text_of(path).partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    _, header = next(_rows([first], separator, path.name), (1, []))
    return header


def _whole(
    rows: Iterator[tuple[int, list[str]]], columns: int, file: str
) -> Iterator[tuple[int, list[str]]]:
    for line, row in rows:
        if len(row) != columns:
            raise BallotFileError(
                BallotFault.RAGGED_ROW, file, line=line, value=len(row), expected=columns
            )
        yield line, row


def _rows(lines: list[str], separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader, before = csv.reader(lines, delimiter=separator), 0
    try:
        for row in reader:
            if reader.line_num > before + 1:
                raise BallotFileError(BallotFault.BROKEN_ROW, file, line=before + 1)
            before = reader.line_num
            if any(cell.strip() for cell in row):
                yield before, [cell.strip() for cell in row]
    except csv.Error:
        raise BallotFileError(BallotFault.BROKEN_ROW, file, line=before + 1) from None


def _cells(
    rows: list[tuple[int, list[str]]], columns: list[str], own: list[int], file: str
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    names = [name.casefold() for name in columns]
    weighed = names.index(WEIGHT) if WEIGHT in names else None
    voter = names.index(VOTER) if VOTER in names else None
    voted = set[str]()
    for line, row in rows:
        if voter is not None and row[voter]:
            if row[voter] in voted:
                raise BallotFileError(BallotFault.TWO_BALLOTS, file, line=line, value=row[voter])
            voted.add(row[voter])
        weight = "1" if weighed is None else row[weighed]
        if not WHOLE.fullmatch(weight):
            raise BallotFileError(
                BallotFault.NOT_A_WEIGHT, file, line=line, column=WEIGHT, value=weight
            )
        yield line, int(weight), tuple(row[place] for place in own)


def ranked_table(table: BallotTable) -> RankedFile:
    """Cells are places, 1 for first; equal places tie, an empty cell leaves an option out."""
    rankings: dict[Ranking, int] = {}
    for line, weight, cells in table.rows:
        levels: dict[int, tuple[int, ...]] = {}
        for option, cell in enumerate(cells):
            if cell:
                place = _number(cell, table, line, option, 1)
                levels[place] = (*levels.get(place, ()), option)
        ranking = tuple(levels[place] for place in sorted(levels))
        rankings[ranking] = rankings.get(ranking, 0) + weight
    return RankedFile(packed(table.file, list(table.options), rankings), Format.CSV, "")


def points_table(table: BallotTable, *, approvals: bool, most: int | None) -> PointsFile:
    """Cells are points, or approvals; `most` is how many points a ballot may give in all."""
    ballots: dict[tuple[tuple[int, int], ...], int] = {}
    for line, weight, cells in table.rows:
        points = [
            _approval(cell, table, line, option)
            if approvals
            else _number(cell or "0", table, line, option, 0)
            for option, cell in enumerate(cells)
        ]
        if most is not None and sum(points) > most:
            raise BallotFileError(
                BallotFault.TOO_MANY_POINTS, table.file, line=line, value=sum(points),
                expected=most,
            )  # fmt: skip
        ballot = tuple((option, each) for option, each in enumerate(points) if each)
        ballots[ballot] = ballots.get(ballot, 0) + weight
    return PointsFile(packed_points(table.file, list(table.options), ballots), Format.CSV, "")


def _number(cell: str, table: BallotTable, line: int, option: int, least: int) -> int:
    if not WHOLE.fullmatch(cell) or not least <= int(cell) <= MOST_POINTS:
        raise BallotFileError(
            BallotFault.NOT_A_PLACE if least else BallotFault.NOT_POINTS, table.file, line=line,
            column=table.options[option], value=cell, expected=MOST_POINTS,
        )  # fmt: skip
    return int(cell)


def _approval(cell: str, table: BallotTable, line: int, option: int) -> int:
    if cell.casefold() not in (*YES, *NO):
        raise BallotFileError(
            BallotFault.NOT_AN_APPROVAL, table.file, line=line, column=table.options[option],
            value=cell,
        )  # fmt: skip
    return int(cell.casefold() in YES)
