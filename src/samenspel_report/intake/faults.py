"""What can be wrong with a file of answers, and the one sentence that says so."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from samenspel_report.i18n import Translator, mark, translator

LONGEST_SHOWN = 40

Detail = str | int | float


class FaultCode(StrEnum):
    """What is wrong."""

    MISSING_FILE = "missing_file"
    FOLDER = "folder"
    STREAM = "stream"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    WORKBOOK_TOO_LARGE = "workbook_too_large"
    UNPACKED_TOO_LARGE = "unpacked_too_large"
    DAMAGED = "damaged"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_WORKBOOK = "old_workbook"
    SHEET_TOO_LARGE = "sheet_too_large"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MUCH_TEXT = "too_much_text"
    LINE_TOO_LONG = "line_too_long"
    NO_TABLE = "no_table"
    NOT_TEXT = "not_text"
    UTF_16 = "utf_16"
    UNKNOWN_ENCODING = "unknown_encoding"
    EMPTY_FILE = "empty_file"
    EMPTY_SHEET = "empty_sheet"
    NO_ROWS = "no_rows"
    NO_ANSWERS = "no_answers"
    MISSING_COLUMN = "missing_column"
    DOUBLE_COLUMN = "double_column"
    UNKNOWN_FIELD = "unknown_field"
    RAGGED_ROW = "ragged_row"
    BROKEN_QUOTES = "broken_quotes"
    BLANK_CELL = "blank_cell"
    NOT_A_NUMBER = "not_a_number"
    OFF_RANGE = "off_range"
    NOT_AN_IMPORTANCE = "not_an_importance"
    FORMULA = "formula"
    ERROR_CELL = "error_cell"
    TEXT_TOO_LONG = "text_too_long"
    TWO_SIDES = "two_sides"
    DUPLICATE = "duplicate"
    CONFLICTING_OWN = "conflicting_own"
    CONFLICTING_IMPORTANCE = "conflicting_importance"
    CONFLICTING_POLES = "conflicting_poles"
    GUESS_WITHOUT_ABOUT = "guess_without_about"
    UNKNOWN_ABOUT = "unknown_about"
    OWN_SIDE_ABOUT = "own_side_about"
    TABLE_TOO_LARGE = "table_too_large"
    BAD_RANGE = "bad_range"
    UNKNOWN_POPULATION_SIDE = "unknown_population_side"
    POPULATION_TOO_SMALL = "population_too_small"
    POPULATION_TOO_LARGE = "population_too_large"


SENTENCES: Mapping[FaultCode, str] = {
    FaultCode.MISSING_FILE: mark("There is no file “%(value)s”; give a CSV or XLSX file."),
    FaultCode.FOLDER: mark("“%(value)s” is a folder; give a CSV or XLSX file."),
    FaultCode.STREAM: mark(
        "“%(value)s” is not a file but a stream; save it as a file and give that."
    ),
    FaultCode.UNREADABLE: mark("“%(value)s” cannot be opened; check that you may read it."),
    FaultCode.TOO_LARGE: mark(
        "“%(value)s” is larger than %(limit)s; split it, or leave out columns we do not read."
    ),
    FaultCode.WORKBOOK_TOO_LARGE: mark(
        "The workbook “%(value)s” is larger than %(limit)s; save it as CSV."
    ),
    FaultCode.UNPACKED_TOO_LARGE: mark(
        "Unpacked, “%(value)s” is larger than %(limit)s; give a smaller file."
    ),
    FaultCode.DAMAGED: mark("“%(value)s” cannot be unpacked: it is damaged; save it again."),
    FaultCode.NOT_A_WORKBOOK: mark(
        "“%(value)s” is not an Excel workbook; save it as XLSX or CSV and try again."
    ),
    FaultCode.OLD_WORKBOOK: mark(
        "“%(value)s” is an old (.xls) or locked workbook; save it as XLSX without a password."
    ),
    FaultCode.SHEET_TOO_LARGE: mark(
        "Cell %(value)s makes the sheet too large; at most %(limit)s cells can be read."
    ),
    FaultCode.TOO_MANY_COLUMNS: mark(
        "Row %(row)s has more than %(limit)s columns; leave out columns we do not read."
    ),
    FaultCode.TOO_MUCH_TEXT: mark(
        "The workbook “%(value)s” holds too much text; leave out long texts, or save it as CSV."
    ),
    FaultCode.LINE_TOO_LONG: mark(
        "Row %(row)s is too long to read; expected at most %(limit)s in a row."
    ),
    FaultCode.NO_TABLE: mark(
        "“%(value)s” is not a table: it looks like a web page, JSON or a text; "
        "give a CSV or XLSX file."
    ),
    FaultCode.NOT_TEXT: mark("“%(value)s” is not a text file; give a CSV or XLSX file."),
    FaultCode.UTF_16: mark(
        "“%(value)s” is saved as UTF-16 (“Unicode text”); save it as “CSV UTF-8”."
    ),
    FaultCode.UNKNOWN_ENCODING: mark(
        "Row %(row)s holds characters that are neither UTF-8 nor Windows-1252; "
        "save the file as “CSV UTF-8”."
    ),
    FaultCode.EMPTY_FILE: mark(
        "“%(value)s” is empty; the first row must hold at least the columns %(expected)s."
    ),
    FaultCode.EMPTY_SHEET: mark(
        "The first sheet, “%(value)s”, is empty; put the answers in the first sheet."
    ),
    FaultCode.NO_ROWS: mark("“%(value)s” holds only column names; put an answer on each row."),
    FaultCode.NO_ANSWERS: mark(
        "The column “%(column)s” holds no answer at all; it must hold numbers "
        "from %(low)s to %(high)s."
    ),
    FaultCode.MISSING_COLUMN: mark(
        "Row 1 has no column “%(column)s”; found: %(found)s; if it has another name, "
        "give that with the column names, as %(field)s=name."
    ),
    FaultCode.DOUBLE_COLUMN: mark("Row 1 has the column “%(column)s” twice; keep one of them."),
    FaultCode.UNKNOWN_FIELD: mark(
        "“%(value)s” is not a column we read; those are %(expected)s."
    ),
    FaultCode.RAGGED_ROW: mark(
        "Row %(row)s has %(value)s cells; expected %(expected)s, as many as there are columns."
    ),
    FaultCode.BROKEN_QUOTES: mark(
        "Row %(row)s cannot be read: a quotation mark is not closed or a cell is too long."
    ),
    FaultCode.BLANK_CELL: mark("Row %(row)s, column “%(column)s” is blank; fill it in."),
    FaultCode.NOT_A_NUMBER: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” is not a number; "
        "expected a number from %(low)s to %(high)s."
    ),
    FaultCode.OFF_RANGE: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” is off the range; "
        "expected a number from %(low)s to %(high)s."
    ),
    FaultCode.NOT_AN_IMPORTANCE: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” is not an importance; "
        "expected 0, 1, 2, 3 or 4, or blank."
    ),
    FaultCode.FORMULA: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” is a formula; expected a fixed value."
    ),
    FaultCode.ERROR_CELL: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” holds an error, such as #N/A; "
        "expected a fixed value or a blank cell."
    ),
    FaultCode.TEXT_TOO_LONG: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” is too long; "
        "expected at most %(limit)s characters."
    ),
    FaultCode.TWO_SIDES: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s”, but in row %(first_row)s the same "
        "respondent stands on the side “%(expected)s”; expected one side per respondent."
    ),
    FaultCode.DUPLICATE: mark(
        "Row %(row)s, column “%(column)s”: respondent “%(value)s” answered “%(concept)s”, "
        "“%(scale)s” already in row %(first_row)s; expected one answer, or choose "
        "to keep the first or the mean."
    ),
    FaultCode.CONFLICTING_OWN: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s”, but row %(first_row)s says "
        "“%(expected)s” for the same respondent, word and scale; expected the same answer "
        "or blank."
    ),
    FaultCode.CONFLICTING_IMPORTANCE: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s”, but row %(first_row)s says "
        "“%(expected)s” for the same respondent and word; expected the same importance or blank."
    ),
    FaultCode.CONFLICTING_POLES: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s”, but row %(first_row)s says "
        "“%(expected)s” for the same scale; expected the same pole or blank."
    ),
    FaultCode.GUESS_WITHOUT_ABOUT: mark(
        "Row %(row)s, column “%(column)s” is blank beside the guess “%(value)s”; "
        "with three or more sides, expected the side guessed about."
    ),
    FaultCode.UNKNOWN_ABOUT: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” is not a side in this file; "
        "expected one of: %(expected)s."
    ),
    FaultCode.OWN_SIDE_ABOUT: mark(
        "Row %(row)s, column “%(column)s”: “%(value)s” is the respondent’s own side; "
        "expected another side."
    ),
    FaultCode.TABLE_TOO_LARGE: mark(
        "The answers need a table of %(needed)s cells; at most %(limit)s fit; "
        "check that concept and scale hold names that come back."
    ),
    FaultCode.BAD_RANGE: mark(
        "The range %(value)s cannot be used; expected two numbers, the lowest first, as in 1,7, "
        "not extremely large or close together."
    ),
    FaultCode.UNKNOWN_POPULATION_SIDE: mark(
        "“%(value)s” is not a side in this file, so its number of people cannot be used; "
        "expected one of: %(expected)s."
    ),
    FaultCode.POPULATION_TOO_SMALL: mark(
        "“%(side)s” cannot count %(value)s people: %(expected)s answered; "
        "expected at least that many."
    ),
    FaultCode.POPULATION_TOO_LARGE: mark(
        "“%(side)s” cannot count %(value)s people; expected at most %(limit)s."
    ),
}  # fmt: skip


class AnswerFileError(Exception):
    """A file of answers cannot be used; says where, what was found and what is expected."""

    def __init__(
        self,
        code: FaultCode,
        *,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
        **expectation: Detail,
    ) -> None:
        self.code = code
        self.row = row
        self.column = shown(column) if column is not None else None
        self.value = shown(str(value)) if value is not None else None
        self.expectation: Mapping[str, Detail] = expectation
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """What is wrong and what is expected, in one sentence."""
        translate = translator(language)
        details = {name: _written(translate, detail) for name, detail in self.expectation.items()}
        details |= {"row": str(self.row), "column": str(self.column), "value": str(self.value)}
        return translate.gettext(SENTENCES[self.code]) % details


def shown(text: str) -> str:
    """The text as it may stand in a sentence: short, on one line, without control characters."""
    plain = " ".join("".join(c if _printable(c) else " " for c in text).split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _written(translate: Translator, detail: Detail) -> str:
    if isinstance(detail, float):
        exact = f"{detail:.6f}".rstrip("0")
        return translate.number(detail, len(exact) - exact.index(".") - 1)
    return str(detail)
