"""Workbooks small on disk and large in memory, or that two readers may read differently."""

import time
import warnings
import zipfile

import pytest
from xlsxwriter import Workbook

from samenspel_report.intake import FaultCode, Limits, read_answers
from tests.intake.files import TWO_SIDES, fault_of, text_of, write_workbook

SHEET = [line.split(",") for line in text_of(*TWO_SIDES).splitlines()]
SHEET_1 = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
FAR_CELL = b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
FORMULA_CELL = b'</row><row r="9"><c r="A9"><f>1+1</f><v>2</v></c></row></sheetData>'


def changed(tmp_path, change, *, rows=SHEET, sheets=("answers",), more=()):
    """A workbook whose members went through `change`, with more members behind them."""
    source = write_workbook(tmp_path / "a.xlsx", rows, sheets=sheets)
    target = tmp_path / "b.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        contents = {member: old.read(member) for member in old.namelist()}
        for member, content in contents.items():
            new.writestr(member, change(member, content))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a name that is there already
            for member, like, old_part, new_part in more:
                new.writestr(member, contents[like].replace(old_part, new_part))
    return target


def same(member, content):
    return content


@pytest.mark.parametrize("cell", [FAR_CELL, FORMULA_CELL], ids=["far", "formula"])
@pytest.mark.parametrize(
    "name", [SHEET_1, "XL/Worksheets/Sheet1.xml", "xl\\worksheets\\sheet1.xml"]
)
def test_two_members_of_one_name_are_refused(tmp_path, name, cell):
    path = changed(tmp_path, same, more=[(name, SHEET_1, b"</row></sheetData>", cell)])
    assert fault_of(read_answers, path).code is FaultCode.NOT_A_WORKBOOK


def test_two_relations_of_one_name_are_refused(tmp_path):
    def twice(member, content):
        if member != RELATIONS:
            return content
        start = content.index(b"<Relationship ")
        first = content[start : content.index(b"/>", start) + 2]
        other = first.replace(b"sheet1", b"sheet2")
        assert other != first
        return content.replace(first, other + first)

    more = [("xl/worksheets/sheet2.xml", SHEET_1, b"</row></sheetData>", FORMULA_CELL)]
    path = changed(tmp_path, twice, more=more)
    assert fault_of(read_answers, path).code is FaultCode.NOT_A_WORKBOOK


def test_a_workbook_that_is_another_kind_of_document_too_is_refused(tmp_path):
    path = changed(tmp_path, same, more=[("content.xml", SHEET_1, b"", b"")])
    assert fault_of(read_answers, path).code is FaultCode.NOT_A_WORKBOOK


def test_a_far_cell_is_refused_on_any_sheet(tmp_path):
    def far(member, content):
        if member != "xl/worksheets/sheet2.xml":
            return content
        return content.replace(b"<sheetData/>", b"<sheetData><row>" + FAR_CELL)

    path = changed(tmp_path, far, sheets=("answers", "more"))
    fault = fault_of(read_answers, path)
    assert (fault.code, fault.row) == (FaultCode.TOO_MANY_COLUMNS, 1048576)


def test_a_formula_on_another_sheet_may_stand(tmp_path):
    with Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(SHEET):
            sheet.write_row(place, 0, row)
        book.add_worksheet().write_formula("A1", "=1+2")
    assert read_answers(tmp_path / "a.xlsx").rows == 4


def test_a_sheet_of_blanks_is_refused(tmp_path):
    rows = [*SHEET, [""] * 200 + ["x"]]
    fault = fault_of(read_answers, write_workbook(tmp_path / "a.xlsx", rows))
    assert str(fault) == "Row 6 has more than 200 columns; leave out columns we do not read."


def test_one_long_text_in_many_cells_is_refused(tmp_path):
    rows = [SHEET[0], *(["p", "A", "w" * 900, "s1", 1, 2] for _ in range(30))]
    path = write_workbook(tmp_path / "a.xlsx", rows)
    limits = Limits(workbook_text=20_000)
    assert str(fault_of(read_answers, path, limits=limits)) == (
        "The workbook “a.xlsx” holds too much text; leave out long texts, or save it as CSV."
    )
    fault = fault_of(read_answers, path, limits=Limits(workbook_text=50_000))
    assert fault.code is FaultCode.TEXT_TOO_LONG  # counted, and not too much


def test_one_text_longer_than_a_spreadsheet_writes_is_refused(tmp_path):
    def long(member, content):
        return content.replace(b"<t>ann</t>", b"<t>" + b"a" * 40_000 + b"</t>")

    assert fault_of(read_answers, changed(tmp_path, long)).code is FaultCode.TOO_MUCH_TEXT


def test_an_error_in_a_cell_is_no_blank(tmp_path):
    def broken(member, content):
        return content.replace(b'<c r="E2"><v>1</v>', b'<c r="E2" t="e"><v>#N/A</v>')

    rows = [SHEET[0], ["ann", "A", "word", "s1", 1, 2], ["bob", "B", "word", "s1", 5, 6]]
    assert str(fault_of(read_answers, changed(tmp_path, broken, rows=rows))) == (
        "Row 2, column “E”: “E2” holds an error, such as #N/A; expected a fixed value or a "
        "blank cell."
    )


@pytest.mark.parametrize("endless", [b"<!--%s-->", b'<x y="%s"/>'], ids=["comment", "attribute"])
def test_what_goes_on_and_on_is_refused_before_it_takes_for_ever(tmp_path, endless):
    """Read again from its beginning with each part, thirty million bytes took many minutes."""

    def long(member, content):
        more = endless % (b"a" * 30_000_000) + b"</sheetData>"
        return content.replace(b"</sheetData>", more) if member == SHEET_1 else content

    path = changed(tmp_path, long)
    began = time.process_time()
    assert fault_of(read_answers, path).code is FaultCode.NOT_A_WORKBOOK
    assert time.process_time() - began < 2
