"""Three sides or more: a matrix of pairs, all of them on one line, and each pair apart."""

from xml.etree import ElementTree

import pytest

from samenspel_analysis.meaning.results import AnswerMean
from samenspel_report import pictures
from samenspel_report.scan import overview_body, pair_body, pdf_report
from samenspel_report.scan.report import scan_report
from tests import make_results as make
from tests.make_context import make_context
from tests.report.page import read

FOUND = make.three_sides()
CONTEXT = make_context(FOUND, pair_urls=("paar/1/", "paar/2/", "paar/3/"))


def line(*means):
    answers = [AnswerMean(mean, mean - 0.5, mean + 0.5, 8) for mean in means]
    sides = [(f"side {place}", answer) for place, answer in enumerate(answers)]
    return pictures.together_line(sides, low=1.0, high=7.0, label="a scale")


@pytest.mark.parametrize("sides", [3, 4, 5, 7])
def test_each_side_has_a_mark_and_its_name(sides):
    drawn = ElementTree.XML(line(*range(1, sides + 1)))
    marks = [each for each in drawn.iter() if each.get("class") == "mark-real"]
    names = [each.text for each in drawn.iter() if each.get("class") == "label quiet"]
    assert (len(marks), names) == (sides, [f"side {place}" for place in range(sides)])


def test_four_sides_have_four_shapes():
    drawn = ElementTree.XML(line(2, 3, 4, 5))
    marks = [each for each in drawn.iter() if each.get("class") == "mark-real"]
    assert [(each.tag, each.get("points")) for each in marks][:2] == [
        ("circle", None), ("rect", None)
    ]  # fmt: skip
    assert len({each.get("points") for each in marks[2:]}) == 2


def test_who_did_not_answer_has_a_lane_without_a_mark():
    nobody = AnswerMean(None, None, None, 0)
    drawn = pictures.together_line([("A", nobody)], low=1, high=7, label="a scale")
    assert "mark-real" not in drawn


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_overview_holds_every_pair_and_no_pair_whole(language):
    page = read(overview_body(FOUND, CONTEXT, language))
    report = scan_report(FOUND, CONTEXT, language, None)
    assert [card.url for card in report.cards] == ["paar/1/", "paar/2/", "paar/3/"]
    assert [(card.row, card.column) for card in report.cards] == [(1, 1), (2, 1), (2, 2)]
    for card in report.cards:
        assert card.title in page.text
        for word in card.words:
            assert word.name in page.text
    assert "None" not in page.text
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))


def test_the_table_holds_what_the_pictures_show():
    report = scan_report(FOUND, CONTEXT, "nl", None)
    word = report.together[0]
    assert word.table.head[1:] == tuple(side.name for side in FOUND.sides)
    assert len(word.table.rows) == len(word.scales)


def test_a_pair_apart_is_about_those_two_alone():
    title, body = pair_body(FOUND, CONTEXT, "nl", 1)
    page = read(body)
    assert title == "Volle Tafel en Brinkhof"
    assert "Gemeente Oosterkade" not in page.text
    assert min(page.headings) == 2


def test_two_sides_have_no_matrix():
    report = scan_report(make.result(), make_context(make.result()), "nl", None)
    assert (report.cards, report.together, report.matrix) == ((), (), None)


def test_the_document_holds_the_matrix_and_the_lines():
    assert pdf_report(FOUND, make_context(FOUND), "nl").startswith(b"%PDF")
