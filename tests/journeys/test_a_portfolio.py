"""A manager's year above all collaborations: bring in a portfolio, look, print it for the board."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from samenspel.platform.models import Job
from samenspel.portfolio.tasks import read_portfolio_file
from tests.journeys.test_people_answer import heading, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
LONG = "Meervoudigepersoonlijkheidsstoornisbehandelcentrum" * 2
FILE = f"""Titel;Partner;Stand;Volgende datum;Uren;Minder mensen eten alleen
Soep op straat;Buurtkok;bezig;2099-01-31;80;vooral
Wijkmaal;Buurtkok;half;;;
{LONG};;bezig;;;
"""


@pytest.fixture(autouse=True)
def _example(db):
    for command in ("load_example", "load_agreements", "load_portfolio"):
        call_command(command)


@pytest.mark.parametrize(("width", "dark"), [(320, True)])
def test_bring_in_a_portfolio_look_at_it_and_print_it(visit, accessible, width, dark):
    page = visit(width=width, dark=dark)
    sign_in(page, "Noor Hamersma")
    page.get_by_role("link", name="Mijn partijen").first.click()
    page.get_by_role("link", name="Stichting Volle Tafel").click()
    page.get_by_role("link", name="Portfolio", exact=True).click()
    assert heading(page) == "Portfolio van Stichting Volle Tafel"
    accessible(page)
    page.get_by_role("link", name="Breng een bestand in").click()
    file = {"name": "portfolio.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    page.get_by_label("Bestand met jullie portfolio").set_input_files(file)
    accessible(page)
    page.get_by_role("button", name="Bekijk de kolommen").click()
    assert page.get_by_label("Stand", exact=True).input_value() == "2"
    accessible(page)
    page.get_by_role("button", name="Lees de rijen").click()
    page.get_by_role("heading", name="We lezen je bestand").wait_for()
    accessible(page)
    read_portfolio_file.func(str(Job.objects.get().pk))
    page.get_by_role("heading", name="Jullie portfolio is binnen").wait_for()
    page.get_by_text("Verwacht een van").wait_for()  # row 3 says why it was left out
    accessible(page)
    page.get_by_role("link", name="Naar het portfolio").click()
    for size in (1280, width):
        page.set_viewport_size({"width": size, "height": 900})
        page.get_by_role("link", name=LONG, exact=True).wait_for()
        accessible(page)
    page.get_by_label("Naam of partner").fill("buurtkok")
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("link", name="Soep op straat", exact=True).wait_for()
    accessible(page)
    page.get_by_label("Bewaar deze weergave als").fill("Buurt")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("link", name="Buurt", exact=True).wait_for()
    with page.expect_download() as printed:
        page.get_by_role("link", name="Op papier, voor het bestuur (PDF)").click()
    paper = PdfReader(io.BytesIO(Path(printed.value.path()).read_bytes()))
    assert "Soep op straat" in paper.pages[0].extract_text()
    page.get_by_role("link", name="Verandertheorie").click()
    accessible(page)
    page.go_back()
    page.get_by_role("link", name="Vind een partner").click()
    accessible(page)
    page.get_by_role("button", name="Vraag om kennis te maken").click()
    page.get_by_text("Jullie vroegen het.").wait_for()
    accessible(page)
