"""A second step is added, asked, used and taken away with nothing but a keyboard."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samenspel.people.models import User
from tests.journeys.hands import Hands
from tests.journeys.test_people import code
from tests.people.test_second_step import shown_now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
NOOR = "noor@volletafel.example"


@pytest.fixture(autouse=True)
def _example(db):
    call_command("createcachetable", verbosity=0)
    call_command("load_example")


def comes_by_mail(hands):
    hands.go(reverse("account_request_login_code"))
    hands.fill("Your e-mail address", NOOR)
    hands.press("Send me a code")
    hands.fill("Code", code())
    hands.press("Go on")


def heading(hands):
    return hands.page.locator("h1").inner_text()


@pytest.mark.parametrize(
    ("language", "width", "dark", "script"),
    [("nl", 320, True, False), ("en", 1280, False, True)],
)
def test_an_app_with_codes_by_keyboard(visit, accessible, settings, language, width, dark, script):
    settings.MFA_TOTP_TOLERANCE = 1  # a busy machine may take longer than half a minute
    User.objects.filter(email=NOOR).update(language=language)
    page = visit(width=width, dark=dark, language=language, script=script)
    hands = Hands(page, language, check=accessible if script else None)
    comes_by_mail(hands)
    assert heading(hands) == hands.say("My collaborations")
    hands.go(reverse("mfa_index"))
    hands.press("Add an app with codes")
    hands.fill("The six digits that the app shows", "000000")
    hands.press("Add this app")
    assert page.get_by_role("alert").first.is_visible()
    secret = page.locator("#sleutel").input_value()
    hands.fill("The six digits that the app shows", shown_now(secret))
    hands.press("Add this app")
    assert heading(hands) == hands.say("Keep these emergency codes")
    emergency = page.locator(".codes li").first.inner_text()
    hands.press("I have kept them")
    assert hands.say("Remove the app") in page.inner_text("main")
    hands.press("Sign out")
    comes_by_mail(hands)
    assert heading(hands) == hands.say("One more step")
    hands.fill("Code of your app, or emergency code", emergency)
    hands.press("Use this code")
    assert heading(hands) == hands.say("My collaborations")
    hands.go(reverse("mfa_index"))
    hands.press("Remove the app")
    hands.press("Remove")
    assert hands.say("Add an app with codes") in page.inner_text("main")


def test_a_key_is_made_and_withdrawn_and_another_device_signed_out_by_keyboard(visit, accessible):
    elsewhere = Hands(visit(language="en"), "en")
    comes_by_mail(elsewhere)
    page = visit(width=320, dark=True)
    hands = Hands(page, "nl", check=accessible)
    comes_by_mail(hands)
    hands.go(reverse("mfa_index"))
    hands.press("Sign out there")
    elsewhere.page.reload()
    assert elsewhere.page.get_by_role("link", name="Sign in").count() > 0
    hands.press("See the API keys")
    hands.fill("What is it for?", "Dashboard")
    hands.tick(page.locator("fieldset label").first.inner_text())
    hands.press("Make a key")
    assert page.get_by_role("region", name="Je nieuwe sleutel").locator("code").inner_text()
    hands.press("Withdraw")
    assert "Dashboard" not in page.inner_text("main")
