"""The pages of a round: what is shown when, and to whom."""

import pytest
import time_machine
from django.urls import reverse

from samenspel.decisions import actions, queries
from samenspel.decisions.choices import Form
from samenspel.decisions.models import Nomination
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import make_consent, make_vote_by_people, stand

pytestmark = pytest.mark.django_db


def page(name, here, *args):
    return reverse(f"decisions:{name}", args=[here.slug, *args])


@time_machine.travel(NOON)
def test_who_nominates_whom_stays_closed_until_all_had_their_turn(signed_in):
    ours, theirs, here = make_two()
    decision = make_consent(here, ours, people=2, form=Form.ELECTION)
    elector = decision.electors.get(party=theirs)
    given = {"elector": elector.pk, "nominee": speaker_of(ours).pk, "why": "Mo is altijd op tijd"}
    other, mine = signed_in(speaker_of(theirs)), signed_in(speaker_of(ours))
    address = page("decision", here, decision.pk)
    assert other.post(page("nominate_person", here, decision.pk), given).url == address
    assert Nomination.objects.count() == 1
    assert "Mo is altijd op tijd" not in mine.get(address).text
    assert "Je droeg <strong>Mo</strong> voor" in other.get(address).text
    mine.post(page("next_step", here, decision.pk), {"after": "nominations"})
    assert "Mo is altijd op tijd" in mine.get(address).text


@time_machine.travel(NOON)
def test_a_refusal_is_said_on_the_page_and_changes_nothing(signed_in):
    ours, theirs, here = make_two()
    decision = make_consent(here, ours, people=2)
    browser = signed_in(speaker_of(ours))
    text = queries.text_of(decision).digest
    mine, other = (decision.electors.get(party=party) for party in (ours, theirs))
    for name, given in (
        ("take_stance", {"elector": mine.pk, "on_text": text, "position": "perhaps"}),
        ("take_stance", {"elector": mine.pk, "on_text": text, "position": "objection"}),
        ("take_stance", {"elector": other.pk, "on_text": text, "position": "consent"}),
        ("take_stance", {"elector": mine.pk, "on_text": "0", "position": "consent"}),
        ("next_step", {"after": "questions"}),
        ("add_remark", {"words": "Te laat"}),
        ("add_remark", {"words": ""}),
        ("escalate_decision", {"to": "board", "escalated_because": ""}),
        ("new_round", {"text": "Wij huren de oude school.", "why": "x", "asks": "consent",
                       "closes_at": "2026-06-08T20:00"}),
    ):  # fmt: skip
        answer = browser.post(page(name, here, decision.pk), given)
        assert answer.status_code == 422, (name, given)
    assert not queries.round_of(decision).stances.exists()
    assert decision.rounds.count() == 1


@pytest.mark.parametrize("number", [1, 3])
@time_machine.travel(NOON)
def test_a_page_of_many_rounds_asks_as_little(signed_in, number, django_assert_num_queries):
    ours, theirs, here = make_two()
    decision = make_consent(here, ours, people=5)
    for each in range(number):
        for member in decision.electors.all():
            stand(member, "objection", "Nee.")
        text = queries.text_of(decision)
        actions.amend(
            decision=decision, count=None, by=None, at=NOON,
            amendment=actions.Amendment(f"{text.text} {each}", "x", decision.closes_at),
        )  # fmt: skip
    browser = signed_in(speaker_of(theirs))
    browser.get(page("decision", here, decision.pk))
    with django_assert_num_queries(15):
        browser.get(page("decision", here, decision.pk))


@time_machine.travel(NOON)
def test_who_leaves_the_party_still_reaches_the_vote_and_nothing_else(signed_in):
    ours, theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 1)
    leaver = decision.electors.get(person__name="Lid 0").person
    ours.representations.filter(person=leaver).delete()
    browser = signed_in(leaver)
    address = page("decision", here, decision.pk)
    shown = browser.get(address).text
    assert "Je doet hier niet meer mee" in shown
    register = f'href="{page("decisions", here)}"'
    assert register not in shown
    assert register in signed_in(speaker_of(theirs)).get(address).text
    elector = decision.electors.get(person=leaver)
    text = queries.text_of(decision).digest
    given = {"elector": elector.pk, "choice": "for", "on_text": text}
    assert browser.post(page("cast_vote", here, decision.pk), given).url == address
    assert browser.get(page("decisions", here)).status_code == 404
