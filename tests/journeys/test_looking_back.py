"""The second half of a manager's year: let something rest, look back together, and go on well."""

import pytest
from django.core.management import call_command

from samenspel.agreements.models import Ending, Pause
from samenspel.evaluation.models import Evaluation, Improvement
from tests.journeys.test_people_answer import heading, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
HERE = "/s/fruit-op-het-plein/"


@pytest.fixture(autouse=True)
def _example(db):
    for command in ("load_example", "load_agreements", "load_evaluation"):
        call_command(command)


def test_rest_look_back_together_and_go_on(visit, accessible):
    noor, sanne = visit(width=390), visit(width=1280, dark=True)
    sign_in(noor, "Noor Hamersma")
    sign_in(sanne, "Sanne Kuiper")
    _rest(noor, accessible)
    noor.goto(HERE)
    noor.get_by_role("link", name="Terugkijken", exact=True).click()
    accessible(noor)
    noor.get_by_role("link", name="Naar de evaluatie").click()
    noor.get_by_role("link", name="Nodig mensen uit").click()
    noor.get_by_label("Wie vraag je?").fill("Ada Voorbeeld")
    noor.get_by_role("button", name="Voeg deze mensen toe").click()
    link = noor.get_by_label("Ada Voorbeeld", exact=True).input_value()
    accessible(noor)
    _answer(visit(width=320), link, accessible)
    sealed = Evaluation.objects.get(opened_at=None)
    path = f"{HERE}evaluatie/{sealed.pk}/"
    for page in (noor, sanne):
        page.goto(path)
        page.get_by_role("button", name="Onze kant is klaar: open het samen").click()
    sanne.get_by_role("heading", name="In het kort").wait_for()
    accessible(sanne)
    sanne.get_by_text("Wat jullie de vorige keer afspraken").wait_for()
    sanne.get_by_label("Wat doen jullie ermee?").fill("Elke vrijdag om drie uur bellen")
    sanne.get_by_label("Wie zorgt ervoor?").fill("Sanne")
    sanne.get_by_label("Uiterlijk wanneer?").fill("2099-01-31")
    sanne.get_by_role("button", name="Noteer").click()
    sanne.get_by_role("heading", name="Elke vrijdag om drie uur bellen").wait_for()
    assert Improvement.objects.filter(evaluation=sealed).count() == 1
    with sanne.expect_download() as paper:
        sanne.get_by_role("link", name="Download als PDF").click()
    assert paper.value.suggested_filename == "evaluatie.pdf"
    _go_on(noor, accessible)


def _rest(page, accessible):
    page.goto(f"{HERE}meebewegen/pauze/")
    page.get_by_label("Waarom nu?").fill("De oogst vraagt alle handen.")
    page.get_by_label("Tot wanneer?").fill("2099-01-31")
    page.get_by_label("Wat blijft leven?").fill("Elke week een telefoontje.")
    accessible(page)
    page.get_by_role("button", name="Begin de pauze").click()
    page.get_by_text("Elke week een telefoontje.").first.wait_for()
    page.get_by_role("button", name="Pak het weer op").click()
    page.wait_for_load_state()
    assert Pause.objects.get().ended_at


def _answer(page, link, accessible):
    page.goto(link)
    assert heading(page) == "Hoe gaat het samenwerken?"
    accessible(page)
    page.get_by_role("button", name="Ik vind dit goed, begin").click()
    page.get_by_label("Deels").check()
    page.get_by_role("button", name="Bewaar, volgend deel").click()
    page.get_by_label("6 van 7", exact=True).first.check()
    accessible(page)
    for _part in range(2):
        page.get_by_role("button", name="Bewaar, volgend deel").click()
    page.get_by_role("button", name="Bewaar en rond af").click()
    assert heading(page) == "Dank je wel, je antwoorden zijn binnen"


def _go_on(page, accessible):
    page.goto(f"{HERE}afronden/nieuw/")
    page.get_by_label("Waar gaat het over?").select_option("Vers fruit op vrijdag")
    page.get_by_label("Verlengd: we gaan door zoals we deden").check()
    page.get_by_label("Waarom?").fill("Elk kind eet mee.")
    accessible(page)
    page.get_by_role("button", name="Noteer").click()
    page.get_by_role("heading", name="Wat elke kant zegt").wait_for()
    page.get_by_label("Ja, dit herkennen we").check()
    page.get_by_label("Ja, zeker").check()
    page.get_by_role("button", name="Verzegel je antwoord").click()
    page.wait_for_load_state()
    assert Ending.objects.get().farewells.count() == 1
