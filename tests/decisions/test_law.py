"""What the law asks stands beside a decision of members, and what lacks it is a consultation."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from samenspel.decisions import analyses
from samenspel.decisions.choices import Basis, Kind, LegalForm, Majority
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import counted, make_decision, opened

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
MEETING = TODAY + timedelta(days=20)
STATUTES = {
    "legal_form": LegalForm.COOPERATIVE_UA, "kind": Kind.STATUTES, "meeting_on": MEETING,
    "noticed_on": MEETING - timedelta(days=7), "allows_electronic": True,
    "majority": Majority.TWO_THIRDS,
}  # fmt: skip


def lacking(decision):
    return [each.article for each in analyses.asked_of(decision, TODAY) if each.is_met is False]


@pytest.mark.parametrize(
    ("changed", "articles"),
    [
        ({}, []),
        ({"noticed_on": MEETING - timedelta(days=6)}, ["2:42(1)"]),
        ({"noticed_on": None}, ["2:42(1)"]),
        ({"meeting_on": TODAY + timedelta(days=4)}, ["2:42(1)", "2:42(2)"]),
        ({"meeting_on": TODAY + timedelta(days=31)}, ["2:38(8)"]),
        ({"allows_electronic": False}, ["2:38(6)(7)"]),
        ({"majority": Majority.HALF}, ["2:43(1)"]),
        ({"majority": Majority.HALF, "own_majority": True}, []),
        ({"majority": Majority.HALF, "kind": Kind.DISSOLUTION}, ["2:42(4)"]),
        ({"majority": Majority.HALF, "kind": Kind.MATTER}, []),
        ({"meeting_on": None}, ["2:40(2)"]),
        ({"meeting_on": None, "majority": Majority.ALL, "basis": Basis.ENTITLED}, []),
    ],
)
def test_what_is_lacking_is_named_by_its_article(changed, articles):
    ours, _theirs, here = make_two()
    decision = make_decision(here, ours, **(STATUTES | changed))
    assert lacking(decision) == articles
    assert opened(decision).is_consultation == bool(articles)


@pytest.mark.parametrize("form", [LegalForm.INFORMAL, LegalForm.FOUNDATION])
def test_an_informal_group_sees_none_of_it(form):
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours, legal_form=form, kind=Kind.STATUTES))
    assert analyses.asked_of(decision, TODAY) == []
    assert not decision.is_consultation


@time_machine.travel(NOON)
def test_a_consultation_says_so_everywhere(signed_in):
    ours, _theirs, here = make_two()
    decision = make_decision(here, ours, **(STATUTES | {"noticed_on": None}))
    browser = signed_in(speaker_of(ours))
    address = reverse("decisions:decision", args=[here.slug, decision.pk])
    shown = browser.get(address).text
    assert "Gaat het zo open, dan is het een raadpleging" in shown
    assert "Artikel 2:42(1) BW" in shown
    assert "geen juridisch advies" in shown
    opened(decision)
    label = "Raadpleging, geen geldig besluit."
    register = reverse("decisions:decisions", args=[here.slug])
    assert label in browser.get(address).text
    assert label in browser.get(register).text
    counted(decision, "for", "for")
    assert label in browser.get(address).text
    assert label in browser.get(register).text
    plain = opened(make_decision(here, ours, title="Zomaar"))
    shown = browser.get(reverse("decisions:decision", args=[here.slug, plain.pk])).text
    assert label not in shown
    assert "Wat de wet vraagt" not in shown
