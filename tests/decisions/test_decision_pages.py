"""The pages: propose, vote, count, declare, and what is hidden until when."""

import json

import pytest
import time_machine
from django.urls import reverse

from samenspel.decisions import analyses, queries
from samenspel.decisions.choices import Majority, Secrecy, State, Voters
from samenspel.decisions.models import Ballot, Decision
from samenspel_report.decision.document import differences, recounted
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import TEXT, counted, make_decision, make_vote_by_people, opened, vote

pytestmark = pytest.mark.django_db
GIVEN = {
    "title": "De oude school", "text": TEXT, "why": "De kerk sluit.", "changes": "",
    "form": "majority", "evaluate_on": "", "ends_on": "",
    "voters": "parties", "majority": "half", "basis": "cast", "turnout": "none",
    "secrecy": "open", "closes_at": "2026-06-08T20:00", "body": "partners", "kind": "matter",
    "legal_form": "informal",
}  # fmt: skip


def page(name, here, *args):
    return reverse(f"decisions:{name}", args=[here.slug, *args])


def said(decision, elector, choice, **more):
    text = queries.text_of(decision).digest
    return {"elector": elector.pk, "choice": choice, "on_text": text, **more}


@time_machine.travel(NOON)
def test_from_one_screen_to_a_declared_outcome(signed_in):
    ours, theirs, here = make_two()
    mine, other = signed_in(speaker_of(ours)), signed_in(speaker_of(theirs))
    given = GIVEN | {"party": ours.pk, "chair": speaker_of(ours).pk}
    address = mine.post(page("new_decision", here), given).url
    decision = Decision.objects.get()
    assert address == page("decision", here, decision.pk)
    assert mine.post(page("open_vote", here, decision.pk)).url == address
    assert "Je kunt stemmen tot" in other.get(address).text
    for browser, party in ((mine, ours), (other, theirs)):
        elector = decision.electors.get(party=party)
        vote_for = said(decision, elector, "for", why="Graag")
        browser.post(page("cast_vote", here, decision.pk), vote_for)
    mine.post(page("close_vote", here, decision.pk))
    mine.post(page("declare_outcome", here, decision.pk), {"verdict": "adopted", "words": ""})
    shown = other.get(address).text
    assert "Aangenomen: De oude school" in shown
    assert "Nodig <strong>2</strong> van 2, gekregen <strong>2</strong>." in shown
    assert "Graag" in shown


def test_what_is_wrong_is_said_at_its_field(signed_in):
    ours, _theirs, here = make_two()
    given = GIVEN | {"party": ours.pk, "chair": speaker_of(ours).pk, "title": ""}
    with time_machine.travel(NOON):
        browser = signed_in(speaker_of(ours))
        answer = browser.post(page("new_decision", here), given)
        assert list(answer.context["form"].errors) == ["title"]
        late = given | {"title": "x", "closes_at": "2026-01-01T12:00"}
        answer = browser.post(page("new_decision", here), late)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["closes_at"])
    assert not Decision.objects.exists()


@time_machine.travel(NOON)
def test_until_the_count_nobody_sees_a_vote_of_another(signed_in):
    ours, theirs, here = make_two()
    decision = opened(make_decision(here, ours, chair=speaker_of(ours)))
    elector = decision.electors.get(party=theirs)
    other, mine = signed_in(speaker_of(theirs)), signed_in(speaker_of(ours))
    reason = "Een reden die nog dicht is"
    other.post(page("cast_vote", here, decision.pk), said(decision, elector, "for", why=reason))
    address = page("decision", here, decision.pk)
    assert reason in other.get(address).text  # one’s own can be seen
    before = mine.get(address).text
    assert reason not in before
    assert "1 van 2" in before
    assert mine.get(page("count_document", here, decision.pk)).status_code == 404
    vote(decision, "against")
    mine.post(page("close_vote", here, decision.pk))
    assert reason in mine.get(address).text


@time_machine.travel(NOON)
def test_of_a_confidential_vote_by_few_only_the_outcome_is_shown(signed_in):
    ours, _theirs, here = make_two()
    few = opened(make_decision(here, ours, secrecy=Secrecy.CONFIDENTIAL))
    counted(few, "for", "for")
    browser = signed_in(speaker_of(ours))
    shown = browser.get(page("decision", here, few.pk)).text
    assert "Minder dan vijf mensen" in shown
    assert "Wie stemde wat" not in shown
    assert "gekregen" not in shown
    assert browser.get(page("count_document", here, few.pk)).status_code == 404
    many = make_vote_by_people(here, ours, 4, secrecy=Secrecy.CONFIDENTIAL)
    counted(many, *["for"] * 5)
    shown = browser.get(page("decision", here, many.pk)).text
    assert "gekregen <strong>5</strong>" in shown
    assert "Wie stemde wat" not in shown
    assert "Stemmen per partij" not in shown  # of a party with one voter that says what they voted


