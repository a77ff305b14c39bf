"""The example has an agreement, a change that waits, and what was given and what it was worth."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samenspel.agreements.models import Agreement, Contribution
from samenspel.people.models import User
from samenspel.platform import audit

pytestmark = pytest.mark.django_db


def test_it_is_loaded_once_and_reads_full(signed_in):
    call_command("load_agreements")
    assert not Agreement.objects.exists()  # without the example there is nothing to add to
    for _time in range(2):
        call_command("load_example")
        call_command("load_agreements")
    assert (Agreement.objects.count(), Contribution.objects.count()) == (1, 9)
    browser = signed_in(User.objects.get(email="noor@volletafel.example"))
    page = browser.get(reverse("agreements:agreements", args=["fruit-op-het-plein"])).text
    assert "Vers fruit op vrijdag" in page
    page = browser.get(reverse("agreements:give_and_take", args=["fruit-op-het-plein"])).text
    assert "Zestig kilo appels en peren" in page
    page = browser.get(reverse("agreements:commitments", args=["fruit-op-het-plein"])).text
    assert "Elke vrijdag een plek bij de ingang" in page
    assert "Te laat (1)" in page
    assert audit.verify().is_whole
