"""What the law asks stands beside a decision of members, and what lacks it is a consultation."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from samenspel.decisions import analyses
from samenspel.decisions.choices import Basis, Body, Kind, LegalForm, Majority, Voters
from samenspel.decisions.queries import Entitled
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


def told(decision, electors=()):
    return {each.article: each.is_met for each in analyses.asked_of(decision, TODAY, electors)}


def test_delegates_have_the_text_a_fortnight_before():
    ours, _theirs, here = make_two()
    soon = {"meeting_on": TODAY + timedelta(days=13), "noticed_on": TODAY}
    for body, articles in ((Body.COUNCIL, ["2:42(2)"]), (Body.GENERAL_MEETING, [])):
        decision = make_decision(here, ours, **(STATUTES | soon | {"body": body}))
        assert lacking(decision) == articles


@pytest.mark.parametrize(
    ("terms", "articles"),
    [
        ({"kind": Kind.ACCOUNTS}, {"2:58(1)", "2:48(2)"}),
        ({"kind": Kind.APPOINTMENT}, {"2:37(1)(3)", "2:37(4)"}),
        ({"kind": Kind.DISMISSAL}, {"2:37(6)"}),
        ({"meeting_on": MEETING}, {"2:41(2)(3)", "2:41(5)"}),
    ],
)
def test_what_somebody_has_to_see_to_is_named(terms, articles):
    ours, _theirs, here = make_two()
    found = told(make_decision(here, ours, legal_form=LegalForm.ASSOCIATION, **terms))
    assert {article for article in articles if found.get(article, "no") is None} == articles
    assert not articles & set(told(make_decision(here, ours, legal_form=LegalForm.ASSOCIATION)))


def test_a_proxy_is_recorded_here():
    ours, _theirs, here = make_two()
    given = {"legal_form": LegalForm.ASSOCIATION, "meeting_on": MEETING}
    assert told(make_decision(here, ours, proxies=1, **given))["2:38(4)(5)"] is True
    assert "2:38(4)(5)" not in told(make_decision(here, ours, **given))


@pytest.mark.parametrize(("weights", "allowed"), [((2, 1, 1), True), ((3, 1, 1), False)])
def test_nobody_on_a_board_outvotes_the_others_and_who_has_an_interest_steps_back(weights, allowed):
    ours, _theirs, here = make_two()
    decision = make_decision(
        here, ours, legal_form=LegalForm.COOPERATIVE_UA, body=Body.BOARD, voters=Voters.LISTED,
        majority=Majority.ALL, basis=Basis.ENTITLED,
    )  # fmt: skip
    assert told(decision)["2:44(4), 2:47(4)"] is None
    entries = [Entitled(f"{n}", ours, votes=votes) for n, votes in enumerate(weights)]
    decision = opened(decision, electorate=entries)
    assert decision.is_consultation is not allowed
    electors = list(decision.electors.all())
    assert told(decision, electors)["2:44(4), 2:47(4)"] is allowed
    assert told(decision, electors)["2:44(6), 2:47(7)"] is True
    for each in electors:
        each.recused_because = "Mijn bedrijf levert het"
    assert told(decision, electors)["2:44(6), 2:47(7)"] is False


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
