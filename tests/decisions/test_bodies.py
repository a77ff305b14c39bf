"""Who decides, written down once with its statutes; what was proposed before keeps its own."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.actions import Statutes
from samenspel.decisions.choices import Basis, Body, Kind, LegalForm, Majority, Turnout
from samenspel.decisions.models import DecidingBody, Decision
from samenspel_report.minutes import minutes_markdown
from tests.client import check_page
from tests.make import NOON, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import counted, make_decision, opened

pytestmark = pytest.mark.django_db
MEETING = NOON.date() + timedelta(days=20)
OURS = Statutes(
    "Ledenvergadering Buurtkas", legal_form=LegalForm.COOPERATIVE_UA, statutes_of=date(2020, 5, 1),
    allows_electronic=True, turnout=Turnout.HALF, basis=Basis.PRESENT, allows_second=True,
    proxies=2,
)  # fmt: skip
FORM = {
    "name": "Ledenvergadering", "body": "general_meeting", "legal_form": "coop_ua",
    "statutes_of": "2020-05-01", "majority": "half", "basis": "cast",
    "majority_of_statutes": "three_quarters", "turnout": "half", "allows_second": "on",
    "proxies": "2", "allows_electronic": "on",
}  # fmt: skip


def keep(here, party, statutes=OURS, *, by=None):
    return actions.keep_body(collaboration=here, statutes=statutes, party=party, by=by, at=NOON)


def proposed(here, party, body, **terms):
    given = {"kind": Kind.STATUTES, "meeting_on": MEETING, "noticed_on": NOON.date(), **terms}
    return make_decision(here, party, decided_by=body, **given)


def test_what_the_statutes_say_holds_whatever_was_asked():
    ours, _theirs, here = make_two()
    decision = proposed(here, ours, keep(here, ours), majority=Majority.HALF, proxies=9)
    assert decision.legal_form == LegalForm.COOPERATIVE_UA
    assert decision.body == Body.GENERAL_MEETING
    assert (decision.majority, decision.basis) == (Majority.TWO_THIRDS, Basis.PRESENT)
    assert (decision.turnout, decision.allows_second, decision.proxies) == (Turnout.HALF, True, 2)
    assert not [each for each in analyses.asked_of(decision, NOON.date()) if each.is_met is False]
    matter = proposed(here, ours, decision.decided_by, kind=Kind.MATTER, majority=Majority.ALL)
    assert matter.majority == Majority.HALF


def test_less_than_two_thirds_for_the_statutes_is_a_majority_of_their_own():
    ours, _theirs, here = make_two()
    light = Statutes("Vereniging", legal_form=LegalForm.ASSOCIATION, allows_electronic=True,
                     majority_of_statutes=Majority.HALF)  # fmt: skip
    decision = proposed(here, ours, keep(here, ours, light))
    assert (decision.majority, decision.own_majority) == (Majority.HALF, True)
    assert not opened(decision).is_consultation


def test_other_statutes_change_nothing_of_what_was_proposed():
    ours, _theirs, here = make_two()
    body = keep(here, ours)
    before = proposed(here, ours, body)
    other = Statutes("Ledenvergadering", legal_form=LegalForm.COOPERATIVE_UA, proxies=0)
    actions.change_body(body=body, statutes=other, by=speaker_of(ours), at=NOON)
    assert Decision.objects.get(pk=before.pk).proxies == 2
    assert proposed(here, ours, body).proxies == 0
    assert queries.bodies_in(here).get().name == "Ledenvergadering"


def test_only_who_speaks_for_its_party_writes_statutes_down_and_names_are_told_apart():
    ours, theirs, here = make_two()
    body = keep(here, ours)
    for person in (speaker_of(theirs), make_person("Vreemd")):
        with pytest.raises(actions.NotForYou):
            keep(here, ours, Statutes("Bestuur"), by=person)
        with pytest.raises(actions.NotForYou):
            actions.change_body(body=body, statutes=OURS, by=person, at=NOON)
    with pytest.raises(actions.WrongBody):
        keep(here, ours)
    actions.change_body(body=body, statutes=OURS, by=None, at=NOON)  # its own name stays free
    with pytest.raises(IntegrityError), transaction.atomic():
        DecidingBody.objects.filter(pk=keep(here, ours, Statutes("Bestuur")).pk).update(
            name=OURS.name
        )
    first, _second, elsewhere = make_two()
    with pytest.raises(actions.WrongBody):
        make_decision(elsewhere, first, decided_by=body)


@time_machine.travel(NOON)
def test_on_the_page_a_body_is_written_down_chosen_and_changed(signed_in):
    ours, theirs, here = make_two()
    browser, other = signed_in(speaker_of(ours)), signed_in(speaker_of(theirs))
    address = reverse("decisions:bodies", args=[here.slug])
    new = reverse("decisions:new_body", args=[here.slug])
    check_page(browser.get(address).text)
    propose = reverse("decisions:new_decision", args=[here.slug])
    assert "Wie besluit hierover, en volgens welke statuten?" not in browser.get(propose).text
    given = FORM | {"party": ours.pk}
    wrong = browser.post(new, given | {"name": "", "party": theirs.pk})
    assert set(wrong.context["form"].errors) == {"name", "party"}
    assert browser.post(new, given).url == address
    assert browser.post(new, given | {"proxies": "1"}).status_code == 422  # the same name
    body = DecidingBody.objects.get()
    change = reverse("decisions:change_body", args=[here.slug, body.pk])
    for reader in (browser, other):
        shown = reader.get(address).text
        check_page(shown)
        assert "Statuten van 1 mei 2020." in shown
    assert change in browser.get(address).text
    assert change not in other.get(address).text
    assert other.post(change, FORM | {"name": "Ons"}).status_code == 422
    assert browser.post(change, FORM | {"name": "De leden"}).url == address
    shown = browser.get(propose).text
    check_page(shown)
    assert "Wie besluit hierover, en volgens welke statuten?" in shown
    proposal = {
        "title": "Statuten", "text": "Artikel 4.", "why": "Nodig.", "changes": "",
        "form": "majority", "voters": "people", "majority": "all", "basis": "cast",
        "turnout": "none", "secrecy": "open", "closes_at": "2026-06-08T14:00", "body": "board",
        "kind": "statutes", "party": ours.pk, "legal_form": "informal", "decided_by": body.pk,
        "chair": speaker_of(ours).pk,
    }  # fmt: skip
    page = browser.post(propose, proposal).url
    decision = Decision.objects.get()
    assert (decision.majority, decision.legal_form) == (Majority.THREE_QUARTERS, "coop_ua")
    assert "legt dit voor aan De leden" in browser.get(page).text
    counted(opened(decision), "for", "for")
    minutes = minutes_markdown(analyses.minutes_of(Decision.objects.get()))
    assert "Voorgelegd aan De leden." in minutes
    assert "Volgens de statuten van 1 mei 2020." in minutes
