import gzip
import zipfile

import pytest

from samenspel_report.intake import AnswerFileError, FaultCode, Limits, read_answers
from samenspel_report.intake.faults import SENTENCES
from tests.intake.files import HEADER, TWO_SIDES, read, text_of, write, write_workbook

GOOD = "ann,A,word,s1,1,2"
ABOUT = HEADER + ",about"
MATTERS = HEADER + ",importance"
ENDS = HEADER + ",pole_low,pole_high"


def fault_of(call, *arguments, **options):
    with pytest.raises(AnswerFileError) as caught:
        call(*arguments, **options)
    return caught.value


CASES = {
    "missing column": (
        ["ann,word,1"],
        {"header": "who,concept,own"},
        "Row 1 has no column “respondent”; found: who, concept, own; if it has another name, "
        "give that, as in --columns respondent=name.",
    ),
    "wrong name in columns": (
        [GOOD],
        {"columns": {"own": "value"}},
        "Row 1 has no column “value”; found: respondent, side, concept, scale, own, guess; "
        "if it has another name, give that, as in --columns own=name.",
    ),
    "unknown field in columns": (
        [GOOD],
        {"columns": {"owner": "own"}},
        "“owner” is not a column we read; those are respondent, side, concept, scale, own, guess, "
        "about, importance, wave, pole_low, pole_high, words.",
    ),
    "a column twice": (
        [GOOD + ",3"],
        {"header": HEADER + ",Own"},
        "Row 1 has the column “own” twice; keep one of them.",
    ),
    "too many cells": (
        [GOOD, GOOD + ",extra"],
        {},
        "Row 3 has 7 cells; expected 6, as many as there are columns.",
    ),
    "too few cells": (
        [GOOD, "ann,A,word,s2"],
        {},
        "Row 3 has 4 cells; expected 6, as many as there are columns.",
    ),
    "every row too long": (
        [GOOD + ",x"],
        {},
        "Row 2 has 7 cells; expected 6, as many as there are columns.",
    ),
    "open quotation mark": (
        [GOOD, 'ann,A,"word,s2,1,2'],
        {},
        "Row 3 cannot be read: a quotation mark is not closed or a cell is too long.",
    ),
    "off the range": (
        [GOOD, "", "ann,A,word,s2,8,2"],
        {},
        "Row 4, column “own”: “8” is off the range; expected a number from 1 to 7.",
    ),
    "off a range with decimals": (
        ["ann,A,word,s2,-4.4,2"],
        {"low": -4.3, "high": 4.3},
        "Row 2, column “own”: “-4.4” is off the range; expected a number from -4.3 to 4.3.",
    ),
    "text in a number": (
        ["ann,A,word,s1,3,veel"],
        {},
        "Row 2, column “guess”: “veel” is not a number; expected a number from 1 to 7.",
    ),
    "a number python would take and people would not": (
        ["ann,A,word,s1,1_0,2"],
        {"high": 20.0},
        "Row 2, column “own”: “1_0” is not a number; expected a number from 1 to 20.",
    ),
    "nan": (
        ["ann,A,word,s1,NaN,2"],
        {},
        "Row 2, column “own”: “NaN” is not a number; expected a number from 1 to 7.",
    ),
    "infinity": (
        ["ann,A,word,s1,-inf,2"],
        {},
        "Row 2, column “own”: “-inf” is not a number; expected a number from 1 to 7.",
    ),
    "a decimal comma between commas": (
        ['ann,A,word,s1,"2,5",2'],
        {},
        "Row 2, column “own”: “2,5” is not a number; expected a number from 1 to 7.",
    ),
    "a formula": (
        ["ann,A,word,s1,=1+2,2"],
        {},
        "Row 2, column “own”: “=1+2” is a formula; expected a fixed value.",
    ),
    "a formula in a name": (
        ["=cmd,A,word,s1,1,2"],
        {},
        "Row 2, column “respondent”: “=cmd” is a formula; expected a fixed value.",
    ),
    "blank respondent": (
        [" ,A,word,s1,1,2"],
        {},
        "Row 2, column “respondent” is blank; fill it in.",
    ),
    "blank concept": (["ann,A,,s1,1,2"], {}, "Row 2, column “concept” is blank; fill it in."),
    "blank scale": (["ann,A,word,,1,2"], {}, "Row 2, column “scale” is blank; fill it in."),
    "blank side": (["ann,,word,s1,1,2"], {}, "Row 2, column “side” is blank; fill it in."),
    "a text without end": (
        [f"ann,A,{'w' * 201},s1,1,2"],
        {},
        f"Row 2, column “concept”: “{'w' * 39}…” is too long; expected at most 200 characters.",
    ),
    "control characters": (
        ["ann,A,word,s1,\x1b[31m9\x07,2"],
        {},
        "Row 2, column “own”: “[31m9” is not a number; expected a number from 1 to 7.",
    ),
    "a respondent in two sides": (
        [GOOD, "bob,B,word,s1,1,2", "ann,B,word,s2,1,2"],
        {},
        "Row 4, column “side”: “B”, but in row 2 the same respondent stands on the side “A”; "
        "expected one side per respondent.",
    ),
    "a duplicate answer": (
        [GOOD, "bob,B,word,s1,1,2", GOOD],
        {},
        "Row 4, column “respondent”: respondent “ann” answered “word”, “s1” already in row 2; "
        "expected one answer, or choose --duplicates first or mean.",
    ),
    "a duplicate whose other side is named once": (
        ["ann,A,word,s1,1,2,", "ann,A,word,s1,1,2,B", "bob,B,word,s1,1,2,"],
        {"header": ABOUT},
        "Row 3, column “respondent”: respondent “ann” answered “word”, “s1” already in row 2; "
        "expected one answer, or choose --duplicates first or mean.",
    ),
    "conflicting importance": (
        ["ann,A,word,s1,1,2,3", "ann,A,word,s2,1,2,", "ann,A,word,s3,1,2,4"],
        {"header": MATTERS},
        "Row 4, column “importance”: “4”, but row 2 says “3” for the same respondent and word; "
        "expected the same importance or blank.",
    ),
    "importance off its scale": (
        ["ann,A,word,s1,1,2,5"],
        {"header": MATTERS},
        "Row 2, column “importance”: “5” is not an importance; expected 0, 1, 2, 3 or 4, or blank.",
    ),
    "half an importance": (
        ["ann,A,word,s1,1,2,2.5"],
        {"header": MATTERS},
        "Row 2, column “importance”: “2.5” is not an importance; "
        "expected 0, 1, 2, 3 or 4, or blank.",
    ),
    "conflicting own meaning": (
        [
            "ann,A,word,s1,1,2,B",
            "ann,A,word,s1,3,2,C",
            "bob,B,word,s1,1,,",
            "cas,C,word,s1,1,,",
        ],
        {"header": ABOUT},
        "Row 3, column “own”: “3”, but row 2 says “1” for the same respondent, word and scale; "
        "expected the same answer or blank.",
    ),
    "conflicting poles": (
        ["ann,A,word,s1,1,2,cold,hot", "bob,B,word,s1,1,2,hot,cold"],
        {"header": ENDS},
        "Row 3, column “pole_low”: “hot”, but row 2 says “cold” for the same scale; "
        "expected the same pole or blank.",
    ),
    "a guess about nobody from three sides": (
        ["ann,A,word,s1,1,2,B", "bob,B,word,s1,1,5,", "cas,C,word,s1,1,2,A"],
        {"header": ABOUT},
        "Row 3, column “about” is blank beside the guess “5”; with three or more sides, "
        "expected the side guessed about.",
    ),
    "three sides and no column about": (
        ["ann,A,word,s1,1,2", "bob,B,word,s1,1,", "cas,C,word,s1,1,2"],
        {},
        "Row 2, column “about” is blank beside the guess “2”; with three or more sides, "
        "expected the side guessed about.",
    ),
    "a guess about an unknown side": (
        ["ann,A,word,s1,1,2,Z", "bob,B,word,s1,1,2,A"],
        {"header": ABOUT},
        "Row 2, column “about”: “Z” is not a side in this file; expected one of: A, B.",
    ),
    "a guess about the own side": (
        ["ann,A,word,s1,1,2,B", "bob,B,word,s1,1,2,B"],
        {"header": ABOUT},
        "Row 3, column “about”: “B” is the respondent’s own side; expected another side.",
    ),
    "only a header": ([], {}, "“answers.csv” holds only column names; put an answer on each row."),
    "only blank rows": (
        ["", ",,,,,"],
        {},
        "“answers.csv” holds only column names; put an answer on each row.",
    ),
    "no answers at all": (
        ["ann,A,word,s1,,2"],
        {},
        "The column “own” holds no answer at all; it must hold numbers from 1 to 7.",
    ),
    "a range that is none": (
        [GOOD],
        {"low": 7.0, "high": 7.0},
        "The range 7,7 cannot be used; expected two numbers, the lowest first, as in 1,7.",
    ),
    "people of an unknown side": (
        [GOOD],
        {"populations": {"C": 9}},
        "“C” is not a side in this file, so its number of people cannot be used; "
        "expected one of: A.",
    ),
    "fewer people than answers": (
        [GOOD, "bob,A,word,s1,1,2"],
        {"populations": {"A": 1}},
        "“A” cannot count 1 people: 2 answered; expected at least that many.",
    ),
    "a table of blanks": (
        [f"p{n},A,w{n},s1,1,2" for n in range(20)],
        {"limits": Limits(table_cells=100)},
        "The answers need a table of 800 cells; at most 100 fit; check that concept and scale "
        "hold names that come back.",
    ),
    "a file over its limit": (
        [GOOD],
        {"limits": Limits(file_bytes=20)},
        "“answers.csv” is larger than 20 bytes; split it, or leave out columns we do not read.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_one_sentence_on_where_and_what_is_expected(tmp_path, case):
    rows, options, sentence = CASES[case]
    fault = fault_of(read, tmp_path, *rows, **options)
    assert fault.sentence("en") == str(fault) == sentence
    dutch = fault.sentence("nl")
    assert dutch not in (sentence, "")
    for named in (fault.row, fault.column, fault.value):
        assert named is None or str(named) in dutch


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (("ann,A,word,s1,1,2", "ann,A,word,s1,1,2", "bob,B,word,s1,9,2"), ("duplicate", 3)),
        (("bob,B,word,s1,9,2", "ann,A,word,s1,1,2", "ann,A,word,s1,1,2"), ("off_range", 2)),
        (("ann,A,word,s1,1,2", "ann,B,word,s1,1,2", "ann,A,word,s1,1,2"), ("two_sides", 3)),
        (("ann,A,word,s1,9,x", "ann,A,word,s1,9,2"), ("off_range", 2)),
    ],
)
def test_of_several_faults_the_first_in_the_file_is_named(tmp_path, rows, named):
    fault = fault_of(read, tmp_path, *rows)
    assert (fault.code, fault.row) == named


