"""From a file to lines of a portfolio, and what was wrong in each row that could not be read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from samenspel.platform.errors import DomainError
from samenspel.portfolio.choices import Column
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import Line
from samenspel_report.intake.faults import AnswerFileError
from samenspel_report.intake.limits import LIMITS
from samenspel_report.intake.tables import Table, open_table

from .cells import CellRefused, read_cell, read_strength
from .headings import OUTCOME, from_heading, guessed, known_names

MOST_LINES, MOST_FAULTS, ROWS_SHOWN = 20_000, 500, 3
OURS = replace(LIMITS, may_calculate=True)  # a total below a column is no harm here
TOTALS = {"totaal", "totalen", "subtotaal", "total", "totals", "subtotal", "som", "sum"}


class FileRefused(DomainError):
    """A file with a portfolio that cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The names of the columns of a file, its first rows, and what each column seems to say."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was left out: where, what stood there, and what was expected."""

    row: int
    column: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """The lines of a file, and the faults of the rows that were left out."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    left_out: int
    doubles: tuple[Fault, ...] = ()  # rows that look like an earlier one, and came in all the same


def preview_of(path: Path | None, outcomes: Iterable[ChainStep], language: str) -> Preview:
    """What a file seems to hold, for whoever says which column is which."""
    with _opened(path, language, _silently) as table:
        rows = [row for _number, row in islice(_rows(table), ROWS_SHOWN)]
        return Preview(
            table.header,
            tuple(tuple(cell[:60] for cell in row) for row in rows),
            guessed(table.header, outcomes),
        )


def read_portfolio(
    path: Path | None,
    mapping: Mapping[str, int],
    *,
    language: str,
    on_part: Callable[[float], object],
) -> FileRead:
    """Every row as a line, or the reason why not; a row that is blank says nothing."""

    def told(done: int, total: int) -> None:
        on_part(done / max(total, 1))

    lines: list[Line] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    named: dict[tuple[str, str], tuple[int, str]] = {}
    doubles: list[Fault] = []
    left_out = 0
    with _opened(path, language, told) as table:
        for number, row in _rows(table):
            line, wrong = _line(number, row, table, mapping, seen)
            left_out += bool(wrong)
            faults.extend(wrong)
            if line is not None:
                lines.append(line)
                doubles.extend(_double(number, line, named))
            if len(lines) > MOST_LINES:
                raise FileRefused(_("At most %(n)s lines can be read.") % {"n": MOST_LINES})
    return FileRead(tuple(lines), tuple(faults[:MOST_FAULTS]), left_out,
                    tuple(doubles[:MOST_FAULTS]))  # fmt: skip


def _line(
    number: int, row: Sequence[str], table: Table, mapping: Mapping[str, int],
    seen: dict[str, int],
) -> tuple[Line | None, list[Fault]]:  # fmt: skip
    said: dict[str, object] = {}
    links = {}
    faults = []
    for field, place in mapping.items():
        value = row[place].strip()
        try:
            if field.startswith(OUTCOME):
                if strength := read_strength(value):
                    links[int(field.removeprefix(OUTCOME))] = strength
            else:
                said[field] = read_cell(Column(field), value)
        except CellRefused as refusal:
            faults.append(Fault(number, table.header[place], value[:60], str(refusal)))
    faults += _unfit(number, said, seen) if not faults else []
    return (None, faults) if faults else (Line.of(said, links), [])


def _unfit(number: int, said: Mapping[str, object], seen: dict[str, int]) -> list[Fault]:
    """What is wrong with a row although each of its cells can be read."""
    if str(said.get("name", "")).strip(" :").casefold() in TOTALS:
        says = _("This is a total, no collaboration.")
        return [_of_row(number, Column.NAME, str(said["name"]), says)]
    reference, begins, ends = (said.get(name) for name in ("reference", "begins_on", "ends_on"))
    if reference:
        earlier = seen.setdefault(str(reference), number)
        if earlier != number:
            says = _("Row %(row)s has the same reference. Give each row its own.")
            return [_of_row(number, Column.REFERENCE, str(reference), says % {"row": earlier})]
    if begins and ends and str(ends) < str(begins):  # days as YYYY-MM-DD
        says = _("It cannot end before it begins.")
        return [_of_row(number, Column.ENDS_ON, str(ends), says)]
    if said.get("currency") and said.get("amount") is None:
        says = _("Say how much, or leave the currency empty.")
        return [_of_row(number, Column.CURRENCY, str(said["currency"]), says)]
    return []


def _double(
    number: int, line: Line, named: dict[tuple[str, str], tuple[int, str]]
) -> Iterator[Fault]:
    """Whether an earlier row has this name and partner, and what becomes of the two."""
    told = line.told
    who = told.name.casefold(), told.partner.casefold()
    row, reference = named.setdefault(who, (number, told.reference))
    if row == number:
        return
    says = _("Row %(row)s has the same name and partner: this row came in its place.")
    if told.reference and reference and told.reference != reference:
        says = _("Row %(row)s has the same name and partner, but another reference: two lines.")
    yield _of_row(number, Column.NAME, told.name, says % {"row": row})


def _of_row(number: int, column: Column, value: str, says: str) -> Fault:
    return Fault(number, str(column.label), value[:60], says)


def _rows(table: Table) -> Iterator[tuple[int, Sequence[str]]]:
    for chunk in table.chunks:
        for number, row in enumerate(chunk.rows, start=chunk.first_row):
            if any(cell.strip() for cell in row):
                yield number, row


@contextmanager
def _opened(path: Path | None, language: str, told: Callable[[int, int], None]) -> Iterator[Table]:
    if path is None:
        raise FileRefused(_("The file is gone. Choose it again."))
    try:
        with open_table(path, known_names(), OURS, told) as table:
            yield from_heading(table)
    except AnswerFileError as error:
        raise FileRefused(error.sentence(language)) from error


def _silently(done: int, total: int) -> None:
    """Nobody asked how far it is."""
