"""The questionnaire as a workbook: a sheet to fill in, and a sheet that says how."""

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from samenspel_report.i18n import Translator, mark
from samenspel_report.questionnaire.rows import Rows

WIDTHS = {
    "pole_low": 30, "pole_high": 30, "scale": 24, "concept": 18, "respondent": 18, "side": 18,
    "words": 50,
}  # fmt: skip
ANSWERS, IMPORTANCES = (1, 7), (0, 4)
WIDEST_ADVICE = 90
ADVICE = {
    "": mark(
        "Fill in the sheet of answers, one row per person and scale. The names of the columns are "
        "fixed and in English; leave them as they are."
    ),
    "respondent": mark("Who answers. It only links rows and is never shown; a number will do."),
    "own": mark(
        "What the word means to you: a number from 1 (the pole in pole_low) to 7 (the pole in "
        "pole_high)."
    ),
    "guess": mark("What you think the word means to the other side, on the same range."),
    "about": mark("The side you guess about; it has been filled in for you."),
    "importance": mark(
        "How important the word is to you, once per word: 0 plays no part, 1 a little, "
        "2 important, 3 very important, 4 not without this."
    ),
    "words": mark(
        "What you want to add in your own words, once per word. Others see it without your name, "
        "from five people."
    ),
}
ALLOWED = {
    "own": mark("Give a number from 1 to 7, or leave the cell blank."),
    "guess": mark("Give a number from 1 to 7, or leave the cell blank."),
    "importance": mark("Give 0, 1, 2, 3 or 4, or leave the cell blank."),
}


def as_workbook(t: Translator, rows: Rows) -> bytes:
    """The rows as XLSX that refuses answers off the range and explains itself."""
    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(t.gettext("Answers"))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, bold if number == 0 else None)
        for place, name in enumerate(rows[0]):
            sheet.set_column(place, place, WIDTHS.get(name, 11))
            if name in ALLOWED:
                sheet.data_validation(1, place, len(rows) - 1, place, _rule(t, name))
        _explain(t, book, bold, rows[0])
    return content.getvalue()


def _rule(t: Translator, name: str) -> dict[str, Any]:
    low, high = IMPORTANCES if name == "importance" else ANSWERS
    return {
        "validate": "integer" if name == "importance" else "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_title": name,
        "error_message": t.gettext(ALLOWED[name]),
    }


def _explain(t: Translator, book: Any, bold: Any, columns: list[str]) -> None:
    sheet = book.add_worksheet(t.gettext("How to"))
    sheet.set_column(0, 0, WIDTHS["respondent"])
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(1, 1, WIDEST_ADVICE)
    said = [(name, text) for name, text in ADVICE.items() if not name or name in columns]
    for number, (name, text) in enumerate(said):
        sheet.write(number, 0, name, bold)
        sheet.write(number, 1, t.gettext(text), wrapped)
