import gzip
import zipfile

import pytest

from samenspel_report.intake import FaultCode, Limits, read_answers
from tests.intake.bad_rows import GOOD
from tests.intake.files import TWO_SIDES, fault_of, read, text_of, write, write_workbook


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
    "utf-16": ("a.csv", text_of(GOOD).encode("utf-16"), FaultCode.UTF_16),
    "half a gzip": ("a.csv.gz", gzip.compress(text_of(GOOD).encode())[:-9], FaultCode.DAMAGED),
    "a web page": ("a.csv", b"<!doctype html>\n<p>hello</p>\n", FaultCode.NO_TABLE),
    "json": ("a.csv", b'[{"respondent": 1, "own": 2}]', FaultCode.NO_TABLE),
    "markdown": ("a.csv", b"# Answers\n\n| own | guess |\n", FaultCode.NO_TABLE),
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


def test_a_column_may_begin_with_a_sign_of_a_text(tmp_path):
    assert read(tmp_path, "1,ann,w,s,4", header="#,respondent,concept,scale,own").rows == 1


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


def test_a_line_without_end_is_refused_before_it_takes_memory(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(text_of(GOOD, "," * 3_000_000).encode()))
    fault = fault_of(read_answers, path)
    assert str(fault) == "Row 3 is too long to read; expected at most 1 MB in a row."
    path.write_bytes(gzip.compress(b"," * 3_000_000))
    assert fault_of(read_answers, path).row == 1


def test_a_row_that_runs_on_over_lines_is_refused_before_it_takes_memory(tmp_path):
    endless = '"\n",' * 3_000_000
    fault = fault_of(read, tmp_path, GOOD, endless)
    assert (fault.code, fault.row) == (FaultCode.LINE_TOO_LONG, 3)


def test_more_columns_than_any_table_of_answers_has_are_refused(tmp_path):
    fault = fault_of(read, tmp_path, header="x," * 200 + "own")
    assert str(fault) == "Row 1 has more than 200 columns; leave out columns we do not read."


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
        sheet.write("J1048576", 1)
    fault = fault_of(read_answers, tmp_path / "a.xlsx")
    assert (fault.code, fault.value) == (FaultCode.SHEET_TOO_LARGE, "J1048576")


BROKEN_XML = {
    "a document type": (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
    "an unknown encoding": (b"UTF-8", b"UTF-r"),
    "an open element": (b"</worksheet>", b""),
}


@pytest.mark.parametrize("case", BROKEN_XML)
def test_a_workbook_of_broken_or_dangerous_xml_is_refused(tmp_path, case):
    source = write_workbook(tmp_path / "a.xlsx", SHEET)
    target = tmp_path / "b.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "xl/worksheets/sheet1.xml":
                content = content.replace(*BROKEN_XML[case], 1)
            new.writestr(member, content)
    assert fault_of(read_answers, target).code is FaultCode.NOT_A_WORKBOOK


def test_rows_of_a_workbook_count_blank_rows_too(tmp_path):
    rows = [SHEET[0], SHEET[1], [], ["bob", "B", "word", "s1", 9, 2]]
    fault = fault_of(read_answers, write_workbook(tmp_path / "a.xlsx", rows))
    assert str(fault) == "Row 4, column “own”: “9” is off the range; expected a number from 1 to 7."


def test_text_that_reads_as_an_error_is_not_a_number(tmp_path):
    rows = [SHEET[0], ["bob", "B", "word", "s1", "#N/A", 2]]
    fault = fault_of(read_answers, write_workbook(tmp_path / "a.xlsx", rows))
    assert (fault.code, fault.value) == (FaultCode.NOT_A_NUMBER, "#N/A")


def test_a_value_is_shown_short_and_on_one_line(tmp_path):
    fault = fault_of(read, tmp_path, f'ann,A,word,s1,"{"x" * 50}\ny",2')
    assert fault.value == "x" * 39 + "…"


def test_a_good_file_is_let_through(tmp_path):
    assert read_answers(write(tmp_path / "a.csv", *TWO_SIDES)).rows == 4
