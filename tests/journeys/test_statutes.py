"""A co-operative changes its statutes: called in time, a proxy taken back, contested, a deed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from samenspel.decisions.choices import State, Verdict
from samenspel.decisions.models import Decision
from samenspel.platform import audit
from tests.journeys.test_people_answer import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
LIST = "/s/fruit-op-het-plein/besluiten/"


def test_a_change_of_the_statutes_from_the_call_to_the_deed(visit, accessible):
    call_command("load_example")
    page, other = visit(width=1280), visit(width=320, dark=True)
    sign_in(page, "Noor Hamersma")
    sign_in(other, "Sanne Kuiper")
    _propose(page, accessible)
    decision = Decision.objects.get()
    other.goto(f"{LIST}{decision.pk}/")
    other.get_by_label("Wie stemt voor je?").select_option(label="Noor Hamersma")
    other.get_by_role("button", name="Geef een volmacht").press("Enter")
    accessible(other)
    _vote_twice(page, accessible)
    other.reload()
    other.get_by_role("button", name="Trek de volmacht in").press("Enter")
    _vote(other, "Voor")
    page.reload()
    _count(page)
    page.get_by_role("button", name="Stel dit vast").press("Enter")
    assert "Aangenomen, nog niet in werking" in page.inner_text("main")
    _contest(other, accessible)
    again = _have_them_vote_again(page, accessible)
    for voter in (page, other):
        voter.goto(f"{LIST}{again.pk}/")
        _vote(voter, "Voor")
    page.reload()
    _count(page)
    page.get_by_role("button", name="Stel dit vast").press("Enter")
    page.get_by_label("Welke akte is het? (notaris, datum, nummer)").fill("Notaris De Wit, 2026/71")
    page.get_by_label("Sinds wanneer is het in werking?").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Noteer de akte").press("Enter")
    assert "In werking sinds" in page.inner_text("main")
    accessible(page)
    decision.refresh_from_db()
    assert (decision.state, again.tally.verdict) == (State.LAPSED, Verdict.ADOPTED)
    assert audit.verify().is_whole


def _propose(page, accessible):
    today = timezone.localdate()
    page.goto(f"{LIST}nieuw/")
    page.get_by_label("Hoe heet het?").fill("Nieuwe statuten")
    page.get_by_label("Wat stel je voor?").fill("Artikel 4: leden betalen vijf euro per maand.")
    page.get_by_label("Waarom?").fill("De kas is leeg.")
    page.get_by_label("Ieder die voor een partij spreekt heeft één stem").press("Space")
    page.get_by_label("Minstens twee derde", exact=True).first.press("Space")
    page.get_by_text("Meer regelen").press("Enter")
    page.get_by_label("Wat voor besluit is het?").select_option(label="de statuten wijzigen")
    page.get_by_label("Hoeveel volmachten mag iemand hebben?").fill("1")
    page.get_by_text("Vereniging of coöperatie: wat de wet vraagt").press("Enter")
    page.get_by_label("Welke rechtsvorm heeft wie besluit?").select_option(
        label="een coöperatie U.A."
    )
    meeting = (today + timedelta(days=20)).isoformat()
    page.get_by_label("Op welke dag vergaderen jullie erover?").fill(meeting)
    page.get_by_label("Op welke dag ging de oproep de deur uit?").fill(today.isoformat())
    page.get_by_role("button", name="Leg het voor aan de anderen").press("Enter")
    assert "Gaat het zo open, dan is het een raadpleging" in page.inner_text("main")
    accessible(page)
    page.go_back()
    page.get_by_text("Vereniging of coöperatie: wat de wet vraagt").press("Enter")
    page.get_by_label("De statuten staan elektronisch stemmen toe").press("Space")
    page.get_by_role("button", name="Leg het voor aan de anderen").press("Enter")
    assert "Gaat het zo open" not in page.inner_text("main")
    Decision.objects.order_by("pk").first().delete()
    page.get_by_role("button", name="Open de stemming").press("Enter")
    accessible(page)


def _vote(page, choice):
    page.get_by_role("button", name=choice).first.press("Enter")
    assert f"Je stemde: {choice}" in page.inner_text("main")


def _vote_twice(page, accessible):
    """For oneself, and by proxy for someone else."""
    page.reload()
    assert "Met volmacht van Sanne Kuiper" in page.inner_text("main")
    accessible(page)
    page.get_by_role("button", name="Voor").first.press("Enter")
    page.get_by_role("button", name="Tegen").nth(1).press("Enter")
    assert "Je stemde: Tegen" in page.inner_text("main")


def _count(page):
    page.get_by_role("button", name="Tel de stemmen nu").press("Enter")


def _contest(page, accessible):
    page.reload()
    page.get_by_text("Ik twijfel aan de uitslag").press("Enter")
    page.get_by_label("Wat klopt er niet?").fill("De tekst was te laat klaar.")
    page.get_by_role("button", name="Zeg dat je twijfelt").press("Enter")
    accessible(page)


def _have_them_vote_again(page, accessible):
    page.reload()
    accessible(page)
    page.get_by_role("button", name="Laat opnieuw stemmen").press("Enter")
    page.get_by_role("link", name="De uitslag is vervallen; er is een nieuwe stemming.").click()
    page.get_by_role("button", name="Open de stemming").press("Enter")
    return Decision.objects.get(follows__isnull=False)
