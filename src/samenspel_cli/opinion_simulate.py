"""Votes of made-up people, to try the map on."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from typer import echo

from samenspel_analysis.opinion.simulation import (
    SimulatedVotes,
    made_up_community,
    simulate_votes,
)
from samenspel_cli.command import one_line, refuse
from samenspel_cli.options import MOST_SEED, number_in, target_in, whole_number_in
from samenspel_cli.writing import UNWRITABLE
from samenspel_report.i18n import Translator, mark
from samenspel_report.votes import VoteTable, csv_of, write_votes

ENDINGS = (".csv", ".gz", ".parquet")
MOST_PEOPLE, MOST_STATEMENTS, MOST_GROUPS, MOST_PARTS = 10_000_000, 100_000, 100, 10_000

VOTES_EXPECTED = mark(
    "--votes “%(value)s” cannot be used; expected a mean number of votes per person, above 0 and "
    "at most %(high)s."
)
FOLDER_EXPECTED = mark("--out is missing; with --parts, give a folder that is not there yet.")
FOLDER_THERE = mark("--out “%(value)s” is there already; give a folder that is not there yet.")


@dataclass(frozen=True, slots=True)
class Request:
    """The options as they were written."""

    people: str
    statements: str
    votes: str
    groups: str
    seed: str
    parts: str
    out: str
    moments: bool
    force: bool


def run(t: Translator, request: Request) -> None:
    """Write the votes where they were asked for."""
    people = whole_number_in(t, "--people", request.people, 1, MOST_PEOPLE)
    statements = whole_number_in(t, "--statements", request.statements, 1, MOST_STATEMENTS)
    groups = whole_number_in(t, "--groups", request.groups, 0, MOST_GROUPS)
    seed = whole_number_in(t, "--seed", request.seed, 0, MOST_SEED)
    parts = whole_number_in(t, "--parts", request.parts or "1", 1, min(MOST_PARTS, people))
    votes = number_in(request.votes)
    if votes is None or not 0 < votes <= statements:
        refuse(t, VOTES_EXPECTED, {"value": request.votes, "high": statements})
    rng = np.random.default_rng(seed)
    community = made_up_community(statements, groups, rng)
    sizes = [people * (i + 1) // parts - people * i // parts for i in range(parts)]
    if request.parts:
        _write_folder(
            t,
            request,
            (
                _table(
                    list(simulate_votes(community, people=size, votes=votes, rng=rng)),
                    before,
                    moments=request.moments,
                )
                for size, before in zip(sizes, np.cumsum([0, *sizes]).tolist(), strict=False)
            ),
        )
        return
    blocks = simulate_votes(community, people=people, votes=votes, rng=rng)
    tables = (_table([block], 0, moments=request.moments) for block in blocks)
    if not request.out:
        for piece in _lines(tables):
            sys.stdout.buffer.write(piece)
        return
    target = target_in(t, request.out, ENDINGS, None, force=request.force)
    _write_file(t, target, tables)


def _table(blocks: list[SimulatedVotes], before: int, *, moments: bool = False) -> VoteTable:
    """Blocks of made-up votes as one table; people are numbered from `before`."""
    persons = np.concatenate([block.persons for block in blocks])
    first = blocks[0].first
    statements = np.concatenate([block.statements for block in blocks])
    return VoteTable(
        (persons - first).astype(np.int32),
        statements,
        np.concatenate([block.votes for block in blocks]),
        np.concatenate([block.moments for block in blocks]) if moments else None,
        np.arange(int(persons.max()) - first + 1, dtype=np.int64) + first + before,
        np.arange(int(statements.max()) + 1, dtype=np.int64),
    )


def _lines(tables: Iterator[VoteTable]) -> Iterator[bytes]:
    """One header, and the rows of every table."""
    for place, table in enumerate(tables):
        pieces = csv_of(table)
        header = next(pieces)
        if place == 0:
            yield header
        yield from pieces


def _write_file(t: Translator, target: Path, tables: Iterator[VoteTable]) -> None:
    """Beside its place first; a large file is written as it is made."""
    part = target.with_name(f".{os.getpid()}.{target.name}")
    try:
        if target.suffix.lower() == ".csv":
            with part.open("xb") as out:
                out.writelines(_lines(tables))
        else:
            write_votes(_joined(list(tables)), part)
        part.replace(target)
    except OSError:
        refuse(t, UNWRITABLE, {"value": str(target)})
    finally:
        part.unlink(missing_ok=True)
    echo(t.gettext("Written: %(file)s.") % {"file": one_line(str(target))}, err=True)


def _joined(tables: list[VoteTable]) -> VoteTable:
    statements = max((table.statement_ids for table in tables), key=len)
    moments = [table.moments for table in tables if table.moments is not None]
    before = np.cumsum([0, *(len(table.people) for table in tables)]).tolist()
    return VoteTable(
        np.concatenate(
            [table.persons + first for table, first in zip(tables, before, strict=False)]
        ),
        np.concatenate([table.statements for table in tables]),
        np.concatenate([table.votes for table in tables]),
        np.concatenate(moments) if moments else None,
        np.arange(before[-1], dtype=np.int64),
        statements,
    )


def _write_folder(t: Translator, request: Request, tables: Iterator[VoteTable]) -> None:
    if not request.out:
        refuse(t, FOLDER_EXPECTED)
    folder = Path(request.out)
    try:
        folder.mkdir()
        for place, table in enumerate(tables):
            write_votes(table, folder / f"part-{place:05d}.csv")
    except FileExistsError:
        refuse(t, FOLDER_THERE, {"value": request.out})
    except OSError:
        refuse(t, UNWRITABLE, {"value": request.out})
    echo(t.gettext("Written: %(file)s.") % {"file": one_line(str(folder))}, err=True)
