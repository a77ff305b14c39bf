"""CSV: what its bytes, separator and decimals are, and its rows in chunks."""

import codecs
import csv
import gzip
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO

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
LONGEST_HEADER = 1 << 16
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
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            header = next(reader, [])
        except csv.Error:
            raise AnswerFileError(FaultCode.BROKEN_QUOTES, row=1) from None
        total = path.stat().st_size
        chunks = _chunks(reader, raw, total, on_progress)
        yield Table(tuple(header), delimiter != ",", chunks)


def _unpacked(raw: IO[bytes], *, packed: bool) -> IO[bytes]:
    return gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[return-value]


def _chunks(
    reader: Iterator[Row], raw: IO[bytes], total: int, on_progress: Progress
) -> Iterator[Chunk]:
    first_row = 2
    while True:
        rows: list[Row] = []
        broken = False
        try:
            rows.extend(islice(reader, CHUNK_ROWS))
        except csv.Error:
            broken = True  # the rows before it were kept
        if rows:
            yield Chunk(first_row, rows)
        first_row += len(rows)
        if broken:
            raise AnswerFileError(FaultCode.BROKEN_QUOTES, row=first_row)
        last = len(rows) < CHUNK_ROWS
        if last or (first_row - 2) % ROWS_PER_REPORT == 0:
            on_progress(min(raw.tell(), total), total)
        if last:
            return


def _delimiter(first_line: str, names: frozenset[str]) -> str:
    """The separator that finds most of the columns we seek; then the one that splits most."""

    def found(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip().strip('"').casefold() for cell in first_line.split(delimiter)]
        return len(names.intersection(cells)), len(cells)

    return max(DELIMITERS, key=found)


class _Survey:
    """Learns the encoding from all bytes, so that a late accent cannot surprise."""

    def __init__(self) -> None:
        self.may_be = {name: codecs.getincrementaldecoder(name)() for name in (UTF_8, WINDOWS)}
        self.lines_before = 0

    def take(self, block: bytes, *, final: bool) -> None:
        if not block.isascii() or final or self.within_a_character():
            self.decode(block, final=final)
        self.lines_before += block.count(b"\n")

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
                raise AnswerFileError(FaultCode.NOT_TEXT, value=path.name)
            survey.take(block, final=False)
    except (OSError, EOFError, zlib.error):
        raise AnswerFileError(FaultCode.DAMAGED, value=path.name) from None
    survey.take(b"", final=True)
    return next(iter(survey.may_be))
