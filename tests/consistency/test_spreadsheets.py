"""No table that goes out holds what a spreadsheet would calculate; one place says what it is."""

from tests.consistency import house

CHECKED_BEFORE = {"samenspel_report/questionnaire/rows.py"}  # names of sides are refused instead
PLACE = "samenspel_report/spreadsheet.py"


def files():
    return {str(path.relative_to(house.SRC)): path.read_text() for path in house.SRC.rglob("*.py")}


def test_every_file_that_writes_a_table_keeps_a_formula_a_text():
    writing = {name for name, text in files().items() if "csv.writer(" in text}
    assert "samenspel/registers/queries.py" in writing
    assert {name for name in writing if "harmless(" not in files()[name]} == CHECKED_BEFORE


def test_the_marks_of_a_formula_stand_in_one_place():
    marks = '("=", "+", "-", "@"'
    assert [name for name, text in files().items() if marks in text] == [PLACE]
