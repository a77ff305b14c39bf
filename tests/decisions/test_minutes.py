"""The minutes of a decision: all that is kept of it, and no vote that was given in confidence."""

import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.choices import Form, Said, Secrecy, Verdict
from samenspel.platform.models import AuditEvent
from samenspel_report.minutes import Minutes, minutes_markdown
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import (
    WEEK,
    counted,
    make_consent,
    make_decision,
    make_vote_by_people,
    opened,
    stand,
)

pytestmark = pytest.mark.django_db


def page(name, decision):
    return reverse(f"decisions:{name}", args=[decision.collaboration.slug, decision.pk])


def test_they_hold_call_voters_count_outcome_dissent_and_the_audit_trail(signed_in):
    ours, _theirs, here = make_two()
    chair = speaker_of(ours)
    decision = make_vote_by_people(here, ours, 2, chair=chair, proxies=1, changes="Niets")
    first, second, third, fourth = decision.electors.order_by("pk")
    actions.give_proxy(giver=first, holder=second, by=None, at=NOON)
    actions.recuse(elector=fourth, why="Mijn schuur", by=None, at=NOON)
    text = queries.text_of(decision).digest
    for elector, said, why in ((first, "for", ""), (second, "for", ""), (third, "against", "Duur")):
        actions.cast(elector=elector, choice=Said(said), why=why, on_text=text, by=None, at=NOON)
    actions.close(decision=decision, by=None, at=NOON + WEEK)
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=chair, at=NOON + WEEK)
    browser = signed_in(chair)
    shown = browser.get(page("minutes_text", decision)).text
    for line in (
        "# De oude school",
        "## Wat er besloten is",
        f"- {chair.name} stelde op 8 juni 2026, 14:00 vast: aangenomen.",
        "- Op de lijst van stemgerechtigden: 3. Deden mee: 3.",
        f"- {second.called} had een volmacht van {first.called}.",
        f"- {fourth.called} trad terug: Mijn schuur",
        "- Voor 2, tegen 1, blanco 0, niet gestemd 0.",
        f"- {third.called}: Duur",
    ):
        assert line in shown, line
    opened_line = AuditEvent.objects.get(action="decisions.opened")
    assert opened_line.hash in shown
    pdf = browser.get(page("minutes_document", decision))
    assert pdf.content.startswith(b"%PDF")
    with translation.override("en"):
        assert "For 2, against 1" in minutes_markdown(analyses.minutes_of(decision))


@pytest.mark.parametrize("secrecy", [Secrecy.CONFIDENTIAL, Secrecy.SEPARATED])
def test_of_few_votes_in_confidence_they_tell_no_numbers_and_no_names(secrecy):
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours, secrecy=secrecy, voters="people"))
    text = queries.text_of(decision).digest
    for elector in decision.electors.all():
        if secrecy == Secrecy.SEPARATED:
            code = analyses.new_receipt()
            actions.drop_in_box(elector=elector, said=Said.AGAINST, receipt=code, on_text=text,
                                by=None, at=NOON)  # fmt: skip
        else:
            actions.cast(elector=elector, choice=Said.AGAINST, why="Geheim", on_text=text, by=None,
                         at=NOON)  # fmt: skip
    actions.close(decision=decision, by=None, at=NOON + WEEK)
    shown = minutes_markdown(analyses.minutes_of(decision))
    assert "Minder dan vijf mensen stemden" in shown
    assert not re.search(r"tegen \d", shown)
    assert not any(name in shown for name in ("Tess", "Mo", "Geheim"))


def test_of_consent_they_tell_the_objections_and_the_day_to_look_again():
    ours, _theirs, here = make_two()
    decision = make_consent(here, ours, people=2)
    first, second = decision.electors.order_by("pk")
    stand(first, "objection", "Te duur")
    stand(second, "consent")
    stand(first, "consent")
    actions.close(decision=decision, by=None, at=NOON)
    assert decision.form == Form.CONSENT
    decision.refresh_from_db()
    shown = minutes_markdown(analyses.minutes_of(decision))
    assert f"{first.called}: Te duur (ingetrokken door wie het had)" in shown
    assert "Opnieuw bekijken op" in shown


def test_before_the_count_there_are_none(signed_in):
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours))
    browser = signed_in(speaker_of(ours))
    with time_machine.travel(NOON):
        assert browser.get(page("minutes_text", decision)).status_code == 404
    counted(decision, "for", "for")
    assert browser.get(page("minutes_text", decision)).status_code == 200


def test_words_of_people_never_become_markup():
    wild = Minutes("Wij", "# <b>Nee</b>", "s", (("d", ("* [x](y)\n# kop",)),), NOON.date())
    said = minutes_markdown(wild)
    assert said.splitlines()[0] == r"# \# \<b\>Nee\</b\>"
    assert r"- \* \[x\](y) \# kop" in said
