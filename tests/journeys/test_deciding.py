"""Two parties decide: one puts a text to the vote by keyboard, both vote on a phone."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from samenspel.decisions.choices import State, Verdict
from samenspel.decisions.models import Decision
from tests.journeys.test_people_answer import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
LIST = "/s/fruit-op-het-plein/besluiten/"


def test_from_a_text_to_a_declared_outcome(visit, accessible):
    call_command("load_example")
    page = visit(width=320)
    sign_in(page, "Noor Hamersma")
    page.goto(LIST)
    accessible(page)
    page.get_by_role("link", name="Breng iets in stemming").press("Enter")
    accessible(page)
    page.get_by_label("Hoe heet het?").fill("De oude school")
    page.get_by_label("Wat stel je voor?").fill("Wij huren samen de oude school.")
    page.get_by_label("Waarom?").fill("Buiten regent het te vaak.")
    page.get_by_label("Meer dan de helft").press("ArrowDown")  # at least two thirds
    closes = timezone.localtime() + timedelta(days=3)
    page.get_by_label("Tot wanneer kun je stemmen?").fill(closes.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Leg het voor aan de anderen").press("Enter")
    accessible(page)
    page.get_by_role("button", name="Open de stemming").press("Enter")
    _vote(page, accessible, "Voor")
    other = visit(width=390, dark=True)
    sign_in(other, "Sanne Kuiper")
    decision = Decision.objects.get()
    other.goto(f"{LIST}{decision.pk}/")
    assert "1 van 2" in other.inner_text("main")
    _vote(other, accessible, "Tegen")
    page.reload()
    page.get_by_role("button", name="Tel de stemmen nu").press("Enter")
    accessible(page)
    page.get_by_role("button", name="Stel dit vast").press("Enter")
    assert page.inner_text("h1") == "Niet aangenomen: De oude school"
    assert "Nodig 2 van 2, gekregen 1." in page.inner_text("main")
    accessible(page)
    decision.refresh_from_db()
    assert (decision.state, decision.tally.verdict) == (State.DECLARED, Verdict.REJECTED)


def _vote(page, accessible, choice):
    page.get_by_role("link", name="Naar je stem").press("Enter")
    accessible(page)
    page.get_by_role("button", name=choice).first.press("Enter")
    assert f"Je stemde: {choice}" in page.inner_text("main")