@time_machine.travel(NOON)
def test_an_open_vote_by_few_is_shown_whole(signed_in):
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours, voters=Voters.PEOPLE))
    counted(decision, "for", "against")
    shown = signed_in(speaker_of(ours)).get(page("decision", here, decision.pk)).text
    assert "Wie stemde wat" in shown
    assert "Stemmen per partij" in shown
    assert "Nodig <strong>2</strong> van 2, gekregen <strong>1</strong>." in shown
    assert "Met 1 stem meer ervoor was het genoeg geweest." in shown


def test_anyone_here_can_count_it_again(signed_in, tmp_path):
    ours, _theirs, here = make_two()
    person = speaker_of(ours)
    decision = make_vote_by_people(here, ours, 7, majority=Majority.TWO_THIRDS)
    tally = counted(decision, *["for"] * 5, "against", "blank")
    answer = signed_in(person).get(page("count_document", here, decision.pk))
    path = tmp_path / "telling.json"
    path.write_bytes(answer.content)
    found, held = recounted(path)
    assert differences(found, held) == []
    assert analyses.input_hash(json.loads(answer.content)) == tally.input_hash
    names = [each.person.name for each in decision.electors.select_related("person")]
    assert not [name for name in names if name in answer.text]
    held["outcome"] = ["rejected"]
    assert differences(found, held) == ["outcome"]


@time_machine.travel(NOON)
def test_a_vote_of_another_cannot_be_cast_nor_one_of_another_decision(signed_in):
    ours, theirs, here = make_two()
    decision, second = (opened(make_decision(here, ours)) for _each in range(2))
    browser = signed_in(speaker_of(ours))
    address = page("cast_vote", here, decision.pk)
    not_mine = said(decision, decision.electors.get(party=theirs), "for")
    assert browser.post(address, not_mine).status_code == 422
    elsewhere = said(decision, second.electors.get(party=ours), "for")
    assert browser.post(address, elsewhere).status_code == 404
    odd = said(decision, decision.electors.get(party=ours), "perhaps")
    assert browser.post(address, odd).status_code == 422
    assert not Ballot.objects.exists()


def test_strangers_find_nothing(signed_in):
    ours, _theirs, here = make_two()
    decision = make_decision(here, ours)
    stranger = signed_in(speaker_of(make_party("Ander", person=make_person("Stan"))))
    for address in (
        page("decisions", here), page("new_decision", here), page("decision", here, decision.pk),
        page("count_document", here, decision.pk),
    ):  # fmt: skip
        assert stranger.get(address).status_code == 404


@time_machine.travel(NOON)
def test_the_text_changes_until_it_opens_and_it_can_be_withdrawn(signed_in):
    ours, theirs, here = make_two()
    decision = make_decision(here, ours)
    browser = signed_in(speaker_of(ours))
    browser.post(page("change_text", here, decision.pk), {"text": "Wij kopen.", "why": "Beter"})
    shown = signed_in(speaker_of(theirs)).get(page("decision", here, decision.pk)).text
    assert "Wij kopen." in shown
    assert TEXT in shown
    opened(decision)
    elector = decision.electors.get(party=ours)
    newest = max(decision.texts.all(), key=lambda each: each.number).digest
    vote_for = {"elector": elector.pk, "choice": "for", "on_text": newest}
    assert browser.post(page("cast_vote", here, decision.pk), vote_for).status_code == 302
    browser.post(page("withdraw_decision", here, decision.pk), {"because": "Te duur"})
    decision.refresh_from_db()
    assert decision.state == State.WITHDRAWN
    assert "Te duur" in browser.get(page("decision", here, decision.pk)).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_asks_as_little_for_many(signed_in, number, django_assert_num_queries):
    ours, _theirs, here = make_two()
    for _each in range(number):
        counted(opened(make_decision(here, ours)), "for", "for")
    browser = signed_in(speaker_of(ours))
    browser.get(page("decisions", here))
    with django_assert_num_queries(7):
        browser.get(page("decisions", here))
    with django_assert_num_queries(11):
        browser.get(page("decision", here, here.decisions.first().pk))
