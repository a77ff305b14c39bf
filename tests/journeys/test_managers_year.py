"""A manager's year: what is promised, given and felt, on the pages of both sides."""

import pytest
from django.core.management import call_command

from samenspel.agreements.models import BalanceRound, Commitment
from tests.journeys.test_people_answer import heading, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
STREAMS = "/s/fruit-op-het-plein/"


@pytest.fixture(autouse=True)
def _example(db):
    call_command("load_example")
    call_command("load_agreements")


@pytest.mark.parametrize(("width", "dark"), [(320, False)])
def test_from_a_promise_to_what_was_given_and_how_it_feels(visit, accessible, width, dark):
    page = visit(width=width, dark=dark)
    sign_in(page, "Noor Hamersma")
    page.goto(STREAMS)
    accessible(page)
    assert heading(page) == "Fruit op het plein"
    page.get_by_role("link", name="Toezeggingen", exact=True).click()
    accessible(page)
    page.get_by_role("link", name="Noteer een toezegging").click()
    page.get_by_label("Wat is het?").fill("Twee dozen flyers")
    page.get_by_label("Uiterlijk wanneer?").fill("2099-01-31")
    accessible(page)
    page.get_by_role("button", name="Noteer").click()
    assert heading(page) == "Twee dozen flyers"
    accessible(page)
    page.get_by_role("link", name="Noteer dat het gegeven is").click()
    assert page.get_by_label("Wat is het?").input_value() == "Twee dozen flyers"
    page.get_by_label("Wat kostte het jullie").select_option("3")
    page.get_by_role("button", name="Noteer").click()
    page.get_by_role("heading", name="Geven en nemen").wait_for()
    assert Commitment.objects.get(what="Twee dozen flyers").delivered_on
    page.get_by_role("button", name="Vraag het elkaar opnieuw").click()
    page.get_by_label("Het voelt in balans").check()
    accessible(page)
    page.get_by_role("button", name="Verzegel je antwoord").click()
    page.get_by_text("Je antwoord is verzegeld").wait_for()
    assert BalanceRound.objects.filter(opened_at=None).count() == 1
    page.goto(f"{STREAMS}logboek/")
    page.get_by_label("Soort").select_option("toezeggingen")
    page.get_by_role("button", name="Toon").click()
    page.get_by_text("een toezegging: Twee dozen flyers").wait_for()
    accessible(page)
