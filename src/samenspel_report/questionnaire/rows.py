"""A row for everyone, every scale and, from three sides, every other side."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from samenspel_report.i18n import Translator
from samenspel_report.library import LibraryWord

Rows = list[list[str]]


def questionnaire_rows(words: Sequence[LibraryWord], sides: Sequence[str], people: int) -> Rows:
    """The header, and a row for every answer."""
    return list(_rows(words, sides, people))


def row_count(words: Sequence[LibraryWord], sides: int, people: int) -> int:
    """How many rows there will be below the header."""
    return (
        sides * people * sum(len(word.scales) for word in words) * (sides - 1 if sides > 2 else 1)
    )


def as_csv(t: Translator, rows: Rows) -> str:
    """The rows as CSV, with what a spreadsheet of this language takes to stand between cells."""
    text = StringIO()
    delimiter = ";" if t.language == "nl" else ","
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _rows(words: Sequence[LibraryWord], sides: Sequence[str], people: int) -> Iterator[list[str]]:
    many = len(sides) > 2
    yield [
        "respondent", "side", "concept", "scale", "pole_low", "pole_high", "own", "guess",
        *(["about"] if many else []), "importance", "words",
    ]  # fmt: skip
    for side in sides:
        abouts = [[other] for other in sides if other != side] if many else [[]]
        for person in range(1, people + 1):
            for word in words:
                for scale in word.scales:
                    for about in abouts:
                        yield [
                            f"{side} {person}", side, word.name, scale.code, scale.pole_low,
                            scale.pole_high, "", "", *about, "", "",
                        ]  # fmt: skip
