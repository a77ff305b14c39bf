"""An empty questionnaire, in a file or on the screen."""

from typer import echo

from samenspel_cli.command import refuse
from samenspel_cli.options import target_in, whole_number_in
from samenspel_cli.words import word_in
from samenspel_cli.writing import write_all
from samenspel_report.i18n import Translator, mark
from samenspel_report.library import LibraryWord, library
from samenspel_report.questionnaire import (
    as_csv,
    as_workbook,
    questionnaire_rows,
)
from samenspel_report.spreadsheet import FORMULA_MARKS

FIRST_WORDS = 3
MOST_PEOPLE = 500
MOST_SIDES = 8

UNKNOWN_WORD = mark("--words “%(value)s” is not in the library; expected some of: %(expected)s.")
SIDES_EXPECTED = mark(
    "--sides “%(value)s” cannot be used; expected one to %(most)s different names with commas "
    "between them, none beginning with = + - or @."
)


def run(t: Translator, *, words: str, sides: str, people: str, out: str, force: bool) -> None:
    """Write the questionnaire where it was asked for."""
    chosen = words_in(t, words)
    names = sides_in(t, sides)
    number = whole_number_in(t, "--people", people, 1, MOST_PEOPLE)
    rows = questionnaire_rows(chosen, names, number)
    if not out:
        echo(as_csv(t, rows), nl=False)
        return
    target = target_in(t, out, (".xlsx", ".csv"), None, force=force)
    is_workbook = target.suffix.lower() == ".xlsx"
    content = as_workbook(t, rows) if is_workbook else as_csv(t, rows).encode("utf-8-sig")
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
    fine = all(name and not name.startswith(FORMULA_MARKS) for name in names)
    if not fine or len(set(names)) < len(names) or len(names) > MOST_SIDES:
        refuse(t, SIDES_EXPECTED, {"value": text, "most": MOST_SIDES})
    return names