def test_the_first_fault_is_found_beyond_the_first_chunk(tmp_path):
    rows = [f"p{n},A,word,s1,4,4" for n in range(1_700)]
    rows[1_600] = "p3,A,word,s1,4,4"
    rows[1_650] = "p1650,A,word,s1,none,4"
    fault = fault_of(read, tmp_path, *rows)
    assert (fault.code, fault.row) == (FaultCode.DUPLICATE, 1_602)
    assert fault.expectation["first_row"] == 5


def test_half_a_file_never_accuses_of_what_the_rest_may_explain(tmp_path):
    rows = ("ann,A,word,s1,1,,", "ann,A,word,s1,1,2,B", "bob,B,word,s1,1,2,A", "cas,C,word,s1,9,,")
    fault = fault_of(read, tmp_path, *rows, header=ABOUT)
    assert (fault.code, fault.row) == (FaultCode.OFF_RANGE, 5)


def test_every_code_has_a_sentence():
    assert set(SENTENCES) == set(FaultCode)


# files -----------------------------------------------------------------------------------------


def test_a_missing_file_is_named(tmp_path):
    fault = fault_of(read_answers, tmp_path / "none.csv")
    assert str(fault) == "There is no file “none.csv”; give a CSV or XLSX file."


def test_a_folder_is_no_file(tmp_path):
    assert fault_of(read_answers, tmp_path).code is FaultCode.FOLDER


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    assert fault_of(read_answers, tmp_path / "a\0b.csv").code is FaultCode.UNREADABLE


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\xef\xbb\xbf"], ids=["nothing", "lines", "bom"]
)
def test_an_empty_file_is_refused(tmp_path, content):
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert fault_of(read_answers, path).code is FaultCode.EMPTY_FILE


