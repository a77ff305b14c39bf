"""The portfolio on paper: what a board looks at first, who carries what, and what shows it."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from samenspel.portfolio.choices import Measure, Standing, Strength
from tests.make import make_party, speaker_of
from tests.make_portfolio import NOON, make_entry, make_indicator, make_step

pytestmark = pytest.mark.django_db
DAY, TODAY = timedelta(days=1), NOON.date()


def printed(browser, party):
    """The words of each page, with every gap as one blank."""
    content = browser.get(reverse("portfolio:overview_document", args=[party.pk, "pdf"])).content
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def make_full(outcomes):
    party = make_party("Ons")
    steps = [make_step(party, f"Gezond {n}") for n in range(outcomes)]
    make_indicator(steps[0], "Kinderen", baseline=Decimal(3), baseline_on=TODAY - 90 * DAY,
                   actual=Decimal("7.50"), actual_on=TODAY)  # fmt: skip
    make_indicator(steps[0], "Verhalen", measure=Measure.QUALITATIVE, target=None, target_on=None,
                   in_words="Ze vertellen meer", actual_on=TODAY)  # fmt: skip
    make_entry(party, "Soep", partner="Kok", hours=Decimal(1240), due_on=TODAY - DAY,
               due_what="bellen", links={steps[0].pk: Strength.MAIN})  # fmt: skip
    make_entry(party, "Brood", standing=Standing.RESTING, partner="Bakker",
               links={steps[0].pk: Strength.ALSO, steps[1].pk: Strength.ALSO})  # fmt: skip
    return party


@pytest.mark.parametrize("outcomes", [3, 9])  # columns of their own, or one for all
@time_machine.travel(NOON)
def test_a_board_reads_what_comes_first_who_carries_what_and_what_shows_it(signed_in, outcomes):
    party = make_full(outcomes)
    text = " ".join(printed(signed_in(speaker_of(party)), party))
    for said in (
        "In 1 samenwerking is iets over de datum.",
        "31 mei 2026: bellen (te laat)",
        "Bakker, in rust",
        "1.240 naar Soep",
        "vooral: Soep ook: Brood",
        "Kinderen: begon bij 3, staat nu op 7,5, moet op 1 jan 2027 op 40 staan.",
        "Verhalen: Ze vertellen meer.",
        "Niemand werkt eraan. Er is nog geen indicator.",
        "Welke samenwerking de beste is.",
    ):
        assert said in text
    assert ("ook: Gezond 0, Gezond 1" in text) == (outcomes > 7)


@time_machine.travel(NOON)
def test_who_has_nothing_yet_gets_a_paper_that_says_so(signed_in):
    party = make_party("Ons")
    make_entry(party, "Soep")
    (text,) = printed(signed_in(speaker_of(party)), party)
    assert "Wat nog aan geen effect werkt – Soep" in text
    assert "Gedragen door" not in text


@time_machine.travel(NOON)
def test_what_ended_stands_in_the_table_and_the_last_line_says_that_it_leaves_it_out(signed_in):
    party = make_party()
    make_entry(party, "Brood", hours=Decimal(1581))
    browser = signed_in(speaker_of(party))
    assert "Daar zit" not in browser.get(reverse("portfolio:overview", args=[party.pk])).text
    make_entry(party, "Oud", hours=Decimal(136), standing=Standing.ENDED)
    shown = browser.get(reverse("portfolio:overview", args=[party.pk])).text
    says = "Daar zit 1 samenwerking niet in die afgerond is of nog een idee: 136 uur."
    assert "De laatste regel telt alles wat loopt of rust. " + says in shown
    assert says in " ".join(printed(browser, party))
