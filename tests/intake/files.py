"""Files of answers for tests, as text or as workbooks."""

import pytest
from xlsxwriter import Workbook

from samenspel_report.intake import AnswerFileError, read_answers

HEADER = "respondent,side,concept,scale,own,guess"
TWO_SIDES = (
    "ann,A,word,s1,1,2",
    "ann,A,word,s2,3,4",
    "bob,B,word,s1,5,6",
    "bob,B,word,s2,7,1",
)


def text_of(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


def write(path, *rows, header=HEADER):
    """A CSV with these rows."""
    path.write_text(text_of(*rows, header=header), encoding="utf-8")
    return path


def write_workbook(path, rows, *, formula_at=None, sheets=("answers",)):
    """A workbook whose first sheet holds these rows of values."""
    with Workbook(path) as book:
        for number, name in enumerate(sheets):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows if number == 0 else ()):
                sheet.write_row(place, 0, row)
            if formula_at and number == 0:
                sheet.write_formula(formula_at, "=1+2")
    return path


def read(folder, *rows, header=HEADER, **options):
    """What a CSV with these rows holds."""
    return read_answers(write(folder / "answers.csv", *rows, header=header), **options)


def fault_of(call, *arguments, **options):
    """The fault that reading ends with."""
    with pytest.raises(AnswerFileError) as caught:
        call(*arguments, **options)
    return caught.value