FILES = {
    "an old workbook": ("a.csv", b"\xd0\xcf\x11\xe0rest", FaultCode.OLD_WORKBOOK),
    "a file called xls": ("a.xls", text_of(GOOD).encode(), FaultCode.OLD_WORKBOOK),
    "a file called xlsx": ("a.xlsx", text_of(GOOD).encode(), FaultCode.NOT_A_WORKBOOK),
    "half a zip": ("a.xlsx", b"PK\x03\x04half", FaultCode.NOT_A_WORKBOOK),
    "binary": ("a.csv", b"respondent\0own", FaultCode.NOT_TEXT),
    "utf-16": ("a.csv", text_of(GOOD).encode("utf-16"), FaultCode.NOT_TEXT),
    "half a gzip": ("a.csv.gz", gzip.compress(text_of(GOOD).encode())[:-9], FaultCode.DAMAGED),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", FaultCode.NOT_TEXT),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_of_another_kind_is_refused(tmp_path, case):
    name, content, code = FILES[case]
    path = tmp_path / name
    path.write_bytes(content)
    fault = fault_of(read_answers, path)
    assert fault.code is code
    assert name in fault.sentence("nl")


def test_bytes_of_no_known_encoding_are_refused_with_their_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(text_of(GOOD).encode() + b"b\x81b,B,word,s1,1,2\n")
    fault = fault_of(read_answers, path)
    assert (fault.code, fault.row) == (FaultCode.UNKNOWN_ENCODING, 3)


def test_what_unpacks_beyond_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(text_of(*[GOOD] * 1_000).encode()))
    assert (
        str(fault_of(read_answers, path, limits=Limits(unpacked_bytes=2_000)))
        == "Unpacked, “a.csv.gz” is larger than 2000 bytes; give a smaller file."
    )


