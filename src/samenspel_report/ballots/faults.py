"""What can be wrong with a file of ballots, and the one sentence that says so."""

from collections.abc import Mapping
from enum import StrEnum

from samenspel_report.i18n import mark, translator
from samenspel_report.intake.faults import shown

Detail = str | int


class BallotFault(StrEnum):
    """What is wrong."""

    MISSING_FILE = "missing_file"
    FOLDER = "folder"
    STREAM = "stream"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    NOT_TEXT = "not_text"
    UNKNOWN_KIND = "unknown_kind"
    MISSING_SECTION = "missing_section"
    TWO_SECTIONS = "two_sections"
    OUTSIDE_SECTION = "outside_section"
    MISSING_COLUMN = "missing_column"
    DOUBLE_COLUMN = "double_column"
    SHORT_ROW = "short_row"
    BROKEN_ROW = "broken_row"
    MISSING_KEY = "missing_key"
    NOT_MONEY = "not_money"
    NOT_POINTS = "not_points"
    NO_NAME = "no_name"
    TWO_PROJECTS = "two_projects"
    TWO_BALLOTS = "two_ballots"
    UNKNOWN_PROJECT = "unknown_project"
    TWICE_WITH_POINTS = "twice_with_points"
    POINTS_PER_PROJECT = "points_per_project"
    ONE_CHOICE = "one_choice"
    VOTE_TYPE = "vote_type"
    WRONG_COUNT = "wrong_count"
    NO_PROJECTS = "no_projects"
    NO_BALLOTS = "no_ballots"
    NO_OPTIONS = "no_options"
    NOT_A_BALLOT = "not_a_ballot"
    UNKNOWN_OPTION = "unknown_option"
    NAMED_TWICE = "named_twice"
    NO_SEATS = "no_seats"
    NO_END = "no_end"
    NOT_QUOTED = "not_quoted"
    WRONG_NAMES = "wrong_names"
    RAGGED_ROW = "ragged_row"
    NOT_A_WEIGHT = "not_a_weight"
    NOT_A_PLACE = "not_a_place"
    NOT_AN_APPROVAL = "not_an_approval"
    TOO_MANY_POINTS = "too_many_points"
    UNKNOWN_COLUMN = "unknown_column"
    NOT_A_CHOICE = "not_a_choice"
    NOT_FOR_OR_AGAINST = "not_for_or_against"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_ENTITLED = "not_entitled"
    NOT_THERE = "not_there"
    UNKNOWN_HOLDER = "unknown_holder"
    NOT_JSON = "not_json"
    NOT_A_DECISION = "not_a_decision"
    CANNOT_HOLD = "cannot_hold"


