"""A file as a header and chunks of rows of text, whatever its format."""

import hashlib
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.limits import Limits, in_words

CHUNK_ROWS = 500  # small: the rows stay in the cache and the collector of garbage stays out
ROWS_PER_REPORT = 50_000
ZIP, OLD_OFFICE, GZIP = b"PK", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"

Progress = Callable[[int, int], None]
Row = list[str]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows below each other; `first_row` is the row number a spreadsheet shows for the first."""

    first_row: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and what stands under them. `decimal_comma`: may 2,5 be a number?"""

    header: tuple[str, ...]
    decimal_comma: bool
    chunks: Iterator[Chunk]


@contextmanager
def open_table(
    path: Path, names: frozenset[str], limits: Limits, on_progress: Progress
) -> Iterator[Table]:
    """Open a file by what it holds, not by what it is called; `names` are the columns we seek."""
    magic = _magic(path)
    if magic.startswith(OLD_OFFICE) or path.suffix.lower() == ".xls":
        raise AnswerFileError(FaultCode.OLD_WORKBOOK, value=path.name)
    if magic.startswith(ZIP) or path.suffix.lower() in {".xlsx", ".xlsm"}:
        from samenspel_report.intake.workbook import open_workbook

        yield open_workbook(path, limits, on_progress)
        return
    from samenspel_report.intake.delimited import open_delimited

    _check_size(path, limits.file_bytes, FaultCode.TOO_LARGE)
    packed = magic.startswith(GZIP)
    with open_delimited(path, names, limits, on_progress, packed=packed) as table:
        yield table


def sha256_of(path: Path) -> str:
    """The fingerprint of the file as it stands."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _check_size(path: Path, most: int, code: FaultCode) -> None:
    if path.stat().st_size > most:
        raise AnswerFileError(code, value=path.name, limit=in_words(most))


def _magic(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):  # opening one might wait for ever
            raise AnswerFileError(FaultCode.STREAM, value=path.name)
        with path.open("rb") as source:
            return source.read(4)
    except FileNotFoundError:
        raise AnswerFileError(FaultCode.MISSING_FILE, value=path.name) from None
    except IsADirectoryError:
        raise AnswerFileError(FaultCode.FOLDER, value=path.name) from None
    except (OSError, ValueError):
        raise AnswerFileError(FaultCode.UNREADABLE, value=path.name) from None
