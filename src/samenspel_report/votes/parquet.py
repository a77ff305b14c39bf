"""Votes in Parquet, read and written by DuckDB, which is an optional extra."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import numpy.typing as npt

from samenspel_report.votes.blocks import Progress
from samenspel_report.votes.careful import LONGEST_ID
from samenspel_report.votes.columns import OWN, Roles, roles_of
from samenspel_report.votes.faults import VoteFault, VoteFileError
from samenspel_report.votes.rows import give
from samenspel_report.votes.table import Collector, VoteTable

if TYPE_CHECKING:
    import duckdb

ROWS = 1_000_000
WIDER = "DECIMAL"  # would come as a fraction, and lose digits
EXACT = 2.0**53  # from here a fraction no longer holds each whole number
INSTALL = "pip install samenspel[parquet]"


def connect(file: str) -> "duckdb.DuckDBPyConnection":
    """A database in memory that asks nothing of the network, or a fault if there is no DuckDB."""
    try:
        import duckdb
    except ImportError:
        raise VoteFileError(VoteFault.NO_PARQUET, file, expected=INSTALL) from None
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "threads": "1",
    }
    return duckdb.connect(config=config)


def read_parquet(path: Path, *, on_progress: Progress) -> VoteTable:
    """The votes of one file, a million rows at a time."""
    with connect(path.name) as database:
        import duckdb

        try:
            return _read(database, path, on_progress)
        except duckdb.Error:
            raise VoteFileError(VoteFault.DAMAGED, path.name) from None


def _read(database: Any, path: Path, on_progress: Progress) -> VoteTable:
    source = "read_parquet(?, file_row_number = true)"
    listed = database.execute(f"DESCRIBE SELECT * FROM {source}", [str(path)]).fetchall()  # noqa: S608
    kinds = {name: kind for name, kind, *_ in listed if name != "file_row_number"}
    roles = roles_of(tuple(kinds), path.name)
    if not isinstance(roles, Roles):
        raise VoteFileError(VoteFault.UNKNOWN_KIND, path.name, expected=", ".join(OWN))
    into = Collector(path.name, with_moments=roles.moment is not None)
    columns = [roles.names[i] for i in (roles.person, roles.statement, roles.vote)]
    columns += [] if roles.moment is None else [roles.names[roles.moment]]
    ids = {name for name in columns[:2] if kinds[name].startswith(WIDER)}
    chosen = ", ".join(f'"{n}"::VARCHAR AS "{n}"' if n in ids else f'"{n}"' for n in columns)
    total = database.execute(f"SELECT count(*) FROM {source}", [str(path)]).fetchone()[0]  # noqa: S608
    for first in range(0, total, ROWS):
        found = database.execute(
            f"SELECT {chosen} FROM {source} "  # noqa: S608 column names of our own list
            "WHERE file_row_number >= ? AND file_row_number < ? ORDER BY file_row_number",
            [str(path), first, first + ROWS],
        ).fetchnumpy()
        _take([found[name] for name in columns], columns, first, path.name, into)
        on_progress(min(first + ROWS, total), total)
    twice = into.people.twice_written() or into.statements.twice_written()
    if twice is not None:
        raise VoteFileError(
            VoteFault.TWO_SPELLINGS, path.name, column=columns[0], value=twice[0], expected=twice[1]
        )
    return into.finish()


def _take(found: list[Any], columns: list[str], first: int, file: str, into: Collector) -> None:
    """Check a million rows and add them; rows are counted from 1, for there is no header."""
    people, statements = (
        _ids(found[i], columns[i], first, file) for i in (0, 1)
    )  # fmt: skip
    votes = _whole(found[2], VoteFault.NOT_A_VOTE, columns[2], first, file)
    wrong = np.flatnonzero((votes < -1) | (votes > 1))
    if wrong.size:
        _refuse(VoteFault.NOT_A_VOTE, found[2], int(wrong[0]), columns[2], first, file)
    moments = None
    if len(found) > 3:
        moments = _whole(found[3], VoteFault.NOT_A_MOMENT, columns[3], first, file)
        early = np.flatnonzero(moments < 0)
        if early.size:
            _refuse(VoteFault.NOT_A_MOMENT, found[3], int(early[0]), columns[3], first, file)
    give(people, into.people)
    give(statements, into.statements)
    into.take(votes.astype(np.int8), moments)


def _ids(found: Any, column: str, first: int, file: str) -> np.ndarray | list[bytes]:
    missing = np.flatnonzero(np.ma.getmaskarray(found))
    if missing.size:
        _refuse(VoteFault.NOT_AN_ID, found, int(missing[0]), column, first, file)
    values = np.ma.getdata(found)
    if values.dtype.kind == "f":
        nothing = np.flatnonzero(~np.isfinite(values))
        if nothing.size:
            _refuse(VoteFault.NOT_AN_ID, found, int(nothing[0]), column, first, file)
    if _are_whole(values).all():
        return values.astype(np.int64)
    words = [str(value).strip().encode() for value in values.tolist()]
    for place, word in enumerate(words):
        if not 1 <= len(word) <= LONGEST_ID or not word.decode().isprintable():
            _refuse(VoteFault.NOT_AN_ID, found, place, column, first, file)
    return words


def _whole(
    found: Any, code: VoteFault, column: str, first: int, file: str
) -> npt.NDArray[np.int64]:
    missing = np.flatnonzero(np.ma.getmaskarray(found))
    if missing.size:
        _refuse(code, found, int(missing[0]), column, first, file)
    values = np.ma.getdata(found)
    broken = np.flatnonzero(~_are_whole(values))
    if broken.size:
        _refuse(code, found, int(broken[0]), column, first, file)
    return values.astype(np.int64)


def _are_whole(values: Any) -> npt.NDArray[np.bool_]:
    """Which are whole numbers that fit; with a blank among them, many write whole ones as 1.0."""
    if values.dtype.kind == "i":
        return np.ones(len(values), dtype=bool)
    if values.dtype.kind == "u":
        return np.asarray(values <= np.iinfo(np.int64).max)
    if values.dtype.kind == "f":
        return np.asarray((values == np.trunc(values)) & (np.abs(values) < EXACT))
    return np.zeros(len(values), dtype=bool)


def _refuse(
    code: VoteFault, found: Any, place: int, column: str, first: int, file: str
) -> NoReturn:
    value = "" if np.ma.getmaskarray(found)[place] else str(np.ma.getdata(found)[place])
    expected = LONGEST_ID if code is VoteFault.NOT_AN_ID else None
    raise VoteFileError(
        code, file, row=first + place + 1, column=column, value=value, expected=expected
    )


def write_parquet(table: VoteTable, path: Path) -> None:
    """Write the votes of a table to a file."""
    with connect(path.name) as database:
        people, statements = np.asarray(table.people), np.asarray(table.statement_ids)
        rows = {
            "participant_id": people[table.persons],
            "statement_id": statements[table.statements],
            "vote": table.votes,
        }
        if table.moments is not None:
            rows["modified"] = table.moments
        database.register("rows", rows)
        quoted = str(path).replace("'", "''")
        database.execute(f"COPY (SELECT * FROM rows) TO '{quoted}' (FORMAT parquet)")  # noqa: S608
