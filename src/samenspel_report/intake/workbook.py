"""XLSX: checked before anything unpacks it, then the first sheet's rows in chunks."""

import datetime as dt
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.limits import Limits, in_words
from samenspel_report.intake.tables import (
    CHUNK_ROWS,
    ROWS_PER_REPORT,
    Chunk,
    Progress,
    Row,
    Table,
)

COLUMN = re.compile("[A-Z]{1,3}")

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


class _NotAWorkbook(Exception):
    """The zip holds no workbook we know."""


def open_workbook(path: Path, limits: Limits, on_progress: Progress) -> Table:
    """Open the first sheet of a workbook that holds values only."""
    if path.stat().st_size > limits.workbook_bytes:
        limit = in_words(limits.workbook_bytes)
        raise AnswerFileError(FaultCode.WORKBOOK_TOO_LARGE, value=path.name, limit=limit)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_unpacked(archive, path, limits)
            _parse(archive, _first_sheet(archive), _SheetCheck(limits).start)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        raise AnswerFileError(FaultCode.NOT_A_WORKBOOK, value=path.name) from None
    except (_NotAWorkbook, expat.ExpatError, LookupError, ValueError):
        raise AnswerFileError(FaultCode.NOT_A_WORKBOOK, value=path.name) from None
    return _table(path, on_progress)


def _table(path: Path, on_progress: Progress) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            name = workbook.sheet_names[0]
            sheet = workbook.get_sheet_by_index(0)
            cells = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError):
        raise AnswerFileError(FaultCode.NOT_A_WORKBOOK, value=path.name) from None
    rows = [[c if isinstance(c, str) else _text(c) for c in row] for row in cells]
    if not any(any(row) for row in rows):
        raise AnswerFileError(FaultCode.EMPTY_SHEET, value=name)
    width = max(index + 1 for row in rows for index, cell in enumerate(row) if cell)
    rows = [row[:width] for row in rows]
    return Table(tuple(rows[0]), decimal_comma=True, chunks=_chunks(rows[1:], on_progress))


def _chunks(rows: list[Row], on_progress: Progress) -> Iterator[Chunk]:
    for start in range(0, len(rows), CHUNK_ROWS):
        part = rows[start : start + CHUNK_ROWS]
        yield Chunk(start + 2, part)
        done = start + len(part)
        if done == len(rows) or done % ROWS_PER_REPORT == 0:
            on_progress(done, len(rows))


def _text(cell: Cell) -> str:
    """The cell as it would stand in a CSV: respondent 12 is "12", not "12.0"."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _check_unpacked(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    if sum(member.file_size for member in archive.infolist()) > limits.unpacked_bytes:
        limit = in_words(limits.unpacked_bytes)
        raise AnswerFileError(FaultCode.UNPACKED_TOO_LARGE, value=path.name, limit=limit)
    if archive.testzip() is not None:  # also finds members that are larger than they say
        raise AnswerFileError(FaultCode.DAMAGED, value=path.name)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The member that holds the first sheet, by the workbook's own list."""
    sheets = _elements(archive, "xl/workbook.xml", "sheet")
    keys = [value for name, value in sheets[0].items() if name.endswith(" id")] if sheets else []
    for relation in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship"):
        if relation["Id"] in keys:
            return posixpath.normpath(posixpath.join("/xl", relation["Target"])).lstrip("/")
    raise _NotAWorkbook


def _elements(archive: zipfile.ZipFile, member: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of this name."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == wanted:
            found.append(attributes)

    _parse(archive, member, start)
    return found


def _parse(
    archive: zipfile.ZipFile, member: str, start: Callable[[str, dict[str, str]], None]
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(member) as content:
        parser.ParseFile(content)


def _refuse(*_: object) -> None:
    """A workbook has no document type, so no entities to blow up."""
    raise _NotAWorkbook


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


class _LocalNames(dict[str, str]):
    """Names of elements without their namespace, worked out once each."""

    def __missing__(self, tag: str) -> str:
        self[tag] = name = _local(tag)
        return name


class _SheetCheck:
    """Walks through a sheet's XML: no formulas, and no filled cell far outside."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.names = _LocalNames()
        self.columns: dict[str, int] = {}
        self.reference = ""
        self.row = self.column = self.last_row = self.last_column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self.names[tag]
        if name == "c":
            self.column += 1
            self.reference = attributes.get("r", "")
        elif name in {"v", "is"}:
            self.filled()
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "f":
            row, column = self.place()
            letters = _letters(column)
            raise AnswerFileError(
                FaultCode.FORMULA, row=row, column=letters, value=f"{letters}{row}"
            )

    def place(self) -> tuple[int, int]:
        """Row and column of the cell we are in; a cell need not say where it stands."""
        if not self.reference:
            return self.row, self.column
        letters = self.reference.rstrip("0123456789")
        if letters not in self.columns:
            self.columns[letters] = _column(letters)
        return int(self.reference[len(letters) :]), self.columns[letters]

    def filled(self) -> None:
        row, column = self.place()
        if row <= self.last_row and column <= self.last_column:
            return
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if self.last_row * self.last_column > self.limits.sheet_cells:
            limit = float(self.limits.sheet_cells)
            cell = f"{_letters(column)}{row}"
            raise AnswerFileError(FaultCode.SHEET_TOO_LARGE, value=cell, limit=limit)


def _column(letters: str) -> int:
    if not COLUMN.fullmatch(letters):
        raise _NotAWorkbook
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
