"""Votes to a file: CSV, packed or not, or Parquet, block by block."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from samenspel_report.votes.identities import Names
from samenspel_report.votes.table import VoteTable

ROWS = 200_000
COMMA, NEWLINE = ord(","), ord("\n")
HEADER = b"participant_id,statement_id,vote"

Letters = npt.NDArray[np.uint8]  # (rows, width), zero where a cell is shorter


def write_votes(table: VoteTable, path: Path) -> None:
    """Write a table as our own CSV, or as Parquet; the name of the file says which."""
    if path.name.lower().endswith(".parquet"):
        from samenspel_report.votes.parquet import write_parquet

        write_parquet(table, path)
        return
    with path.open("wb") as raw:
        packed = path.name.lower().endswith(".gz")
        # neither name nor moment goes in, so that the same votes give the same bytes
        out: IO[bytes] = gzip.GzipFile("", "wb", 6, raw, 0) if packed else raw  # type: ignore[assignment]
        for piece in csv_of(table):
            out.write(piece)
        if packed:
            out.close()


def csv_of(table: VoteTable) -> Iterator[bytes]:
    """The header, and then blocks of rows."""
    yield HEADER + (b"" if table.moments is None else b",modified") + b"\n"
    people, statements = _spelled(table.people), _spelled(table.statement_ids)
    votes = _letters(np.array([b"-1", b"0", b"1"]))
    for first in range(0, table.rows, ROWS):
        rows = slice(first, first + ROWS)
        cells = [people[table.persons[rows]], statements[table.statements[rows]]]
        cells.append(votes[table.votes[rows] + 1])
        if table.moments is not None:
            cells.append(_letters(table.moments[rows].astype("S")))
        yield _lines(cells)


def _lines(cells: list[Letters]) -> bytes:
    height = cells[0].shape[0]
    comma = np.full((height, 1), COMMA, np.uint8)
    between = [piece for cell in cells for piece in (cell, comma)]
    between[-1] = np.full((height, 1), NEWLINE, np.uint8)
    letters = np.concatenate(between, axis=1).ravel()
    return bytes(letters[letters != 0])


def _letters(words: npt.NDArray[np.bytes_]) -> Letters:
    return words.view(np.uint8).reshape(words.size, words.dtype.itemsize)


def _spelled(ids: Names) -> Letters:
    """Each id as it stands in a cell; quoted where it has to be."""
    if isinstance(ids, np.ndarray):
        return _letters(ids.astype("S"))
    return _letters(np.array([_quoted(name) for name in ids], dtype="S"))


def _quoted(name: str) -> bytes:
    if not set(name) & set(',"\n\r'):
        return name.encode()
    return b'"' + name.replace('"', '""').encode() + b'"'
