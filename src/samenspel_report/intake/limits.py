"""How much of a file is read before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which a file is refused."""

    file_bytes: int = 1_000 * MEGABYTE
    workbook_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 1_000 * MEGABYTE
    part_bytes: int = 20 * MEGABYTE  # of a workbook's own administration
    sheet_cells: int = 8 * 1_048_576  # of the rectangle around all filled cells
    columns: int = 200
    cell_text: int = 32_767  # characters; no spreadsheet writes more
    workbook_text: int = 100 * MEGABYTE  # characters of all cells together
    line_length: int = MEGABYTE
    lines_ahead: int = 10 * MEGABYTE  # characters in a few hundred rows together
    range_most: float = 1e6
    range_least: float = 1e-6  # between the ends
    population: int = 10_000_000
    table_cells: int = 200_000_000  # of the dense result: 1.6 GB
    label_length: int = 200
    words_length: int = 2_000
    may_calculate: bool = False  # whether a formula stands for the value stored with it


LIMITS = Limits()


def in_words(size: int) -> str:
    """A number of bytes as people say it."""
    if size >= 1_000 * MEGABYTE:
        return f"{size // (1_000 * MEGABYTE)} GB"
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size} bytes"
