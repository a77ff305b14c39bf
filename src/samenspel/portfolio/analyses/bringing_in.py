"""From a file to lines of a portfolio, and what was wrong in each row that could not be read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from samenspel.platform.errors import DomainError
from samenspel.portfolio.choices import Column
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import Line
from samenspel_report.intake.faults import AnswerFileError
from samenspel_report.intake.limits import LIMITS
from samenspel_report.intake.tables import Table, open_table

from .cells import CellRefused, read_cell, read_strength

MOST_LINES, MOST_FAULTS, ROWS_SHOWN = 20_000, 500, 3
OUTCOME = "outcome_"
OTHER_NAMES = {  # what people call these columns elsewhere, in both languages
    Column.NAME: "titel title samenwerking collaboration project activity",
    Column.PARTNER: "partners organisatie organisation lead",
    Column.PARTNER_ORG_ID: "kvk kvk-nummer org-id organisation-id",
    Column.REFERENCE: "id nummer number code iati-identifier",
    Column.STANDING: "status fase phase",
    Column.DUE_ON: "evaluatie evaluation review deadline",
    Column.HOURS: "uren hours",
    Column.AMOUNT: "budget waarde value bedrag",
    Column.CURRENCY: "valuta",
    Column.BEGINS_ON: "start begin startdatum",
    Column.ENDS_ON: "einde end einddatum",
    Column.NOTE: "opmerkingen notes toelichting",
}


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


def preview_of(path: Path | None, outcomes: Iterable[ChainStep], language: str) -> Preview:
    """What a file seems to hold, for whoever says which column is which."""
    with _opened(path, language, _silently) as table:
        chunk = next(iter(table.chunks), None)
        rows = chunk.rows[:ROWS_SHOWN] if chunk else []
        return Preview(
            table.header,
            tuple(tuple(cell[:60] for cell in row) for row in rows),
            guessed(table.header, outcomes),
        )


def guessed(header: Sequence[str], outcomes: Iterable[ChainStep]) -> dict[str, int]:
    """Which column says what, by its name in either language; each column at most once."""
    places = {name.strip().casefold(): place for place, name in reversed([*enumerate(header)])}
    found: dict[str, int] = {}
    wanted = [(column.value, _names(column)) for column in Column]
    wanted += [(f"{OUTCOME}{step.pk}", [step.name.casefold()]) for step in outcomes]
    for field, names in wanted:
        place = next((places[name] for name in names if name in places), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found


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
    left_out = 0
    with _opened(path, language, told) as table:
        for number, row in _rows(table):
            line, wrong = _line(number, row, table, mapping, seen)
            left_out += bool(wrong)
            faults.extend(wrong)
            if line is not None:
                lines.append(line)
            if len(lines) > MOST_LINES:
                raise FileRefused(_("At most %(n)s lines can be read.") % {"n": MOST_LINES})
    return FileRead(tuple(lines), tuple(faults[:MOST_FAULTS]), left_out)


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


def _of_row(number: int, column: Column, value: str, says: str) -> Fault:
    return Fault(number, str(column.label), value[:60], says)


def _rows(table: Table) -> Iterator[tuple[int, Sequence[str]]]:
    for chunk in table.chunks:
        for number, row in enumerate(chunk.rows, start=chunk.first_row):
            if any(cell.strip() for cell in row):
                yield number, row


def _names(column: Column) -> list[str]:
    names = []
    for language in ("nl", "en"):
        with translation.override(language):
            names.append(str(column.label).casefold())
    return [*names, *OTHER_NAMES.get(column, "").split()]


@contextmanager
def _opened(path: Path | None, language: str, told: Callable[[int, int], None]) -> Iterator[Table]:
    if path is None:
        raise FileRefused(_("The file is gone. Choose it again."))
    wanted = frozenset(name for column in Column for name in _names(column))
    try:
        with open_table(path, wanted, LIMITS, told) as table:
            yield table
    except AnswerFileError as error:
        raise FileRefused(error.sentence(language)) from error


def _silently(done: int, total: int) -> None:
    """Nobody asked how far it is."""
