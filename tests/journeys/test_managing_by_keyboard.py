"""Who manages a party or the installation does it with nothing but a keyboard."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samenspel.channels.models import Delivery, Webhook
from samenspel.people.models import User
from samenspel.registers.models import Breach, PrivacyRequest, RightsReview
from tests.journeys.test_answering_by_keyboard import MOST_STOPS, Keys, press_button
from tests.journeys.test_people_answer import heading, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
WAYS = pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
NOOR = "Noor Hamersma"


@pytest.fixture(autouse=True)
def _example(db):
    call_command("load_example")


def stops(keys):
    """Every stop of the Tab key; inside a field for a date too, where `:focus` finds nothing."""
    for _stop in range(MOST_STOPS):
        keys.press("Tab")
        yield keys.page.evaluate_handle("document.activeElement").as_element()
    pytest.fail(f"{MOST_STOPS} stops and no end: {keys.page.url}")


def fill_in(keys, said, button):
    """Type into each field with a name in `said`, in the order of the page, and press."""
    left = dict(said)
    for focused in stops(keys):
        name = focused.get_attribute("name") or ""
        if focused.inner_text() == button and focused.evaluate("e => e.tagName") == "BUTTON":
            assert left == {}
            return keys.enter()
        if name in left:
            typed = left.pop(name)
            keys.press("Space") if typed is True else keys.page.keyboard.type(typed)
    return None


@WAYS
def test_a_program_is_connected_tried_and_switched_off(visit, accessible, width, dark):
    page = visit(width=width, dark=dark)
    sign_in(page, NOOR)
    party = User.objects.get(name=NOOR).representations.get().party
    page.goto(reverse("channels:webhooks", args=[party.pk]))
    keys = Keys(page)
    fill_in(keys, {"address": "https://ontvanger.example/in", "kinds": True}, "Koppel")
    assert page.get_by_label("Geheim").input_value().startswith("whsec_")
    accessible(page)
    press_button(keys, "Ik heb het bewaard")
    press_button(keys, "Stuur een proefbericht")
    assert Delivery.objects.count() == 1
    accessible(page)
    press_button(keys, "Zet uit")
    assert not Webhook.objects.get().is_enabled
    accessible(page)


@WAYS
def test_the_registers_are_kept(visit, accessible, width, dark):
    page = visit(width=width, dark=dark)
    User.objects.filter(name=NOOR).update(is_staff=True)
    sign_in(page, NOOR)
    keys = Keys(page)
    page.goto(reverse("registers:requests"))
    fill_in(keys, {"name": "Bo Voorbeeld", "contact": "bo@voorbeeld.example"}, "Noteer")
    assert heading(page) == "Bo Voorbeeld"
    accessible(page)
    press_button(keys, "Noteer het antwoord")
    assert PrivacyRequest.objects.get().answer == "granted"
    page.goto(reverse("registers:breaches"))
    fill_in(keys, {"what": "Een lijst lag open."}, "Noteer")
    accessible(page)
    press_button(keys, "Het is zojuist gemeld")
    assert Breach.objects.get().reported_at
    page.goto(reverse("registers:rights"))
    press_button(keys, "Ik liep het na: het klopt")
    assert RightsReview.objects.get().reviewed_by.name == NOOR
    accessible(page)
