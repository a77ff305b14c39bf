"""A CSV as blocks of whole rows, packed with gzip or not, in bounded memory."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from samenspel_report.votes.faults import VoteFault, VoteFileError

BLOCK = 1 << 20
LONGEST_LINE = 1 << 20
GZIP = b"\x1f\x8b"
BOM = b"\xef\xbb\xbf"
SEPARATORS = (b",", b";", b"\t")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The header of a CSV and its rows; `first_row` counts as a spreadsheet does."""

    header: bytes
    separator: bytes
    rows: Iterator[tuple[int, bytes]]


def silently(done: int, total: int) -> None:
    """Nobody asked for progress."""


@contextmanager
def open_blocks(path: Path, on_progress: Progress) -> Iterator[Blocks]:
    """Open a file; a disk that fails or a packing that is broken becomes a fault of the file."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == GZIP
            raw.seek(0)
            stream: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
            total = path.stat().st_size
            header = stream.readline(LONGEST_LINE + 1)
            if len(header) > LONGEST_LINE:
                raise _too_long(path, 1)
            header = header.removeprefix(BOM).rstrip(b"\r\n")
            separator = max(SEPARATORS, key=header.count)

            def moved() -> None:
                on_progress(min(raw.tell(), total), total)

            yield Blocks(header, separator, _rows(stream, path, moved))
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise VoteFileError(VoteFault.DAMAGED, path.name) from None
    except OSError:
        raise VoteFileError(VoteFault.UNREADABLE, path.name) from None


def _rows(stream: IO[bytes], path: Path, moved: Callable[[], None]) -> Iterator[tuple[int, bytes]]:
    """Blocks that end in a newline, the last one too."""
    row, rest = 2, b""
    while piece := stream.read(BLOCK):
        piece = rest + piece
        end = piece.rfind(b"\n") + 1
        block, rest = piece[:end], piece[end:]
        if len(rest) > LONGEST_LINE:
            raise _too_long(path, row + block.count(b"\n"))
        if block:
            lines = block.count(b"\n")
            yield row, _plain(block)
            row += lines
            moved()
    if rest.strip():
        yield row, _plain(rest + b"\n")
    moved()


def _plain(block: bytes) -> bytes:
    return block.replace(b"\r\n", b"\n") if b"\r" in block else block


def _too_long(path: Path, row: int) -> VoteFileError:
    return VoteFileError(VoteFault.LINE_TOO_LONG, path.name, row=row, expected=LONGEST_LINE)
