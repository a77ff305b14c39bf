"""A file of ballots as text, packed with gzip or not, of a sane size."""

import gzip
import stat
import zlib
from pathlib import Path

from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.intake.limits import LIMITS, in_words

GZIP = b"\x1f\x8b"


def text_of(path: Path) -> str:
    """The whole text of a file; raises `BallotFileError` if it cannot be had."""
    content = _unpacked(path, _content(path))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise BallotFileError(BallotFault.NOT_TEXT, path.name, line=line) from None


def _content(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise BallotFileError(BallotFault.FOLDER, path.name)
        if not stat.S_ISREG(mode):
            raise BallotFileError(BallotFault.STREAM, path.name)
        if path.stat().st_size > LIMITS.file_bytes:
            raise _too_large(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise BallotFileError(BallotFault.MISSING_FILE, str(path)) from None
    except (OSError, ValueError):
        raise BallotFileError(BallotFault.UNREADABLE, str(path)) from None


def _unpacked(path: Path, content: bytes) -> bytes:
    if not content.startswith(GZIP):
        return content
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacker.decompress(content, LIMITS.unpacked_bytes)
        if unpacker.unconsumed_tail:
            raise _too_large(path)
        if not unpacker.eof or unpacker.unused_data:
            text = gzip.decompress(content)  # several packings after each other, or a fault
    except (OSError, EOFError, zlib.error):
        raise BallotFileError(BallotFault.DAMAGED, path.name) from None
    return text


def _too_large(path: Path) -> BallotFileError:
    limit = in_words(LIMITS.unpacked_bytes)
    return BallotFileError(BallotFault.TOO_LARGE, path.name, expected=limit)
