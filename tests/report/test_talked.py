"""What a talk gave and taught stands in the report, in the words of those who talked."""

from datetime import date
from itertools import pairwise

import pytest

from samenspel_analysis.meaning.learning import Lesson, ScaleGuess
from samenspel_analysis.meaning.results import Estimate
from samenspel_report.scan import Agreed, html_report, pdf_report, scan_body
from samenspel_report.scan.lessons import SideLessons, WordLesson
from tests import make_results as make
from tests.make_context import make_context
from tests.report.page import read

FOUND = make.result()
WORD = FOUND.pairs[0].concepts[0].concept
SCALE = FOUND.pairs[0].concepts[0].scales[0].scale
MEANING = "Samen zorgen dat <b>niets</b> over is."
LESSON = Lesson((6, 7, 6), (ScaleGuess(1.5, 5.5, 6.5),), 5.0, 1.0, Estimate(0.8, 0.6, 1.0))
TOLD = {
    "meanings": ((WORD, MEANING),),
    "agreed": (
        Agreed("Iedere week bellen", "Noor Bakker", date(2026, 12, 4)),
        Agreed("Een busje zoeken", "", date(2027, 1, 8)),
    ),
    "lessons": (
        SideLessons("Volle Tafel", "Brinkhof", (6, 7), (WordLesson(WORD, (SCALE,), LESSON),)),
    ),
}


@pytest.mark.parametrize(
    ("language", "given", "agreed", "day", "learned"),
    [
        ("nl", "Wat jullie gesprek opleverde", "Wat jullie in het gesprek afspraken",
         "4 december 2026", "Wat jullie van elkaar leerden"),
        ("en", "What your talk gave", "What you agreed in the talk",
         "4 December 2026", "What you learned of each other"),
    ],
)  # fmt: skip
def test_a_report_tells_what_the_talk_gave_and_taught(language, given, agreed, day, learned):
    page = read(html_report(FOUND, make_context(FOUND, **TOLD), language))
    assert [page.text.count(each) for each in (given, agreed, learned)] == [1, 1, 1]
    assert page.text.count(MEANING) == 1
    first = page.cells.index("Iedere week bellen")
    assert page.cells[first : first + 3] == ["Iedere week bellen", "Noor Bakker", day]
    assert page.cells[page.cells.index("Een busje zoeken") + 1] == "–"
    assert len(page.ids) == len(set(page.ids))
    assert all(after - before <= 1 for before, after in pairwise(page.headings))
    assert pdf_report(FOUND, make_context(FOUND, **TOLD), language).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"numbers_by": "Noor"}, "Noor said on 4 December 2026 that the talk was held, and opened"),
        ({}, "The numbers opened after the talk, on 4 December 2026."),
        ({"talk_skipped": True, "numbers_by": "Noor"},
         "The talk was skipped: Noor opened these numbers on 4 December 2026, without talking"),
        ({"talk_skipped": True},
         "The talk was skipped: these numbers were opened without talking about the words first."),
    ],
)  # fmt: skip
def test_a_report_says_whose_word_it_is_that_there_was_a_talk(told, says):
    context = make_context(FOUND, numbers_on=date(2026, 12, 4), **told)
    assert says in read(html_report(FOUND, context, "en")).text
    assert "talk was" not in read(html_report(FOUND, make_context(FOUND), "en")).text


def test_each_text_of_the_talk_makes_another_document():
    plain = pdf_report(FOUND, make_context(FOUND), "nl")
    told = [pdf_report(FOUND, make_context(FOUND, **{k: v}), "nl") for k, v in TOLD.items()]
    assert len({plain, *told}) == 4


def test_without_a_talk_a_report_is_silent_of_it():
    page = scan_body(FOUND, make_context(FOUND), "nl")
    assert "Wat jullie gesprek opleverde" not in page
    assert "Wat jullie van elkaar leerden" not in page
