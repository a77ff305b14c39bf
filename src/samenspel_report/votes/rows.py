"""The rows of a CSV of votes: whole blocks at once, and with care where a block is not plain."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from samenspel_report.votes.blocks import Blocks, open_blocks, silently
from samenspel_report.votes.careful import LONGEST_ID, Place, long_rows, rows_of, wide_rows
from samenspel_report.votes.cells import Grid, Numbers, grid_of, numbers_in, votes_in, words_in
from samenspel_report.votes.columns import Roles, WideRoles
from samenspel_report.votes.faults import VoteFault, VoteFileError
from samenspel_report.votes.identities import Codes, Identities, Names
from samenspel_report.votes.table import Collector, VoteTable, as_names

BLANK = 2
PLAIN_DIGITS = 18


def header_of(blocks: Blocks, path: Path) -> list[str]:
    """The names of the columns."""
    place = Place(path.name, 1, blocks.separator.decode())
    try:
        text = blocks.header.decode("utf-8")
    except UnicodeDecodeError:
        raise VoteFileError(VoteFault.NOT_TEXT, path.name, row=1) from None
    if '"' not in text:
        return text.split(place.separator)
    columns = text.count(place.separator) + 1
    return next(iter(rows_of(blocks.header + b"\n", place, columns)), (1, [""]))[1]


def read_long(path: Path, blocks: Blocks, roles: Roles) -> VoteTable:
    """A file with one row a vote."""
    into = Collector(path.name, with_moments=roles.moment is not None)
    separator = blocks.separator.decode()
    for row, block in blocks.rows:
        grid = grid_of(block, len(roles.names), blocks.separator[0])
        if grid is None or not _quickly(grid, roles, into):
            _carefully(block, Place(path.name, row, separator), roles, into)
    _check_spelling(path, into.people, roles.names, roles.person)
    _check_spelling(path, into.statements, roles.names, roles.statement)
    return into.finish()


def _quickly(grid: Grid, roles: Roles, into: Collector) -> bool:
    """Take a block in which every cell is plain; `False` if one is not."""
    votes = votes_in(grid, roles.vote, roles.vote + 1)
    if votes is None or np.any(votes == BLANK):
        return False
    moments = None
    if roles.moment is not None:
        moments = numbers_in(grid, roles.moment)
        if moments is None or moments.min() < 0:
            return False
    people = _ids(grid, roles.person, into.people)
    statements = _ids(grid, roles.statement, into.statements)
    if people is None or statements is None:
        return False
    give(people, into.people)
    give(statements, into.statements)
    into.take(votes[:, 0], moments)
    return True


def _carefully(block: bytes, place: Place, roles: Roles, into: Collector) -> None:
    rows = list(long_rows(block, place, roles))
    if not rows:
        return
    people, statements, votes, moments = zip(*rows, strict=True)
    give(people, into.people)
    give(statements, into.statements)
    into.take(np.array(votes, np.int8), np.array(moments, np.int64))


def read_wide(path: Path, blocks: Blocks, roles: WideRoles) -> VoteTable:
    """A matrix with a row for each participant and a column for each statement."""
    columns, separator = len(roles.names), blocks.separator.decode()
    people = Identities()
    cast: list[np.ndarray] = []  # (rows, statements) as voted or not, block by block
    for row, block in blocks.rows:
        grid = grid_of(block, columns, blocks.separator[0])
        found = None if grid is None else votes_in(grid, roles.first, columns)
        ids: Numbers | Sequence[bytes] | None = None
        if grid is not None:
            ids = _ids(grid, roles.person, people)
        if found is None or ids is None:
            ids, found = _wide_with_care(block, Place(path.name, row, separator), roles)
        give(ids, people)
        cast.append(found)
    _check_spelling(path, people, roles.names, roles.person)
    return _unfolded(path, people, cast, roles)


def _wide_with_care(
    block: bytes, place: Place, roles: WideRoles
) -> tuple[Sequence[bytes], np.ndarray]:
    rows = list(wide_rows(block, place, roles))
    found = np.array(
        [[BLANK if vote is None else vote for vote in votes] for _, votes in rows], np.int8
    )
    return [person for person, _ in rows], found.reshape(len(rows), len(roles.statements))


def _unfolded(
    path: Path, people: Identities, cast: list[np.ndarray], roles: WideRoles
) -> VoteTable:
    """The cells that hold a vote; who has none and what has none is left out."""
    codes, names = people.finish()
    if len(names) < codes.size:
        _refuse_second_row(path, codes, names, roles)
    matrix = np.concatenate(cast) if cast else np.zeros((0, len(roles.statements)), np.int8)
    rows, columns = np.nonzero(matrix != BLANK)
    if not rows.size:
        raise VoteFileError(VoteFault.NO_VOTES, path.name)
    statements = Identities()
    give([name.encode() for name in roles.statements], statements)
    places, ids = statements.finish()
    persons, who = _those_used(codes[rows], names)
    on, what = _those_used(places[columns], ids)
    return VoteTable(persons, on, matrix[rows, columns], None, who, what)


def _those_used(codes: Codes, ids: Names) -> tuple[Codes, Names]:
    used, found = np.unique(codes, return_inverse=True)
    kept = ids[used] if isinstance(ids, np.ndarray) else tuple(ids[i] for i in used.tolist())
    return found.astype(np.int32), kept


def _refuse_second_row(path: Path, codes: Codes, names: Names, roles: WideRoles) -> None:
    first = np.zeros(codes.size, bool)
    first[np.unique(codes, return_index=True)[1]] = True
    place = int(np.flatnonzero(~first)[0])
    name = as_names(names)[codes[place]]
    row = _row_of(path, roles.person, len(roles.names), name, times=2)
    raise VoteFileError(
        VoteFault.TWO_ROWS, path.name, row=row, column=roles.names[roles.person], value=name
    )


def _ids(grid: Grid, column: int, into: Identities) -> Numbers | list[bytes] | None:
    """A column of ids, as numbers or as names; `None` if it must be read with care."""
    numbers = numbers_in(grid, column) if into.are_numbers else None
    if numbers is not None:
        return numbers
    words = words_in(grid, column, LONGEST_ID)
    return words if words is not None and all(map(_readable, words)) else None


def _readable(word: bytes) -> bool:
    if word.isalnum():  # of bytes: ASCII letters and digits alone
        return True
    try:
        return word.decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False


def give(ids: Numbers | Sequence[bytes], into: Identities) -> None:
    """Hand a column of ids over, as numbers where each is written in the plainest way."""
    if isinstance(ids, np.ndarray):
        into.take_numbers(ids)
    elif into.are_numbers and all(map(_is_plain, ids)):
        into.take_numbers(np.array([int(word) for word in ids], np.int64))
    else:
        into.take_words(ids)


def _is_plain(word: bytes) -> bool:
    digits = word.removeprefix(b"-")
    return digits.isdigit() and len(digits) <= PLAIN_DIGITS and b"%d" % int(word) == word


def _check_spelling(path: Path, ids: Identities, names: Sequence[str], column: int) -> None:
    twice = ids.twice_written()
    if twice is None:
        return
    row = _row_of(path, column, len(names), twice[0], times=1)
    raise VoteFileError(
        VoteFault.TWO_SPELLINGS,
        path.name,
        row=row,
        column=names[column],
        value=twice[0],
        expected=twice[1],
    )


def _row_of(path: Path, column: int, columns: int, name: str, *, times: int) -> int | None:
    """The number of the row in which an id stands for the so-many-th time."""
    with open_blocks(path, silently) as blocks:
        for row, block in blocks.rows:
            place = Place(path.name, row, blocks.separator.decode())
            for number, cells in rows_of(block, place, columns):
                times -= cells[column].strip() == name
                if times == 0:
                    return number
    return None
