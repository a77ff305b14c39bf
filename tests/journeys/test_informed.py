"""Someone asks for the digest and an address for their calendar, with nothing but a keyboard."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samenspel.channels import queries
from samenspel.channels.choices import Rhythm
from samenspel.channels.models import CalendarFeed, Digest
from tests.journeys.test_answering_by_keyboard import Keys, press_button
from tests.journeys.test_people_answer import heading, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture(autouse=True)
def _example(db):
    call_command("load_example")


@pytest.mark.parametrize(
    ("width", "dark", "script"),
    [(320, False, True), (1280, True, True), (1280, False, False)],
)
def test_the_digest_and_the_calendar_by_keyboard(visit, accessible, width, dark, script):
    check = accessible if script else lambda _page: None  # axe is a script itself
    page = visit(width=width, dark=dark, script=script)
    sign_in(page, "Noor Hamersma")
    page.goto(reverse("people:my_data"))
    keys = Keys(page)
    press_button(keys, "E-mail en agenda")
    assert heading(page) == "E-mail en agenda"
    check(page)
    for focused in keys.stops():
        if focused.get_attribute("type") == "radio":
            keys.press("ArrowUp")
            break
    press_button(keys, "Bewaar")
    digest = Digest.objects.get()
    assert (digest.rhythm, page.get_by_role("alert").inner_text()) == (Rhythm.WEEKLY, "Bewaard.")
    press_button(keys, "Maak een adres")
    check(page)
    feed = page.get_by_label("Adres").input_value()
    assert page.request.get(feed).text().startswith("BEGIN:VCALENDAR")
    press_button(keys, "Ik heb het bewaard")
    check(page)
    press_button(keys, "Laat het adres vervallen")
    assert not CalendarFeed.objects.exists()
    page.goto(reverse("channels:no_digest", args=[queries.no_digest_token(digest)]))
    check(page)
    press_button(keys, "Stuur me dit niet meer")
    assert heading(page) == "Je krijgt geen overzicht meer"
    check(page)
    assert not Digest.objects.exists()
