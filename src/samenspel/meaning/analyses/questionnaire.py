"""An empty questionnaire for a file: the parties as sides, words of the library as rows."""

from collections import Counter
from collections.abc import Sequence

from samenspel_report.i18n import translator
from samenspel_report.library import LibraryWord, library
from samenspel_report.questionnaire import (
    as_csv,
    as_workbook,
    questionnaire_rows,
    row_count,
)
from samenspel_report.spreadsheet import FORMULA_MARKS

ENDINGS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def rows_needed(codes: Sequence[str], parties: int, people: int) -> int:
    """How long a questionnaire would be."""
    return row_count(_words(codes, "nl"), parties, people)


def questionnaire_file(
    codes: Sequence[str], parties: Sequence[str], people: int, *, ending: str, language: str
) -> bytes:
    """A questionnaire about words of the library, for so many people of each party."""
    t = translator(language)
    rows = questionnaire_rows(_words(codes, language), _sides(parties), people)
    return as_workbook(t, rows) if ending == "xlsx" else as_csv(t, rows).encode("utf-8-sig")


def _words(codes: Sequence[str], language: str) -> list[LibraryWord]:
    return [word for word in library(language) if word.code in codes]


def _sides(parties: Sequence[str]) -> list[str]:
    """Names that differ, and that no spreadsheet takes for a formula."""
    names = [name.lstrip("".join(FORMULA_MARKS) + " ") or "?" for name in parties]
    seen: Counter[str] = Counter()
    sides = []
    for name in names:
        seen[name] += 1
        sides.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return sides
