"""Someone who presses everything twice signs up once and starts one collaboration."""

import time

import pytest
from django.core import mail
from django.core.management import call_command

from samenspel.collaborations import actions as parties
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people import actions as people
from samenspel.people.models import User
from tests.journeys.test_people import code, heading
from tests.make_letters import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture(autouse=True)
def _slow(monkeypatch):
    """A server that thinks a while, so that there is time to press again."""
    for module, name in [(people, "sign_up"), (parties, "found_party"),
                         (parties, "start_collaboration")]:  # fmt: skip
        monkeypatch.setattr(module, name, after_a_while(getattr(module, name)))


def after_a_while(act):
    def slowly(**given):
        time.sleep(0.5)
        return act(**given)

    return slowly


def twice(page, name):
    button = page.get_by_role("button", name=name, exact=True)
    button.evaluate("button => { button.click(); setTimeout(() => button.click(), 100); }")


def test_who_presses_twice_signs_up_and_starts_once(visit):
    call_command("createcachetable", verbosity=0)
    page = visit(width=390)
    page.goto("/aanmelden/")
    page.get_by_label("Je e-mailadres").fill("nina@voorbeeld.example")
    page.get_by_label("Je naam").fill("Nina Nieuw")
    page.get_by_role("checkbox").check()
    twice(page, "Aanmelden")
    page.wait_for_url("**/code/")
    assert (User.objects.count(), len(mail.outbox)) == (1, 1)
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("heading", name="Mijn samenwerkingen").wait_for()
    page.goto("/partijen/nieuw/")
    page.get_by_label("Hoe heet je partij?").fill("Ons")
    page.get_by_label("Voor welk team speelt die?").select_option("community")
    twice(page, "Breng deze partij in")
    page.get_by_role("heading", name="Ons").wait_for()
    assert Party.objects.count() == 1
    page.goto("/samenwerkingen/nieuw/")
    page.get_by_label("Hoe noem je de samenwerking?").fill("Samen koken")
    page.get_by_label("Wat wil je er voor anderen mee betekenen?").fill("Warm eten.")
    page.get_by_label("Voor welke partij?").select_option(label="Ons")
    page.get_by_label("E-mailadres van iemand").fill("tess@voorbeeld.example")
    twice(page, "Begin en nodig uit")
    page.get_by_role("heading", name="Wie doen er mee?").wait_for()
    assert heading(page) == "Wie doen er mee?"
    work()
    assert (Collaboration.objects.count(), len(mail.outbox)) == (1, 2)
