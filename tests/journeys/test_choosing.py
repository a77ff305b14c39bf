"""Two people put things in order and divide money: by keyboard, at 320 pixels, without dragging."""

import pytest
from django.core.management import call_command

from samenspel.decisions.models import Decision
from tests.journeys.test_people_answer import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
LIST = "/s/fruit-op-het-plein/besluiten/"


def test_an_order_and_a_budget_from_proposal_to_result(visit, accessible):
    call_command("load_example")
    page, other = visit(width=320), visit(width=390, dark=True)
    sign_in(page, "Noor Hamersma")
    sign_in(other, "Sanne Kuiper")
    first = _propose(page, "Welk fruit eerst?", "Keuze uit meer: zet ze op volgorde",
                     "Appels\nPeren\nBananen")  # fmt: skip
    _order(page, Appels="1", Peren="2")
    accessible(page)
    other.goto(first)
    _order(other, Peren="1", Appels="1", Bananen="2")
    accessible(other)
    page.reload()
    page.get_by_role("button", name="Tel de stemmen nu").press("Enter")
    assert "Gekozen: Appels." in page.inner_text("main")
    accessible(page)
    second = _propose(page, "Buurtgeld", "Verdeel een budget over projecten",
                      "Banken; 600\nBoom; 300\nHek; 400", money="1000")  # fmt: skip
    _tick(page, "Banken")
    other.goto(second)
    _tick(other, "Boom", "Banken")
    accessible(other)
    page.reload()
    page.get_by_role("button", name="Tel de stemmen nu").press("Enter")
    said = page.inner_text("main")
    assert "Gaat door: Banken, Boom." in said
    assert "Niemand stemde ervoor." in said
    accessible(page)
    assert Decision.objects.filter(tally__verdict="chosen").count() == 2


def _propose(page, title, form, options, *, money=""):
    page.goto(f"{LIST}nieuw/")
    page.get_by_label("Hoe heet het?").fill(title)
    page.get_by_label("Wat stel je voor?").fill("Wij doen wat hier gekozen wordt.")
    page.get_by_label("Waarom?").fill("Dan weet iedereen het.")
    page.get_by_label(form).press("Space")
    page.get_by_label("Waaruit kunnen mensen kiezen?").fill(options)
    if money:
        page.get_by_label("Hoeveel geld is er, in hele euro’s?").fill(money)
    assert not page.get_by_text("Hoeveel moeten er voor zijn?").is_visible()  # goes with a vote
    page.get_by_label("Ieder die voor een partij spreekt heeft één stem").press("Space")
    page.get_by_role("button", name="Leg het voor aan de anderen").press("Enter")
    page.get_by_role("button", name="Open de stemming").press("Enter")
    return page.url


def _order(page, **places):
    for name, place in places.items():
        page.get_by_label(name, exact=True).select_option(place)
    _vote(page)


def _tick(page, *names):
    for name in names:
        page.get_by_label(name).press("Space")
    _vote(page)


def _vote(page):
    page.get_by_role("button", name="Stemmen", exact=True).press("Enter")
    assert "Je stemde op" in page.inner_text("main")