def test_a_cell_without_end_is_refused(tmp_path):
    fault = fault_of(read, tmp_path, f"ann,A,{'w' * 200_000},s1,1,2")
    assert (fault.code, fault.row) == (FaultCode.BROKEN_QUOTES, 2)


# workbooks -------------------------------------------------------------------------------------

SHEET = [line.split(",") for line in text_of(*TWO_SIDES).splitlines()]


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("answers.csv", text_of(GOOD))
    assert (
        str(fault_of(read_answers, path))
        == "“a.zip” is not an Excel workbook; save it as XLSX or CSV and try again."
    )


def test_a_formula_cell_is_named(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", SHEET, formula_at="E3")
    fault = fault_of(read_answers, path)
    assert str(fault) == "Row 3, column “E”: “E3” is a formula; expected a fixed value."


def test_an_empty_first_sheet_is_named(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", [], sheets=("cover", "answers"))
    assert (
        str(fault_of(read_answers, path))
        == "The first sheet, “cover”, is empty; put the answers in the first sheet."
    )


def test_a_workbook_over_its_limit_is_refused(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", SHEET)
    fault = fault_of(read_answers, path, limits=Limits(workbook_bytes=100))
    assert str(fault) == "The workbook “a.xlsx” is larger than 100 bytes; save it as CSV."


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", SHEET)
    fault = fault_of(read_answers, path, limits=Limits(unpacked_bytes=5_000))
    assert fault.code is FaultCode.UNPACKED_TOO_LARGE


def test_one_cell_far_away_does_not_make_a_huge_sheet(tmp_path):
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, SHEET[0])
        sheet.write("XFD1048576", 1)
    fault = fault_of(read_answers, tmp_path / "a.xlsx")
    assert (fault.code, fault.value) == (FaultCode.SHEET_TOO_LARGE, "XFD1048576")


def test_a_workbook_with_a_document_type_is_refused(tmp_path):
    source = write_workbook(tmp_path / "a.xlsx", SHEET)
    target = tmp_path / "b.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1
                )
            new.writestr(member, content)
    assert fault_of(read_answers, target).code is FaultCode.NOT_A_WORKBOOK


def test_rows_of_a_workbook_count_blank_rows_too(tmp_path):
    rows = [SHEET[0], SHEET[1], [], ["bob", "B", "word", "s1", 9, 2]]
    fault = fault_of(read_answers, write_workbook(tmp_path / "a.xlsx", rows))
    assert str(fault) == "Row 4, column “own”: “9” is off the range; expected a number from 1 to 7."


def test_an_error_cell_in_a_workbook_is_not_a_number(tmp_path):
    rows = [SHEET[0], ["bob", "B", "word", "s1", "#N/A", 2]]
    fault = fault_of(read_answers, write_workbook(tmp_path / "a.xlsx", rows))
    assert (fault.code, fault.value) == (FaultCode.NOT_A_NUMBER, "#N/A")


def test_a_value_is_shown_short_and_on_one_line(tmp_path):
    fault = fault_of(read, tmp_path, f'ann,A,word,s1,"{"x" * 50}\ny",2')
    assert fault.value == "x" * 39 + "…"


def test_a_good_file_is_let_through(tmp_path):
    assert read_answers(write(tmp_path / "a.csv", *TWO_SIDES)).rows == 4
