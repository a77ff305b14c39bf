"""XLSX: checked before anything unpacks it, then the first sheet's rows in chunks."""

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.limits import Limits, in_words
from samenspel_report.intake.sheets import check_workbook
from samenspel_report.intake.tables import (
    CHUNK_ROWS,
    ROWS_PER_REPORT,
    Chunk,
    Progress,
    Row,
    Table,
)
from samenspel_report.intake.xml_parts import NotAWorkbook

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def open_workbook(path: Path, limits: Limits, on_progress: Progress) -> Table:
    """Open the first sheet of a workbook that holds values only."""
    if path.stat().st_size > limits.workbook_bytes:
        limit = in_words(limits.workbook_bytes)
        raise AnswerFileError(FaultCode.WORKBOOK_TOO_LARGE, value=path.name, limit=limit)
    try:
        with zipfile.ZipFile(path) as archive:
            size = check_workbook(archive, path.name, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        raise AnswerFileError(FaultCode.NOT_A_WORKBOOK, value=path.name) from None
    except (NotAWorkbook, expat.ExpatError, LookupError, ValueError, OverflowError):
        raise AnswerFileError(FaultCode.NOT_A_WORKBOOK, value=path.name) from None
    return _table(path, size, on_progress)


def _table(path: Path, size: tuple[int, int], on_progress: Progress) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with path.open("rb") as source, CalamineWorkbook.from_filelike(source) as workbook:
            name = workbook.sheet_names[0]
            sheet = workbook.get_sheet_by_index(0)
            row, column = sheet.end or (0, 0)
            if row >= max(size[0], 1) or column >= max(size[1], 1):
                raise AnswerFileError(FaultCode.NOT_A_WORKBOOK, value=path.name)
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
