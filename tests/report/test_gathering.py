"""What a reader must know of how the answers came in stands on top of a report."""

import pytest

from samenspel_report.i18n import translator
from samenspel_report.scan import html_report, pdf_report
from samenspel_report.sentences.gathering import left_out, unchecked
from tests import make_results as make
from tests.make_context import make_context


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("nl", ("groei",), "‘groei’ is ook gevraagd en staat er niet bij: "
         "aan één kant antwoordden te weinig mensen."),
        ("en", ("growth", "care"), "‘growth’ and ‘care’ were asked too, and are not shown: "
         "on one side too few people answered them."),
    ],
)  # fmt: skip
def test_words_that_are_not_shown_are_named(language, words, said):
    assert left_out(translator(language), words) == said


def test_of_people_with_a_group_link_it_says_that_nobody_checked_who_they_were():
    said = unchecked(translator("en"), ["Brinkhof", "Volle Tafel"])
    assert "for Brinkhof and Volle Tafel with a group link" in said
    assert "we did not check who they were" in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_stand_in_the_page_and_the_document(language):
    found = make.result()
    context = make_context(found, left_out=("groei",), unchecked=("Brinkhof",))
    page = html_report(found, context, language)
    t = translator(language)
    assert page.count(left_out(t, ["groei"])) == 1
    assert page.count(unchecked(t, ["Brinkhof"])) == 1
    plain = html_report(found, make_context(found), language)
    assert left_out(t, ["groei"]) not in plain
    assert pdf_report(found, context, language) != pdf_report(found, make_context(found), language)
