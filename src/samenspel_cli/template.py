"""An empty questionnaire: a row for everyone, every scale and, from three sides, every other."""

import csv
from collections.abc import Iterator
from io import StringIO

from typer import echo

from samenspel_cli.command import refuse
from samenspel_cli.options import target_in, whole_number_in
from samenspel_cli.questionnaire import workbook
from samenspel_cli.words import word_in
from samenspel_cli.writing import write_all
from samenspel_report.i18n import Translator, mark
from samenspel_report.library import LibraryWord, library

FIRST_WORDS = 3
MOST_PEOPLE = 500
MOST_SIDES = 8
FORMULA_STARTS = ("=", "+", "-", "@")

UNKNOWN_WORD = mark("--words “%(value)s” is not in the library; expected some of: %(expected)s.")
SIDES_EXPECTED = mark(
    "--sides “%(value)s” cannot be used; expected one to %(most)s different names with commas "
    "between them, none beginning with = + - or @."
)

Rows = list[list[str]]


def run(t: Translator, *, words: str, sides: str, people: str, out: str, force: bool) -> None:
    """Write the questionnaire where it was asked for."""
    chosen = words_in(t, words)
    names = sides_in(t, sides)
    number = whole_number_in(t, "--people", people, 1, MOST_PEOPLE)
    rows = list(rows_of(chosen, names, number))
    delimiter = ";" if t.language == "nl" else ","
    if not out:
        echo(delimited(rows, delimiter), nl=False)
        return
    target = target_in(t, out, (".xlsx", ".csv"), None, force=force)
    is_workbook = target.suffix.lower() == ".xlsx"
    content = workbook(t, rows) if is_workbook else delimited(rows, delimiter).encode("utf-8-sig")
    write_all(t, {target: content})
    echo(t.gettext("Written: %(file)s.") % {"file": target}, err=True)


def words_in(t: Translator, text: str) -> tuple[LibraryWord, ...]:
    """The words asked for, by their code or their name in either language."""
    if not text.strip():
        return library(t.language)[:FIRST_WORDS]
    return tuple(_word(t, part) for part in text.split(","))


def _word(t: Translator, text: str) -> LibraryWord:
    word = word_in(text, t.language)
    if word is None:
        expected = ", ".join(word.name for word in library(t.language))
        return refuse(t, UNKNOWN_WORD, {"value": text.strip(), "expected": expected})
    return word


def sides_in(t: Translator, text: str) -> tuple[str, ...]:
    """One to eight different names."""
    names = tuple(" ".join(name.split()) for name in text.split(","))
    fine = all(name and not name.startswith(FORMULA_STARTS) for name in names)
    if not fine or len(set(names)) < len(names) or len(names) > MOST_SIDES:
        refuse(t, SIDES_EXPECTED, {"value": text, "most": MOST_SIDES})
    return names


def rows_of(
    words: tuple[LibraryWord, ...], sides: tuple[str, ...], people: int
) -> Iterator[list[str]]:
    """The header, and a row for every answer."""
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


def delimited(rows: Rows, delimiter: str) -> str:
    """The rows as CSV."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()
