"""From the front page to a finished scan, and a scan of one's own."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from samenspel.people import actions
from samenspel.people.models import User
from tests.meaning import files

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
WIDTHS = [1280, 390]


@pytest.fixture(autouse=True)
def _example(db):
    call_command("load_example")


@pytest.fixture
def link():
    """The path of a sign-in link for the manager of one of the parties."""
    person = User.objects.get(name="Noor Hamersma")
    token = actions.make_sign_in_link(person=person, is_reusable=False, by=None, at=timezone.now())
    return reverse("people:sign_in_by_link", args=[token])


def see_heading(page, words):
    """Wait for the page with this heading; a click may still be on its way."""
    expect(page.locator("h1")).to_have_text(words)


def choose_file(page, upload):
    given = {"name": upload.name, "mimeType": "text/csv", "buffer": upload.read()}
    page.set_input_files("input[type=file]", given)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])  # turned over on the way
def test_a_visitor_reads_the_agenda_in_two_languages_and_takes_the_report_home(
    visit, accessible, width, dark
):
    page = visit(width=width, dark=dark)
    accessible(page)
    page.get_by_role("link", name="Bekijk een scan die klaar is").click()
    see_heading(page, "Drie woorden om over te praten")
    expect(page.locator(".three > li")).to_have_count(3)
    expect(page.locator(".three > li").first).to_contain_text("duurzaamheid")
    accessible(page)
    page.get_by_role("button", name="English").click()
    see_heading(page, "Three words to talk about")
    accessible(page)
    page.get_by_label("Light or dark").select_option("light" if dark else "dark")
    accessible(page)
    page.reload()
    expect(page.locator("html")).to_have_class("theme-light" if dark else "theme-dark")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as PDF").click()
    assert download.value.suggested_filename == "samenspel-rapport.pdf"
    assert download.value.path().read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize("width", WIDTHS)
def test_someone_signs_in_brings_in_a_file_and_reads_the_outcome(visit, accessible, link, width):
    page = visit(width=width)
    page.goto(link)
    see_heading(page, "Welkom, Noor Hamersma")
    accessible(page)
    page.locator("main").get_by_role("button", name="Inloggen").click()
    see_heading(page, "Mijn samenwerkingen")
    accessible(page)
    page.get_by_role("link", name="Fruit op het plein").click()
    accessible(page)
    page.get_by_role("link", name="Betekenis").click()
    see_heading(page, "Wat woorden voor jullie betekenen")
    page.get_by_role("link", name="Breng een bestand in").click()
    accessible(page)
    page.get_by_label("Hoe noem je deze scan?").fill("Eerste scan")
    choose_file(page, files.rows("a;A;zorg;s;9;1"))
    page.get_by_role("button", name="Lees de antwoorden").click()
    expect(page.get_by_role("alert")).to_contain_text("“9” valt buiten")
    expect(page.get_by_label("Hoe noem je deze scan?")).to_have_value("Eerste scan")
    accessible(page)
    choose_file(page, files.good())
    page.get_by_role("button", name="Lees de antwoorden").click()
    see_heading(page, "Wie is wie in je bestand?")
    accessible(page)
    theirs = page.get_by_role("group", name="“Brinkhof Supermarkten” in je bestand")
    expect(theirs.get_by_label("Fruithandel De Wit")).to_be_checked()
    theirs.get_by_label("Geen partij van deze samenwerking").check()
    page.get_by_role("button", name="Toon de uitkomst").click()
    see_heading(page, "Drie woorden om over te praten")
    brought_in = "Niet verzegeld, ingebracht door Stichting Volle Tafel"
    expect(page.locator("main")).to_contain_text(brought_in)
    accessible(page)
    page.get_by_role("link", name="Betekenis").first.click()
    outcomes = page.get_by_role("region", name="Uitkomsten")
    expect(outcomes.locator("li")).to_have_count(1)
    accessible(page)
    outcomes.get_by_role("link").click()
    page.get_by_role("link", name="Haal deze scan weg").click()
    see_heading(page, "‘Eerste scan’ weghalen")
    accessible(page)
    page.get_by_role("button", name="Haal deze scan weg").click()
    expect(outcomes).to_contain_text("Er is nog geen uitkomst.")
    if width == 1280:
        page.get_by_role("button", name="Uitloggen").click()
        see_heading(page, "Bedoelen jullie hetzelfde met hetzelfde woord?")


def test_a_large_file_is_followed_and_stopped(visit, accessible, link, settings):
    settings.READ_AT_ONCE = 0
    page = visit()
    page.goto(link)
    page.locator("main form button").click()
    page.goto(reverse("meaning:bring_in", args=["tafel-voor-de-wijk"]))
    page.get_by_label("Hoe noem je deze scan?").fill("Groot")
    choose_file(page, files.good())
    page.get_by_role("button", name="Lees de antwoorden").click()
    see_heading(page, "We lezen je bestand")
    expect(page.get_by_role("status")).to_have_text("We wachten op onze beurt: 0%")
    accessible(page)
    with page.expect_response("**/bezig/**") as asked_again:
        pass
    assert asked_again.value.request.headers["hx-request"] == "true"
    page.get_by_role("button", name="Stop met lezen").click()
    expect(page.get_by_role("alert")).to_contain_text("Je stopte het lezen")
    accessible(page)


OPEN_PAGES = ["/", "/voorbeeld/", "/voorbeeld/samenwerking/", "/begrippen/", "/methoden/",
              "/methoden/meaning/", "/privacy", "/toegankelijkheid", "/inloggen/"]  # fmt: skip


def test_every_open_page_fits_a_small_screen_and_passes_axe(visit, accessible):
    page = visit(width=320, dark=True)
    for path in OPEN_PAGES:
        page.goto(path)
        accessible(page)


def test_the_outcome_can_be_read_and_the_language_changed_without_script(visit):
    page = visit(script=False)
    page.click("text=Bekijk een scan die klaar is")
    expect(page.locator("svg[role=img]:visible").nth(5)).to_be_visible()
    expect(page.locator("select.theme")).to_be_hidden()
    page.click("summary:has-text('tabel') >> nth=0")
    expect(page.locator("table:visible").first).to_be_visible()
    page.click("text=English")
    see_heading(page, "Three words to talk about")


def test_paper_gets_the_outcome_and_every_table_and_nothing_to_click(visit):
    page = visit(dark=True)
    page.goto("/voorbeeld/")
    table = page.get_by_role("table").first
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(table).to_be_visible()
    for clicked in (".crumb", ".next", ".top .me", "details.data > summary", ".foot a"):
        assert page.locator(clicked).count() > 0
        for place in page.locator(clicked).all():
            expect(place).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_the_main_actions_are_reached_with_the_keyboard_alone(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Bekijk een scan die klaar is"
    page.keyboard.press("Enter")
    page.wait_for_url("**/voorbeeld/")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"English", "Zo rekenen we", "Download als PDF"} <= reached
