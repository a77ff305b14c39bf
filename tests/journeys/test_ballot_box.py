"""Seven people vote with a box: each finds their code on the list, and nobody another’s vote."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.choices import Said
from samenspel.decisions.models import Decision
from tests.journeys.test_people_answer import sign_in
from tests.make import make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
LIST = "/s/fruit-op-het-plein/besluiten/"
CODE = re.compile(r"[0-9a-f]{4}(?:-[0-9a-f]{4}){3}")


def test_a_vote_is_found_by_its_code_and_by_nothing_else(visit, accessible):
    call_command("load_example")
    page, other = visit(width=320), visit(width=390, dark=True)
    sign_in(page, "Noor Hamersma")
    sign_in(other, "Sanne Kuiper")
    _propose(page)
    decision = Decision.objects.get()
    codes = [_vote(page, accessible, "Voor")]
    other.goto(f"{LIST}{decision.pk}/")
    codes.append(_vote(other, accessible, "Tegen"))
    _others_vote(decision)
    page.reload()
    page.get_by_role("button", name="Tel de stemmen nu").press("Enter")
    accessible(page)
    other.reload()
    other.get_by_role("link", name="De stemmen in de stembus, met hun codes").press("Enter")
    accessible(other)
    listed = other.locator("table.data tbody tr").all_inner_texts()
    assert len(listed) == 7
    assert [row for row in listed if codes[1] in row and "Tegen" in row]
    assert [row for row in listed if codes[0] in row and "Voor" in row]
    everything = other.inner_text("main")
    assert "Hamersma" not in everything


def _propose(page):
    for number in range(5):
        party = page_party()
        party.representations.create(person=make_person(f"Buur {number}"), role=Role.REPRESENTATIVE)
    page.goto(f"{LIST}nieuw/")
    page.get_by_label("Hoe heet het?").fill("Wie wordt voorzitter")
    page.get_by_label("Wat stel je voor?").fill("Samira zit twee jaar voor.")
    page.get_by_label("Waarom?").fill("De vorige verhuisde.")
    page.get_by_label("Ieder die voor een partij spreekt heeft één stem").press("Space")
    page.get_by_label("Gescheiden: wat je stemde ligt los van wie er stemde").press("Space")
    page.get_by_role("button", name="Leg het voor aan de anderen").press("Enter")
    page.get_by_role("button", name="Open de stemming").press("Enter")


def page_party():
    from samenspel.people.models import User

    return User.objects.get(name="Noor Hamersma").representations.first().party


def _vote(page, accessible, choice):
    accessible(page)
    page.get_by_role("button", name=choice).first.press("Enter")
    accessible(page)
    code = CODE.search(page.inner_text("main"))[0]
    page.get_by_role("link", name="Ik heb hem opgeschreven").press("Enter")
    assert "Je stem zit in de stembus" in page.inner_text("main")
    assert code not in page.content()
    return code


def _others_vote(decision):
    text = queries.text_of(decision).digest
    for elector in decision.electors.filter(person__name__startswith="Buur"):
        actions.drop_in_box(
            elector=elector, said=Said.FOR, receipt=analyses.new_receipt(), on_text=text,
            by=elector.person, at=timezone.now(),
        )  # fmt: skip
