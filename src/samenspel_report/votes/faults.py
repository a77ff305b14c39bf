"""What can be wrong with a file of votes, and the one sentence that says so."""

from collections.abc import Mapping
from enum import StrEnum

from samenspel_report.i18n import mark, translator
from samenspel_report.intake.faults import shown

Detail = str | int


class VoteFault(StrEnum):
    """What is wrong."""

    MISSING_FILE = "missing_file"
    EMPTY_FOLDER = "empty_folder"
    STREAM = "stream"
    UNREADABLE = "unreadable"
    UNKNOWN_KIND = "unknown_kind"
    DAMAGED = "damaged"
    NOT_TEXT = "not_text"
    EMPTY_FILE = "empty_file"
    NO_VOTES = "no_votes"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    DOUBLE_COLUMN = "double_column"
    RAGGED_ROW = "ragged_row"
    BROKEN_ROW = "broken_row"
    LINE_TOO_LONG = "line_too_long"
    NOT_A_VOTE = "not_a_vote"
    NOT_AN_ID = "not_an_id"
    NOT_A_MOMENT = "not_a_moment"
    NOT_A_MODERATION = "not_a_moderation"
    TWO_SPELLINGS = "two_spellings"
    TWO_ROWS = "two_rows"
    TWO_PARTS = "two_parts"
    TOO_MANY_STATEMENTS = "too_many_statements"
    NO_PARQUET = "no_parquet"
    NOT_SUMS = "not_sums"
    BROKEN_SUMS = "broken_sums"
    SUMS_TWICE_NAMED = "sums_twice_named"
    SAME_SUMS = "same_sums"


SENTENCES: Mapping[VoteFault, str] = {
    VoteFault.MISSING_FILE: mark(
        "There is no file or folder “%(file)s”; give a file of votes or a folder of such files."
    ),
    VoteFault.EMPTY_FOLDER: mark(
        "The folder “%(file)s” holds no votes; expected files ending in %(expected)s."
    ),
    VoteFault.STREAM: mark(
        "“%(file)s” is not a file but a stream; save it as a file and give that."
    ),
    VoteFault.UNREADABLE: mark("“%(file)s” cannot be opened; check that you may read it."),
    VoteFault.UNKNOWN_KIND: mark(
        "“%(file)s” is not a file of votes; expected a name ending in %(expected)s."
    ),
    VoteFault.DAMAGED: mark("“%(file)s” cannot be unpacked: it is damaged; save it again."),
    VoteFault.NOT_TEXT: mark(
        "“%(file)s”, row %(row)s holds characters that are not UTF-8; save the file as “CSV UTF-8”."
    ),
    VoteFault.EMPTY_FILE: mark(
        "“%(file)s” is empty; expected a first row with the columns %(expected)s."
    ),
    VoteFault.NO_VOTES: mark(
        "“%(file)s” holds no vote; expected at least one row with a vote of -1, 0 or 1."
    ),
    VoteFault.MISSING_COLUMN: mark(
        "“%(file)s”, row 1 has no column “%(column)s”; found: %(value)s; expected %(expected)s."
    ),
    VoteFault.UNKNOWN_COLUMN: mark(
        "“%(file)s”, row 1: “%(value)s” is not a column we know; expected %(expected)s."
    ),
    VoteFault.DOUBLE_COLUMN: mark(
        "“%(file)s”, row 1 has the column “%(value)s” twice; expected each column once."
    ),
    VoteFault.RAGGED_ROW: mark(
        "“%(file)s”, row %(row)s has %(value)s cells; expected %(expected)s, as many as there "
        "are columns."
    ),
    VoteFault.BROKEN_ROW: mark(
        "“%(file)s”, row %(row)s cannot be read: a quotation mark is not closed or stands in the "
        "wrong place; expected a cell of plain text."
    ),
    VoteFault.LINE_TOO_LONG: mark(
        "“%(file)s”, row %(row)s is too long to read; expected at most %(expected)s bytes in a row."
    ),
    VoteFault.NOT_A_VOTE: mark(
        "“%(file)s”, row %(row)s, column “%(column)s”: “%(value)s” is not a vote; expected "
        "1 (agree), 0 (pass) or -1 (disagree)."
    ),
    VoteFault.NOT_AN_ID: mark(
        "“%(file)s”, row %(row)s, column “%(column)s”: “%(value)s” names nobody and nothing; "
        "expected a number or a name of 1 to %(expected)s characters."
    ),
    VoteFault.NOT_A_MOMENT: mark(
        "“%(file)s”, row %(row)s, column “%(column)s”: “%(value)s” is not a moment; expected a "
        "whole number, seconds or milliseconds since 1970."
    ),
    VoteFault.NOT_A_MODERATION: mark(
        "“%(file)s”, row %(row)s, column “%(column)s”: “%(value)s” does not say whether the "
        "statement counts; expected %(expected)s."
    ),
    VoteFault.TWO_SPELLINGS: mark(
        "“%(file)s”, row %(row)s, column “%(column)s”: “%(value)s” and “%(expected)s” are the "
        "same number written in two ways; expected one way of writing."
    ),
    VoteFault.TWO_ROWS: mark(
        "“%(file)s”, row %(row)s, column “%(column)s”: “%(value)s” has a row already; expected "
        "one row for each."
    ),
    VoteFault.TWO_PARTS: mark(
        "“%(file)s”: participant “%(value)s” also stands in “%(expected)s”; expected all votes "
        "of a participant in one file."
    ),
    VoteFault.TOO_MANY_STATEMENTS: mark(
        "“%(file)s” holds votes on %(value)s statements; expected at most %(expected)s."
    ),
    VoteFault.NO_PARQUET: mark(
        "“%(file)s” needs the library that reads Parquet; install it with “%(expected)s”, or "
        "save the votes as CSV."
    ),
    VoteFault.NOT_SUMS: mark(
        "“%(file)s” is not a file of sums; expected what “samenspel opinion sums” writes."
    ),
    VoteFault.BROKEN_SUMS: mark(
        "“%(file)s”, %(column)s: “%(value)s” cannot come from votes; expected %(expected)s."
    ),
    VoteFault.SUMS_TWICE_NAMED: mark(
        "“%(file)s”, %(column)s: “%(value)s” is named twice; expected each statement once."
    ),
    VoteFault.SAME_SUMS: mark(
        "“%(file)s” holds the same sums as “%(expected)s”; expected the sums of other people."
    ),
}  # fmt: skip


class VoteFileError(Exception):
    """A file of votes cannot be used; says in which file and row, what was found and expected."""

    def __init__(
        self,
        code: VoteFault,
        file: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: Detail | None = None,
        expected: Detail | None = None,
    ) -> None:
        self.code = code
        self.file = shown(file)
        self.row = row
        self.column = None if column is None else shown(column)
        self.value = None if value is None else shown(str(value))
        self.expected = expected
        super().__init__(self.sentence("en"))

    def __reduce__(self) -> tuple[object, ...]:
        """How a fault found on another machine comes back whole."""
        return _rebuilt, (
            self.code, self.file, self.row, self.column, self.value, self.expected,
        )  # fmt: skip

    def sentence(self, language: str) -> str:
        """What is wrong and what is expected, in one sentence."""
        details = {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "expected": self.expected,
        }
        return translator(language).gettext(SENTENCES[self.code]) % details


def _rebuilt(
    code: VoteFault,
    file: str,
    row: int | None,
    column: str | None,
    value: Detail | None,
    expected: Detail | None,
) -> VoteFileError:
    return VoteFileError(code, file, row=row, column=column, value=value, expected=expected)
