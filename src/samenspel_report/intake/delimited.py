"""CSV: what its bytes, separator and decimals are, and its rows in chunks."""

import codecs
import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np

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

DELIMITERS = (";", ",", "\t")
BLOCK = 1 << 20
NEWLINE = 10
LONGEST_HEADER = 1 << 16
NO_TABLE = ("<", "{", "[", "#", "|", "`")  # how a web page, JSON or Markdown begins
UTF_8, WINDOWS = "utf-8-sig", "cp1252"


@contextmanager
def open_delimited(
    path: Path, names: frozenset[str], limits: Limits, on_progress: Progress, *, packed: bool
) -> Iterator[Table]:
    """Open a CSV, packed with gzip or not."""
    with path.open("rb") as raw, closing(_unpacked(raw, packed=packed)) as stream:
        encoding = _encoding(stream, path, limits)
        stream.seek(0)
        text = TextIOWrapper(stream, encoding=encoding, newline="")
        first_line = text.readline(LONGEST_HEADER)
        text.seek(0)
        delimiter = _delimiter(first_line, names)
        if first_line.lstrip().startswith(NO_TABLE) and not _found(first_line, delimiter, names):
            raise AnswerFileError(FaultCode.NO_TABLE, value=path.name)
        lines = _Lines(text, limits)
        reader = csv.reader(lines.each(), delimiter=delimiter, strict=True)
        total = path.stat().st_size
        chunks = _chunks(reader, lines, lambda: on_progress(min(raw.tell(), total), total))
        yield Table(_header(reader, limits), delimiter != ",", chunks)


def _header(reader: Iterator[Row], limits: Limits) -> tuple[str, ...]:
    try:
        header = next(reader, [])
    except csv.Error:
        raise AnswerFileError(FaultCode.BROKEN_QUOTES, row=1) from None
    except _TooLong as fault:
        raise AnswerFileError(FaultCode.LINE_TOO_LONG, row=1, limit=fault.limit) from None
    if len(header) > limits.columns:
        raise AnswerFileError(FaultCode.TOO_MANY_COLUMNS, row=1, limit=limits.columns)
    return tuple(header)


class _TooLong(Exception):
    """A row, or a cell that runs on over lines, has no end in sight."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class _Lines:
    """Hands out lines, each of a sane length, and not without end before rows come of them."""

    def __init__(self, text: TextIOWrapper, limits: Limits) -> None:
        self.text, self.limits = text, limits
        self.ahead = 0

    def each(self) -> Iterator[str]:
        """The lines, until one is too long."""
        longest, most = self.limits.line_length, self.limits.lines_ahead
        while line := self.text.readline(longest + 1):
            self.ahead += len(line)
            if len(line) > longest or self.ahead > most:
                raise _TooLong(in_words(longest))
            yield line


def _unpacked(raw: IO[bytes], *, packed: bool) -> IO[bytes]:
    return gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[return-value]


def _chunks(
    reader: Iterator[Row], lines: _Lines, on_progress: Callable[[], None]
) -> Iterator[Chunk]:
    first_row = 2
    while True:
        rows: list[Row] = []
        fault: csv.Error | _TooLong | None = None
        lines.ahead = 0
        try:
            rows.extend(islice(reader, CHUNK_ROWS))
        except (csv.Error, _TooLong) as found:
            fault = found  # the rows before it were kept
        if rows:
            yield Chunk(first_row, rows)
        first_row += len(rows)
        if isinstance(fault, _TooLong):
            raise AnswerFileError(FaultCode.LINE_TOO_LONG, row=first_row, limit=fault.limit)
        if fault is not None:
            raise AnswerFileError(FaultCode.BROKEN_QUOTES, row=first_row)
        last = len(rows) < CHUNK_ROWS
        if last or (first_row - 2) % ROWS_PER_REPORT == 0:
            on_progress()
        if last:
            return


def _delimiter(first_line: str, names: frozenset[str]) -> str:
    """The separator that finds most of the columns we seek; then the one that splits most."""

    def found(delimiter: str) -> tuple[int, int]:
        return _found(first_line, delimiter, names), first_line.count(delimiter)

    return max(DELIMITERS, key=found)


def _found(first_line: str, delimiter: str, names: frozenset[str]) -> int:
    """How many of the columns we seek stand in this line."""
    cells = (cell.strip().strip('"').casefold() for cell in first_line.split(delimiter))
    return len(names.intersection(cells))


class _Survey:
    """Learns the encoding from all bytes, so that a late accent cannot surprise."""

    def __init__(self) -> None:
        self.may_be = {name: codecs.getincrementaldecoder(name)() for name in (UTF_8, WINDOWS)}
        self.lines_before = 0

    def take(self, block: bytes, *, final: bool) -> None:
        if not block.isascii() or final or self.within_a_character():
            self.decode(block, final=final)
        self.lines_before += int(np.count_nonzero(np.frombuffer(block, np.uint8) == NEWLINE))

    def within_a_character(self) -> bool:
        return any(decoder.getstate()[0] for decoder in self.may_be.values())

    def decode(self, block: bytes, *, final: bool) -> None:
        for name, decoder in list(self.may_be.items()):
            try:
                decoder.decode(block, final)
            except UnicodeDecodeError as fault:
                del self.may_be[name]
                if not self.may_be:
                    self.lines_before += block[: fault.start].count(b"\n")
                    row = self.lines_before + 1
                    raise AnswerFileError(FaultCode.UNKNOWN_ENCODING, row=row) from None


def _encoding(stream: IO[bytes], path: Path, limits: Limits) -> str:
    survey, size, block = _Survey(), 0, b""
    try:
        while block := stream.read(BLOCK):
            size += len(block)
            if size > limits.unpacked_bytes:
                limit = in_words(limits.unpacked_bytes)
                raise AnswerFileError(FaultCode.UNPACKED_TOO_LARGE, value=path.name, limit=limit)
            if b"\0" in block:
                is_wide = size == len(block) and block.startswith(
                    (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
                )
                code = FaultCode.UTF_16 if is_wide else FaultCode.NOT_TEXT
                raise AnswerFileError(code, value=path.name)
            survey.take(block, final=False)
    except (OSError, EOFError, zlib.error):
        raise AnswerFileError(FaultCode.DAMAGED, value=path.name) from None
    survey.take(b"", final=True)
    return next(iter(survey.may_be))
