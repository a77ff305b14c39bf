"""Someone signs in by code, makes a passkey, and comes back with it."""

import re

import pytest
from django.core import mail
from django.core.management import call_command

from samenspel.people.models import User
from tests.make_letters import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture(autouse=True)
def _example(db):
    call_command("createcachetable", verbosity=0)
    call_command("load_example")


def heading(page):
    return page.locator("h1").inner_text()


def device(page):
    """A device with a finger that always fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def code():
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE).group()


def sign_in(page, email, accessible=str):
    page.get_by_role("link", name="Inloggen").click()
    accessible(page)
    page.get_by_label("Je e-mailadres").fill(email)
    page.get_by_role("button", name="Stuur me een code").click()
    assert heading(page) == "Vul de code in"
    accessible(page)
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Ga verder").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_passkey_is_made_and_used(visit, accessible, live_server, settings, width):
    page = visit(width=width, home=live_server.url.replace("127.0.0.1", "localhost"))
    device(page)
    sign_in(page, "noor@volletafel.example", accessible)
    assert heading(page) == "Mijn samenwerkingen"
    page.goto("/mijn-toegang/")
    accessible(page)
    page.get_by_role("link", name="Voeg een passkey toe").click()
    page.get_by_label("Hoe noem je deze passkey?").fill("Telefoon")
    accessible(page)
    page.get_by_role("button", name="Maak een passkey").click()
    page.wait_for_url("**/noodcodes/")
    assert page.locator(".codes li").count() == 10
    accessible(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    assert "Telefoon" in page.inner_text("main")
    accessible(page)
    work()
    assert mail.outbox[-1].subject == "Je voegde een passkey toe"
    page.context.clear_cookies()
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    page.get_by_role("heading", name="Mijn samenwerkingen").wait_for()
    assert heading(page) == "Mijn samenwerkingen"
    page.goto("/mijn-toegang/")
    assert "Laatst gebruikt op" in page.inner_text("main")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.get_by_role("link", name="Verwijder").click()
    page.wait_for_url("**/bevestig/**")
    accessible(page)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
    page.get_by_role("button", name="Gebruik mijn passkey").click()
    page.wait_for_url("**/weg/")
    accessible(page)
    page.get_by_role("button", name="Verwijder").click()
    assert "Je hebt nog geen passkey." in page.inner_text("main")


def test_who_lost_the_passkey_uses_an_emergency_code(visit, accessible, live_server):
    page = visit(home=live_server.url.replace("127.0.0.1", "localhost"))
    device(page)
    sign_in(page, "noor@volletafel.example")
    page.goto("/mijn-toegang/nieuw/")
    page.get_by_role("button", name="Maak een passkey").click()
    page.wait_for_url("**/noodcodes/")
    emergency = page.locator(".codes li").first.inner_text()
    page.get_by_role("button", name="Uitloggen").click()
    sign_in(page, "noor@volletafel.example")
    assert heading(page) == "Nog één stap"
    accessible(page)
    page.get_by_label("Code van je app, of noodcode").fill(emergency)
    page.get_by_role("button", name="Gebruik deze code").click()
    assert heading(page) == "Mijn samenwerkingen"


def test_someone_signs_up_with_the_keyboard_and_without_script(visit):
    page = visit(script=False, width=320)
    page.goto("/aanmelden/")
    page.get_by_label("Je e-mailadres").fill("nina@voorbeeld.example")
    page.keyboard.press("Tab")
    page.keyboard.type("Nina Nieuw")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/")
    page.get_by_label("Code").fill(code())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Mijn samenwerkingen").wait_for()
    assert User.objects.filter(email="nina@voorbeeld.example").exists()
    assert heading(page) == "Mijn samenwerkingen"


def test_someone_reads_takes_along_and_erases_what_is_kept(visit, accessible):
    page = visit(width=390, dark=True)
    sign_in(page, "noor@volletafel.example")
    page.get_by_role("link", name="Noor Hamersma").click()
    assert heading(page) == "Wat we over je bewaren"
    accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als JSON").click()
    assert "noor@volletafel.example" in download.value.path().read_text()
    page.get_by_role("link", name="Wis mij").click()
    accessible(page)
    page.get_by_label("Typ het woord WISSEN").fill("wissen")
    page.get_by_role("button", name="Wis mij").click()
    assert heading(page) == "Je bent gewist"
    accessible(page)
    assert not User.objects.filter(name="Noor Hamersma").exists()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_manager_invites_a_colleague_starts_a_collaboration_and_ends_a_role(
    visit, accessible, width
):
    page = visit(width=width)
    sign_in(page, "noor@volletafel.example")
    page.get_by_role("link", name="Mijn partijen").click()
    accessible(page)
    page.get_by_role("link", name="Stichting Volle Tafel").click()
    accessible(page)
    page.get_by_label("E-mailadres").fill("daan@brinkhof.example")
    page.get_by_role("button", name="Nodig uit").click()
    page.get_by_text("Gevraagd, nog geen antwoord").wait_for()
    accessible(page)
    work()
    link = re.search(r"/uitnodiging/\S+", mail.outbox[-1].body).group()
    colleague = visit(width=width)
    colleague.goto(link)
    accessible(colleague)
    colleague.locator("main").get_by_role("link", name="Inloggen").click()
    colleague.get_by_label("Je e-mailadres").fill("daan@brinkhof.example")
    colleague.get_by_role("button", name="Stuur me een code").click()
    colleague.get_by_label("Code").fill(code())
    colleague.get_by_role("button", name="Ga verder").click()
    assert heading(colleague) == "Spreek voor Stichting Volle Tafel"
    colleague.get_by_role("button", name="Ja, ik doe mee").click()
    assert heading(colleague) == "Stichting Volle Tafel"
    accessible(colleague)
    page.reload()
    page.get_by_role("button", name="Beëindig deze rol Daan Ebbers").click()
    assert (
        "Daan Ebbers"
        not in page.get_by_role("region", name="Wie voor deze partij spreekt").inner_text()
    )
    page.goto("/samenwerkingen/nieuw/")
    accessible(page)
    page.get_by_label("Hoe noem je de samenwerking?").fill("Samen koken")
    page.get_by_label("Wat wil je er voor anderen mee betekenen?").fill("Warm eten.")
    page.get_by_label("E-mailadres van iemand van de andere partij").fill("zij@elders.example")
    page.get_by_role("button", name="Begin en nodig uit").click()
    asked = page.get_by_role("region", name="Gevraagd, nog geen antwoord").inner_text()
    assert "zij@elders.example" in asked
    page.goto("/partijen/nieuw/")
    accessible(page)
