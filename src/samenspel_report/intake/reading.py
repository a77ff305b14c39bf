"""From a file to the arrays of a scan."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from samenspel_analysis.meaning.answers import Questionnaire, Wave
from samenspel_report.intake.arrays import (
    Builder,
    blocks_of,
    check_table,
    count_given,
    only_first,
)
from samenspel_report.intake.cells import memo_of
from samenspel_report.intake.checks import Checker, count_asked
from samenspel_report.intake.columns import REQUIRED, Field, listed, names_of, places_of
from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.keys import Index
from samenspel_report.intake.layout import Layout, lay_out
from samenspel_report.intake.limits import LIMITS, Limits
from samenspel_report.intake.rows import Gatherer, Rows
from samenspel_report.intake.tables import Progress, open_table, sha256_of
from samenspel_report.intake.texts import WordScale, WordSide, poles_of, voices_of

ONE_SIDE = "the group"


class Duplicates(StrEnum):
    """What happens to a second answer to the same question by the same person."""

    ERROR = "error"
    FIRST = "first"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file holds. `missing` counts answers and guesses that were left blank."""

    questionnaire: Questionnaire
    waves: tuple[Wave, ...]
    poles: Mapping[WordScale, tuple[str, str]]
    voices: Mapping[WordSide, tuple[str, ...]]
    rows: int
    missing: int
    sha256: str


def read_answers(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    low: float = 1.0,
    high: float = 7.0,
    duplicates: Duplicates = Duplicates.ERROR,
    populations: Mapping[str, int] | None = None,
    on_progress: Progress | None = None,
    limits: Limits = LIMITS,
    one_side: str = ONE_SIDE,
) -> AnswerFile:
    """Read a CSV or XLSX of answers, or raise `AnswerFileError` naming its first fault.

    `columns` maps our names to the file's. `on_progress` gets what is done and the total, and may
    raise to stop. `one_side` names the side of a file without a column `side`.
    """
    _check_range(low, high)
    names = names_of(columns)
    with _readable(path):
        rows = _read_rows(path, names, low, high, limits, on_progress or _silently)
        sha256 = sha256_of(path)
    layout = lay_out(rows, one_side=one_side)
    repeats_allowed = duplicates is not Duplicates.ERROR
    Checker(layout, names, repeats_allowed=repeats_allowed).check()
    _check_filled(rows, path, names, low, high)
    kept: Index = np.arange(len(rows))
    if duplicates is Duplicates.FIRST:
        kept = only_first(layout)
    blocks = blocks_of(layout, kept)
    check_table(layout, blocks, limits.table_cells)
    builder = Builder(layout, populations or {}, mean=duplicates is Duplicates.MEAN)
    waves = tuple(builder.waves(blocks))
    _check_populations(layout, waves, populations or {})
    return AnswerFile(
        questionnaire=Questionnaire(layout.words, layout.scales, layout.word_of, low, high),
        waves=waves,
        poles=poles_of(layout),
        voices=voices_of(layout),
        rows=len(rows),
        missing=count_asked(layout) - count_given(waves),
        sha256=sha256,
    )


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """A file that went away or a disk that failed, as a fault of the file."""
    try:
        yield
    except OSError:
        raise AnswerFileError(FaultCode.UNREADABLE, value=path.name) from None


def _silently(done: int, total: int) -> None:
    """Nobody asked for progress."""


def _read_rows(
    path: Path,
    names: Mapping[Field, str],
    low: float,
    high: float,
    limits: Limits,
    on_progress: Progress,
) -> Rows:
    wanted = frozenset(name.casefold() for name in names.values())
    with open_table(path, wanted, limits, on_progress) as table:
        if not any(name.strip() for name in table.header):
            expected = ", ".join(names[field] for field in REQUIRED)
            raise AnswerFileError(FaultCode.EMPTY_FILE, value=path.name, expected=expected)
        places = places_of(table.header, names)
        memos = {
            field: memo_of(
                field, low=low, high=high, decimal_comma=table.decimal_comma, limits=limits
            )
            for field in places
        }
        return Gatherer(table, places, memos).gather(table)


def _check_range(low: float, high: float) -> None:
    fine = math.isfinite(low) and math.isfinite(high) and high - low >= LIMITS.range_least
    if not fine or max(abs(low), abs(high)) > LIMITS.range_most:
        raise AnswerFileError(FaultCode.BAD_RANGE, value=f"{low:g},{high:g}")


def _check_filled(
    rows: Rows, path: Path, names: Mapping[Field, str], low: float, high: float
) -> None:
    if not len(rows):
        raise AnswerFileError(FaultCode.NO_ROWS, value=path.name)
    if not np.any(rows.codes[Field.OWN] >= 0):
        raise AnswerFileError(
            FaultCode.NO_ANSWERS, column=names[Field.OWN], low=float(low), high=float(high)
        )


def _check_populations(
    layout: Layout, waves: tuple[Wave, ...], populations: Mapping[str, int]
) -> None:
    for name, population in populations.items():
        if name not in layout.sides:
            raise AnswerFileError(
                FaultCode.UNKNOWN_POPULATION_SIDE, value=name, expected=listed(layout.sides)
            )
        most = max(len(side.people) for wave in waves for side in wave.sides if side.name == name)
        if population > LIMITS.population:
            raise AnswerFileError(
                FaultCode.POPULATION_TOO_LARGE,
                value=population,
                side=name,
                limit=float(LIMITS.population),
            )
        if population < most:
            raise AnswerFileError(
                FaultCode.POPULATION_TOO_SMALL, value=population, side=name, expected=most
            )
