"""A manager hangs up a poster; people who scan it each answer on a link of their own."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samenspel.meaning.models import Invitation, Scan
from tests.journeys.test_people_answer import heading, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture(autouse=True)
def _example(db):
    call_command("load_example")


def address_on_the_poster(page, accessible):
    scan = Scan.objects.get(collaboration__slug="fruit-op-het-plein", state="open")
    sign_in(page, "Noor Hamersma")
    page.goto(reverse("meaning:scan_state", args=["fruit-op-het-plein", scan.pk]))
    page.get_by_role("link", name="Nodig mensen uit").click()
    accessible(page)
    page.get_by_role("button", name="Maak een groepslink en poster").click()
    accessible(page)
    assert page.locator(".qr svg").is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download de poster (PDF)").click()
    assert download.value.suggested_filename == "samenspel-poster.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    address = page.get_by_label("De groepslink").input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer De groepslink").click()
    page.get_by_role("button", name="Gekopieerd De groepslink").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address
    accessible(page)
    return address


@pytest.mark.parametrize("width", [1280, 390])
def test_who_scans_the_poster_gets_a_link_and_answers(visit, accessible, width):
    address = address_on_the_poster(visit(width=width), accessible)
    phone = visit(width=390)
    phone.goto(address)
    assert heading(phone) == "Wat betekenen deze woorden voor jou?"
    accessible(phone)
    phone.get_by_role("button", name="Geef me een eigen link").click()
    if phone.get_by_role("alert").count():  # a thumb of ours is fast
        accessible(phone)
        phone.wait_for_timeout(2000)
        phone.get_by_role("button", name="Geef me een eigen link").click()
    assert "/u/" in phone.get_by_label("Dit is je eigen link").input_value()
    accessible(phone)
    phone.get_by_role("button", name="Ik vind dit goed, begin").click()
    assert heading(phone) == "gezondheid"
    phone.goto(address)
    assert "Iemand nam op dit apparaat al een link" in phone.inner_text("main")
    accessible(phone)
    phone.get_by_role("link", name="Ja, ga verder").click()
    assert "/u/" in phone.url
    assert Invitation.objects.exclude(group_link=None).count() == 1


def test_it_works_by_keyboard_and_without_javascript_on_a_small_screen(visit, accessible):
    address = address_on_the_poster(visit(), accessible)
    phone = visit(width=320, script=False)
    phone.goto(address)
    phone.wait_for_timeout(2100)
    button = phone.get_by_role("button", name="Geef me een eigen link")
    for _press in range(20):
        phone.keyboard.press("Tab")
        focused = phone.locator(":focus")
        assert focused.get_attribute("name") != "website"  # the trap is for programs only
        if focused.inner_text() == button.inner_text():
            break
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/u/*")
