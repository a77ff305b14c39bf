"""How much of a file is read before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which a file is refused."""

    file_bytes: int = 1_000 * MEGABYTE
    workbook_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 1_000 * MEGABYTE
    sheet_cells: int = 40_000_000  # of the rectangle around all filled cells
    table_cells: int = 200_000_000  # of the dense result: 1.6 GB
    label_length: int = 200
    words_length: int = 2_000


LIMITS = Limits()


def in_words(size: int) -> str:
    """A number of bytes as people say it."""
    if size >= 1_000 * MEGABYTE:
        return f"{size // (1_000 * MEGABYTE)} GB"
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size} bytes"
