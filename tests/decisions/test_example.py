"""The example has a decision in each state, and one that lacked a single vote."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samenspel.decisions.models import Ballot, Decision
from samenspel.people.models import User
from samenspel.platform import audit

pytestmark = pytest.mark.django_db


def test_it_is_loaded_once_and_reads_full(signed_in):
    call_command("load_decisions")
    assert not Decision.objects.exists()  # without the example there is nothing to add to
    for _time in range(2):
        call_command("load_example")
        call_command("load_decisions")
    assert Decision.objects.count() == 9
    browser = signed_in(User.objects.get(email="noor@volletafel.example"))
    page = browser.get(reverse("decisions:decisions", args=["fruit-op-het-plein"])).text
    assert "Samen een koelkast kopen" in page
    missed = Decision.objects.get(title="Huurders in de ledenraad")
    page = browser.get(reverse("decisions:decision", args=["fruit-op-het-plein", missed.pk])).text
    assert "Nodig <strong>67</strong> van 100, gekregen <strong>66</strong>." in page
    asked = Decision.objects.get(title="Wie de sleutel heeft")
    page = browser.get(reverse("decisions:decision", args=["fruit-op-het-plein", asked.pk])).text
    assert "Ronde 2, over versie 2 van de tekst" in page
    assert "Verwerkt in de tekst" in page
    divided = Decision.objects.get(title="Wat doen we met het buurtgeld?")
    page = browser.get(reverse("decisions:decision", args=["fruit-op-het-plein", divided.pk])).text
    assert "Er was 596,67 voor; er was 3,33 te weinig." in page
    shared = Decision.objects.get(title="Ook op zaterdag een kraam")
    page = browser.get(reverse("decisions:decision", args=["fruit-op-het-plein", shared.pk])).text
    assert "Van de uitslag is <strong>62,86%</strong> vóór; de lijn ligt bij 50%." in page
    page = browser.get(reverse("decisions:bodies", args=["fruit-op-het-plein"])).text
    assert "Ledenraad van Stichting Volle Tafel" in page
    assert audit.verify().is_whole


def test_who_voted_in_it_finds_that_in_their_own_data(signed_in):
    call_command("load_example")
    call_command("load_decisions")
    for each in User.objects.filter(
        email__in=("noor@volletafel.example", "sanne@dewitfruit.example")
    ):
        told = signed_in(each).get(reverse("people:my_data")).text
        assert "Wie de sleutel heeft: " in told, each.email
    assert not Ballot.objects.filter(elector__person__isnull=False, cast_by=None).exists()