SENTENCES: Mapping[BallotFault, str] = {
    BallotFault.MISSING_FILE: mark("There is no file “%(file)s”; give a file of ballots."),
    BallotFault.FOLDER: mark("“%(file)s” is a folder; give a file of ballots."),
    BallotFault.STREAM: mark(
        "“%(file)s” is not a file but a stream; save it as a file and give that."
    ),
    BallotFault.UNREADABLE: mark("“%(file)s” cannot be opened; check that you may read it."),
    BallotFault.TOO_LARGE: mark(
        "“%(file)s” is too large to read; expected at most %(expected)s, unpacked."
    ),
    BallotFault.DAMAGED: mark("“%(file)s” cannot be unpacked: it is damaged; save it again."),
    BallotFault.NOT_TEXT: mark(
        "“%(file)s”, line %(line)s holds characters that are not UTF-8; save the file as UTF-8."
    ),
    BallotFault.UNKNOWN_KIND: mark(
        "“%(file)s” is not a file of ballots; expected a name ending in %(expected)s."
    ),
    BallotFault.MISSING_SECTION: mark(
        "“%(file)s” has no part “%(value)s”; expected the parts %(expected)s."
    ),
    BallotFault.TWO_SECTIONS: mark(
        "“%(file)s”, line %(line)s begins the part “%(value)s” a second time; expected each part "
        "once."
    ),
    BallotFault.OUTSIDE_SECTION: mark(
        "“%(file)s”, line %(line)s: “%(value)s” stands before any part; expected a first line META."
    ),
    BallotFault.MISSING_COLUMN: mark(
        "“%(file)s”, line %(line)s has no column “%(column)s”; found: %(value)s."
    ),
    BallotFault.DOUBLE_COLUMN: mark(
        "“%(file)s”, line %(line)s has the column “%(value)s” twice; expected each column once."
    ),
    BallotFault.SHORT_ROW: mark(
        "“%(file)s”, line %(line)s has %(value)s cells; expected at least %(expected)s."
    ),
    BallotFault.BROKEN_ROW: mark(
        "“%(file)s”, line %(line)s cannot be read: a quotation mark is not closed; expected cells "
        "of plain text."
    ),
    BallotFault.MISSING_KEY: mark(
        "“%(file)s” does not say “%(value)s” in its part META; expected a line %(expected)s."
    ),
    BallotFault.NOT_MONEY: mark(
        "“%(file)s”, line %(line)s, column “%(column)s”: “%(value)s” is not an amount of money; "
        "expected a number above 0, as in 1250 or 1250.50."
    ),
    BallotFault.NOT_POINTS: mark(
        "“%(file)s”, line %(line)s, column “%(column)s”: “%(value)s” cannot be given; expected "
        "whole points from 0 to %(expected)s."
    ),
    BallotFault.NO_NAME: mark(
        "“%(file)s”, line %(line)s, column “%(column)s” is empty; expected a name or a number."
    ),
    BallotFault.TWO_PROJECTS: mark(
        "“%(file)s”, line %(line)s: there is a project “%(value)s” already; expected each project "
        "once."
    ),
    BallotFault.TWO_BALLOTS: mark(
        "“%(file)s”, line %(line)s: voter “%(value)s” has voted already; expected one ballot for "
        "each."
    ),
    BallotFault.UNKNOWN_PROJECT: mark(
        "“%(file)s”, line %(line)s: the ballot names “%(value)s”, which is not among the projects."
    ),
    BallotFault.TWICE_WITH_POINTS: mark(
        "“%(file)s”, line %(line)s: the ballot names “%(value)s” twice; expected each project once."
    ),
    BallotFault.POINTS_PER_PROJECT: mark(
        "“%(file)s”, line %(line)s: the ballot has %(value)s points for %(expected)s projects; "
        "expected one number for each project."
    ),
    BallotFault.ONE_CHOICE: mark(
        "“%(file)s”, line %(line)s: the ballot names %(value)s projects; expected one, as its "
        "vote_type is choose-1."
    ),
    BallotFault.VOTE_TYPE: mark(
        "“%(file)s” has vote_type “%(value)s”; expected one of: %(expected)s."
    ),
    BallotFault.WRONG_COUNT: mark(
        "“%(file)s” says %(column)s is %(expected)s, and holds %(value)s; a part may be missing, "
        "so nothing was counted."
    ),
    BallotFault.NO_PROJECTS: mark("“%(file)s” holds no project; expected at least one."),
    BallotFault.NO_BALLOTS: mark("“%(file)s” holds no ballot; expected at least one."),
    BallotFault.NO_OPTIONS: mark("“%(file)s” names no option; expected at least one."),
    BallotFault.NOT_A_BALLOT: mark(
        "“%(file)s”, line %(line)s: “%(value)s” is not a ballot; expected a line like "
        "“%(expected)s”."
    ),
    BallotFault.UNKNOWN_OPTION: mark(
        "“%(file)s”, line %(line)s: “%(value)s” is not an option; expected a number from 1 to "
        "%(expected)s."
    ),
    BallotFault.NAMED_TWICE: mark(
        "“%(file)s”, line %(line)s: the ballot names option %(value)s twice; expected each option "
        "once."
    ),
    BallotFault.NO_SEATS: mark(
        "“%(file)s”, line %(line)s: “%(value)s” does not say how many options and seats there are; "
        "expected two numbers, the first not the smaller, as in “7 3”."
    ),
    BallotFault.NO_END: mark(
        "“%(file)s” has no line “0” after its ballots; a part may be missing, so nothing was "
        "counted."
    ),
    BallotFault.NOT_QUOTED: mark(
        "“%(file)s”, line %(line)s: “%(value)s” is not a name; expected a name between double "
        "quotation marks."
    ),
    BallotFault.WRONG_NAMES: mark(
        "“%(file)s” has %(value)s names for %(expected)s options; expected one for each, and at "
        "most a title after them."
    ),
    BallotFault.RAGGED_ROW: mark(
        "“%(file)s”, line %(line)s has %(value)s cells; expected %(expected)s, as many as there "
        "are columns."
    ),
    BallotFault.NOT_A_WEIGHT: mark(
        "“%(file)s”, line %(line)s, column “%(column)s”: “%(value)s” is not a weight; expected a "
        "whole number of 0 or more."
    ),
    BallotFault.NOT_A_PLACE: mark(
        "“%(file)s”, line %(line)s, column “%(column)s”: “%(value)s” is not a place; expected 1 "
        "for the first choice, 2 for the second, or nothing."
    ),
    BallotFault.NOT_AN_APPROVAL: mark(
        "“%(file)s”, line %(line)s, column “%(column)s”: “%(value)s” does not say whether this is "
        "approved; expected 1 or x, 0 or nothing."
    ),
    BallotFault.TOO_MANY_POINTS: mark(
        "“%(file)s”, line %(line)s: the ballot gives %(value)s points; expected at most "
        "%(expected)s."
    ),
    BallotFault.UNKNOWN_COLUMN: mark(
        "“%(file)s”, line %(line)s: “%(value)s” is not a column we know; expected %(expected)s."
    ),
    BallotFault.NOT_A_CHOICE: mark(
        "“%(file)s”, line %(line)s, column “%(column)s”: “%(value)s” is not a choice; expected "
        "for, against, blank or nothing."
    ),
    BallotFault.NOT_FOR_OR_AGAINST: mark(
        "“%(file)s” has the option “%(value)s”, which is neither for nor against; expected only "
        "%(expected)s."
    ),
    BallotFault.NOT_YES_OR_NO: mark(
        "“%(file)s”, line %(line)s, column “%(column)s”: “%(value)s” does not say whether it is "
        "so; expected yes, no or nothing."
    ),
    BallotFault.NOT_ENTITLED: mark(
        "“%(file)s”, line %(line)s: “%(value)s” voted and is not entitled to; nothing was counted."
    ),
    BallotFault.NOT_THERE: mark(
        "“%(file)s”, line %(line)s: “%(value)s” voted and was not present; nothing was counted."
    ),
    BallotFault.NOT_JSON: mark(
        "“%(file)s”, line %(line)s is not JSON; expected a decision as “samenspel decide convert” "
        "writes it."
    ),
    BallotFault.NOT_A_DECISION: mark(
        "“%(file)s”, %(column)s: “%(value)s” is not what stands there in a decision; expected "
        "%(expected)s."
    ),
    BallotFault.CANNOT_HOLD: mark(
        "“%(file)s” cannot hold these ballots: %(value)s; expected a name ending in %(expected)s."
    ),
    BallotFault.UNKNOWN_HOLDER: mark(
        "“%(file)s”, line %(line)s: “%(value)s” cannot hold this proxy; expected another voter of "
        "this table."
    ),
}


class BallotFileError(Exception):
    """A file of ballots cannot be used; says where, what was found and what is expected."""

    def __init__(
        self,
        code: BallotFault,
        file: str,
        *,
        line: int | None = None,
        column: str | None = None,
        value: Detail | None = None,
        expected: Detail | None = None,
    ) -> None:
        self.code = code
        self.file = shown(file)
        self.line = line
        self.column = None if column is None else shown(column)
        self.value = None if value is None else shown(str(value))
        self.expected = expected
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """What is wrong and what is expected, in one sentence."""
        details = {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "expected": self.expected,
        }
        return translator(language).gettext(SENTENCES[self.code]) % details
