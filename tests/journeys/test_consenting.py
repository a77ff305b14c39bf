"""A circle decides by consent in three rounds: by keyboard, wide and on a phone."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from samenspel.decisions.choices import Standing, Verdict
from samenspel.decisions.models import Decision, Objection
from tests.journeys.test_people_answer import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
LIST = "/s/fruit-op-het-plein/besluiten/"


def test_three_rounds_until_nobody_objects(visit, accessible):
    call_command("load_example")
    page, other = visit(width=1280), visit(width=320)
    sign_in(page, "Noor Hamersma")
    sign_in(other, "Sanne Kuiper")
    _propose(page)
    decision = Decision.objects.get()
    other.goto(f"{LIST}{decision.pk}/")
    other.get_by_label("Wat wil je weten?").fill("Wie maakt het schoon?")
    other.get_by_role("button", name="Vraag dit").press("Enter")
    accessible(other)
    page.reload()
    for step in ("Ga verder met reacties", "Ga verder en vraag om toestemming"):
        page.get_by_role("button", name=step).press("Enter")
    accessible(page)
    _say(page, "Ik stem toe")
    _say(other, "Ik heb bezwaar", "Wij kunnen tien jaar niet dragen.")
    accessible(other)
    _again(page, "Wij huren de school voor één jaar.", "Eén jaar om te proberen")
    accessible(page)
    _say(other, "Ik stem toe")
    _say(page, "Ik heb bezwaar", "Wie zet de stoelen terug?")
    _again(page, "Wij huren de school voor één jaar en zetten samen de stoelen terug.", "Opruimen")
    _say(page, "Ik stem toe")
    _say(other, "Ik stem toe, met een zorg", "Elke week wordt veel.")
    page.reload()
    page.get_by_role("button", name="Sluit de ronde").press("Enter")
    assert "Niemand heeft bezwaar: 2 stemden toe in ronde 3." in page.inner_text("main")
    accessible(page)
    decision.refresh_from_db()
    assert decision.tally.verdict == Verdict.ADOPTED
    assert {each.standing for each in Objection.objects.all()} == {Standing.INTEGRATED}


def _propose(page):
    page.goto(f"{LIST}nieuw/")
    page.get_by_label("Hoe heet het?").fill("De oude school")
    page.get_by_label("Wat stel je voor?").fill("Wij huren de school voor tien jaar.")
    page.get_by_label("Waarom?").fill("Buiten regent het te vaak.")
    page.get_by_label("Met toestemming: niemand heeft nog bezwaar").press("Space")
    page.get_by_label("Ieder die voor een partij spreekt heeft één stem").press("Space")
    later = timezone.localdate() + timedelta(days=90)
    page.get_by_label("Op welke dag kijken jullie er opnieuw naar?").fill(later.isoformat())
    page.get_by_role("button", name="Leg het voor aan de anderen").press("Enter")
    page.get_by_role("button", name="Begin de eerste ronde").press("Enter")


def _say(page, position, words=""):
    page.reload()
    page.get_by_label(position, exact=True).press("Space")
    page.get_by_label("Je zorg of je bezwaar").fill(words)
    page.get_by_role("button", name="Zeg dit").press("Enter")
    assert f"Je zei: {position}" in page.inner_text("main")


def _again(page, text, why):
    page.reload()
    page.get_by_role("link", name="Pas de tekst aan").first.press("Enter")
    page.get_by_label("Wat stel je voor?").fill(text)
    page.get_by_label("Wat heb je aangepast, en waarom?").fill(why)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Begin de ronde").press("Enter")
