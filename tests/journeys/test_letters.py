"""A manager reminds; someone reads the letters in the post of the demo and wants no more."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samenspel.meaning.models import Scan
from tests.journeys.test_people_answer import heading, sign_in
from tests.make_letters import work
from tests.make_scans import sides_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture(autouse=True)
def _demo(db, settings):
    call_command("load_example")
    settings.EMAIL_BACKEND, settings.DEMO = "samenspel.platform.post.DemoPost", True


@pytest.mark.parametrize("width", [1280, 390])
def test_someone_is_reminded_and_refuses_the_next_letter(visit, accessible, settings, width):
    page = visit(width=width, dark=width == 390)
    settings.SITE = page.url
    scan = Scan.objects.get(collaboration__slug="fruit-op-het-plein")
    people = reverse(
        "meaning:invite", args=[scan.collaboration.slug, scan.pk, sides_of(scan)[0].pk]
    )
    sign_in(page, "Noor Hamersma")
    page.goto(people)
    page.get_by_label("Wie vraag je?").fill("joris@voorbeeld.example")
    page.get_by_role("button", name="Voeg deze mensen toe").click()
    work()
    page.goto(people)
    page.get_by_role("button", name="Stuur een herinnering").click()
    assert "Er ging 1 van hoogstens 2 herinneringen uit" in page.inner_text("main")
    accessible(page)
    work()
    page.goto("/post/")
    assert page.locator("h2").all_inner_texts() == [
        "Stichting Volle Tafel vraagt je: wat betekenen deze woorden voor jou?",
        "Wat je hier niet vindt",
    ]
    page.locator("summary", has_text="Je kunt nog antwoorden: wat betekenen").press("Enter")
    assert "Er is nog geen antwoord van je" in page.inner_text("main")
    accessible(page)
    page.get_by_role("link", name="/geen-mail").first.click()
    assert heading(page) == "Geen e-mail meer over deze scan?"
    accessible(page)
    page.get_by_role("button", name="Stuur me geen e-mail meer").press("Enter")
    assert heading(page) == "Je krijgt geen e-mail meer over deze scan"
    accessible(page)
    page.goto(people)
    assert "wil geen e-mail meer" in page.inner_text("main")
