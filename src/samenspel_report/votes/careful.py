"""A block of a CSV row by row: slower, and it names the first cell that cannot be used."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from samenspel_report.votes.columns import Roles, WideRoles
from samenspel_report.votes.faults import VoteFault, VoteFileError

VOTES = {"-1": -1, "0": 0, "1": 1, "-1.0": -1, "0.0": 0, "1.0": 1, "+1": 1}
LONGEST_ID = 200

Row = tuple[bytes, bytes, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its file, the number of its first row, and its separator."""

    file: str
    first_row: int
    separator: str


def rows_of(block: bytes, place: Place, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number; blank lines are passed over."""
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError as fault:
        row = place.first_row + block[: fault.start].count(b"\n")
        raise VoteFileError(VoteFault.NOT_TEXT, place.file, row=row) from None
    lines = StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=place.separator, strict=True)
    number = place.first_row
    try:
        for cells in reader:
            if cells and (len(cells) > 1 or cells[0].strip()):
                if len(cells) != columns:
                    raise VoteFileError(
                        VoteFault.RAGGED_ROW,
                        place.file,
                        row=number,
                        value=len(cells),
                        expected=columns,
                    )
                yield number, cells
            number = place.first_row + reader.line_num
    except csv.Error as fault:
        if str(fault).startswith("field larger"):
            most = csv.field_size_limit()
            raise VoteFileError(
                VoteFault.LINE_TOO_LONG, place.file, row=number, expected=most
            ) from None
        raise VoteFileError(VoteFault.BROKEN_ROW, place.file, row=number) from None


def long_rows(block: bytes, place: Place, roles: Roles) -> Iterator[Row]:
    """Participant, statement, vote and moment of each row."""
    for number, cells in rows_of(block, place, len(roles.names)):
        person = identity(cells, roles.person, roles.names, place, number)
        statement = identity(cells, roles.statement, roles.names, place, number)
        vote = vote_in(cells, roles.vote, roles.names, place, number)
        if vote is None:
            raise _no_vote(cells, roles.vote, roles.names, place, number)
        yield person, statement, vote, _moment(cells, roles, place, number)


def wide_rows(
    block: bytes, place: Place, roles: WideRoles
) -> Iterator[tuple[bytes, list[int | None]]]:
    """The participant of each row and a vote, or none, for each statement."""
    for number, cells in rows_of(block, place, len(roles.names)):
        person = identity(cells, roles.person, roles.names, place, number)
        yield (
            person,
            [
                vote_in(cells, column, roles.names, place, number)
                for column in range(roles.first, len(roles.names))
            ],
        )


def identity(
    cells: Sequence[str], column: int, names: Sequence[str], place: Place, row: int
) -> bytes:
    """The name or number in a cell."""
    found = cells[column].strip()
    if not is_name(found):
        raise VoteFileError(
            VoteFault.NOT_AN_ID,
            place.file,
            row=row,
            column=names[column],
            value=found,
            expected=LONGEST_ID,
        )
    return found.encode()


def is_name(text: str) -> bool:
    """Whether a text can name somebody or something."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable()


def vote_in(
    cells: Sequence[str], column: int, names: Sequence[str], place: Place, row: int
) -> int | None:
    """The vote in a cell; `None` for a blank one."""
    written = cells[column].strip()
    if not written:
        return None
    if written not in VOTES:
        raise _no_vote(cells, column, names, place, row)
    return VOTES[written]


def _no_vote(
    cells: Sequence[str], column: int, names: Sequence[str], place: Place, row: int
) -> VoteFileError:
    return VoteFileError(
        VoteFault.NOT_A_VOTE, place.file, row=row, column=names[column], value=cells[column]
    )


def _moment(cells: Sequence[str], roles: Roles, place: Place, row: int) -> int:
    if roles.moment is None:
        return 0
    written = cells[roles.moment].strip()
    if not written.isascii() or not written.isdigit() or len(written) > 18:
        raise VoteFileError(
            VoteFault.NOT_A_MOMENT,
            place.file,
            row=row,
            column=roles.names[roles.moment],
            value=written,
        )
    return int(written)
