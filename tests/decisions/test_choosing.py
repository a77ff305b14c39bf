"""A choice among several and a budget: ballots, the rule that was kept, and what came of it."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.actions import Option
from samenspel.decisions.analyses import Picked
from samenspel.decisions.choices import Form, Method, Secrecy, Turnout, Verdict, Voters
from samenspel.decisions.models import Ballot, Decision
from samenspel_report.decision.document import differences, recounted
from tests.client import check_page
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import WEEK, make_choice, make_decision, opened, pick

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=1)
PROJECTS = (Option("Banken", 600), Option("Boom", 300), Option("Kast", 100), Option("Hek", 400))


def closed(decision):
    return actions.close(decision=decision, by=None, at=NOON + WEEK)


def named(tally):
    return tally.document["result"]["outcome"]


def ranked(*places):
    return Picked(ranking=tuple(p if isinstance(p, tuple) else (p,) for p in places))


def ticked(*places):
    return Picked(points=dict.fromkeys(places, 1))


@pytest.mark.parametrize(
    ("method", "winner"),
    [
        (Method.USUAL, "Kerk"),
        (Method.SCHULZE, "Kerk"),
        (Method.IRV, "Schuur"),
        (Method.BORDA, "Kerk"),
    ],
)
def test_an_order_is_counted_by_the_rule_that_was_chosen(method, winner):
    ours, _theirs, here = make_two()
    decision = make_choice(here, ours, people=9, form=Form.RANKING, method=method)
    ballots = [ranked(1, 2, 3)] * 4 + [ranked(3, 2, 1)] * 3 + [ranked(2, 3, 1)] * 2
    pick(decision, *ballots)
    tally = closed(decision)
    assert (named(tally), tally.verdict) == ([winner], Verdict.CHOSEN)


@pytest.mark.parametrize(
    ("form", "ballots", "winner"),
    [
        (Form.APPROVAL, [ticked(1, 2), ticked(2), ticked(3)], "Kerk"),
        (Form.SCORE, [Picked(points={1: 5, 2: 4}), Picked(points={2: 5}), None], "Kerk"),
        (Form.DOTS, [Picked(points={1: 4, 2: 4}), Picked(points={3: 8}), ticked(1)], "Schuur"),
    ],
)
def test_points_are_counted(form, ballots, winner):
    ours, _theirs, here = make_two()
    decision = make_choice(here, ours, people=3, form=form)
    pick(decision, *ballots)
    assert named(closed(decision)) == [winner]


def test_a_budget_says_who_paid_for_what_and_what_was_lacking():
    ours, _theirs, here = make_two()
    decision = make_choice(here, ours, people=10, form=Form.BUDGET, budget=1000, options=PROJECTS)
    pick(decision, *[ticked(1, 4)] * 5, ticked(4), *[ticked(2, 3)] * 4)
    tally = closed(decision)
    shown = analyses.chosen(decision, tally)
    assert shown.winners == ("Hek", "Kast", "Boom")
    paid, missed = shown.tables
    assert paid.lines[0].cells[0] == "400"
    assert "6 stemmers betaalden elk 66,67" in paid.lines[0].cells[1]
    assert [(line.name, line.cells[1]) for line in missed.lines] == [
        ("Banken", "Er was 596,67 voor; er was 3,33 te weinig.")
    ]
    said = " ".join(shown.sentences)
    assert "begon met 100," in said  # 1,000 among ten
    assert "tot 186 per stemmer" in said
    assert "Er blijft 200 over." in said


def test_where_parts_do_not_grow_each_has_an_equal_part():
    ours, _theirs, here = make_two()
    decision = make_choice(here, ours, people=10, form=Form.BUDGET, budget=1000, options=PROJECTS,
                           method=Method.EQUAL_SHARES)  # fmt: skip
    pick(decision, *[ticked(1, 4)] * 5, ticked(4), *[ticked(2, 3)] * 4)
    said = " ".join(analyses.chosen(decision, closed(decision)).sentences)
    assert "Elke stemmer had 100 te besteden, een gelijk deel van het budget." in said
    assert "begon met" not in said


def test_weights_count_and_two_may_stand_level():
    ours, theirs, here = make_two()
    decision = make_decision(here, ours, form=Form.RANKING, voters=Voters.LISTED,
                             options=[Option("School"), Option("Kerk")])  # fmt: skip
    entries = [queries.Entitled("a", ours, votes=3), queries.Entitled("b", theirs, votes=2)]
    opened(decision, electorate=entries)
    pick(decision, ranked(2, 1), ranked((1, 2)))
    tally = closed(decision)
    assert (named(tally), tally.document["result"]["voters"]) == (["Kerk"], 5)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (Form.APPROVAL, Picked(points={1: 2})),
        (Form.APPROVAL, Picked(points={9: 1})),
        (Form.SCORE, Picked(points={1: 6})),
        (Form.SCORE, Picked(points={1: -1})),
        (Form.DOTS, Picked(points={1: 5, 2: 4})),
        (Form.RANKING, Picked(ranking=((1,), (1,)))),
        (Form.RANKING, Picked(ranking=((4,),))),
    ],
)
def test_a_ballot_that_gives_what_it_may_not_is_refused_whole(form, wrong):
    ours, _theirs, here = make_two()
    decision = make_choice(here, ours, form=form)
    with pytest.raises(actions.WrongBallot):
        pick(decision, wrong)
    assert not Ballot.objects.exists()


def test_too_few_votes_or_none_decide_nothing():
    ours, _theirs, here = make_two()
    few = make_choice(here, ours, people=4, form=Form.APPROVAL, turnout=Turnout.HALF)
    pick(few, ticked(1))
    assert closed(few).verdict == Verdict.NO_QUORUM
    nobody = make_choice(here, ours, form=Form.RANKING)
    tally = closed(nobody)
    assert tally.verdict == Verdict.NO_QUORUM
    assert analyses.chosen(nobody, tally).sentences == ("Niemand stemde.",)


@pytest.mark.parametrize(
    "terms",
    [
        {"options": [Option("Een")]},
        {"options": [Option("Een"), Option("Een")]},
        {"options": [Option("Een"), Option("Twee")], "seats": 2},
        {"options": [Option("Een"), Option("Twee")], "method": Method.GREEDY},
        {"options": [Option("Een"), Option("Twee", 3)], "form": Form.BUDGET, "budget": 9},
        {"options": [Option("Een", 2), Option("Twee", 3)], "form": Form.BUDGET},
    ],
)
def test_what_cannot_be_counted_is_not_proposed(terms):
    ours, _theirs, here = make_two()
    with pytest.raises(actions.WrongOptions):
        make_decision(here, ours, **({"form": Form.RANKING} | terms))


def test_a_ballot_says_one_thing_and_goes_with_its_form():
    ours, _theirs, here = make_two()
    decision = make_choice(here, ours, form=Form.RANKING)
    elector = decision.electors.first()
    text = queries.text_of(decision).digest
    with pytest.raises(actions.WrongStep):
        actions.cast(elector=elector, choice="for", why="", on_text=text, by=None, at=SOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(elector=elector, text_digest=text, cast_at=NOON)


def page(name, here, *args):
    return reverse(f"decisions:{name}", args=[here.slug, *args])


@time_machine.travel(NOON)
def test_from_a_list_on_one_screen_to_a_result_that_anyone_counts_again(signed_in, tmp_path):
    ours, theirs, here = make_two()
    browser = signed_in(speaker_of(ours))
    given = {
        "party": ours.pk, "chair": speaker_of(ours).pk, "title": "Geld voor het plein",
        "text": "Wij verdelen 1000 euro.", "why": "Er is geld.", "form": "budget",
        "options": "Banken; 600\nBoom; € 300\n\nHek; 1.000", "budget": "1000", "voters": "people",
        "majority": "half", "basis": "cast", "turnout": "none", "secrecy": "open",
        "closes_at": "2026-06-08T20:00", "body": "partners", "kind": "money",
        "legal_form": "informal",
    }  # fmt: skip
    wrong = browser.post(page("new_decision", here), given | {"options": "Banken; veel"})
    assert list(wrong.context["form"].errors) == ["options"]
    address = browser.post(page("new_decision", here), given).url
    decision = Decision.objects.get()
    assert [(o.name, o.cost) for o in decision.options.order_by("place")] == [
        ("Banken", 600), ("Boom", 300), ("Hek", 1000),
    ]  # fmt: skip
    browser.post(page("open_vote", here, decision.pk))
    paper = browser.get(address).text
    assert "Vink alles aan wat je goed vindt" in paper
    assert ("kost 1.000 euro" in paper, "<dd>1.000 euro</dd>" in paper) == (True, True)
    text = queries.text_of(decision).digest
    for person, places in ((speaker_of(ours), (1, 2)), (speaker_of(theirs), (1,))):
        paper = {"elector": decision.electors.get(person=person).pk, "on_text": text, "why": ""}
        paper |= {f"option-{place}": "1" for place in places}
        answer = signed_in(person).post(page("pick_options", here, decision.pk), paper)
        assert answer.url == address
    browser.post(page("close_vote", here, decision.pk))
    shown = browser.get(address).text
    check_page(shown)
    assert "Gaat door: <strong>Banken, Boom</strong>." in shown
    path = tmp_path / "telling.json"
    path.write_bytes(browser.get(page("count_document", here, decision.pk)).content)
    found, held = recounted(path)
    assert differences(found, held) == []
    assert json.loads(path.read_text())["rule"]["name"] == "equal-shares-add1"


@time_machine.travel(NOON)
@pytest.mark.parametrize("form", [Form.RANKING, Form.SCORE, Form.DOTS])
def test_an_order_and_points_are_given_without_dragging_and_shown_again(signed_in, form):
    ours, theirs, here = make_two()
    decision = make_choice(here, ours, form=form, people=2)
    browser = signed_in(speaker_of(theirs))
    elector = decision.electors.get(party=theirs)
    text = queries.text_of(decision).digest
    given = {"elector": elector.pk, "on_text": text, "option-1": "2", "option-2": "1"}
    address = page("pick_options", here, decision.pk)
    assert browser.post(address, given | {"option-3": "99"}).status_code == 422
    browser.post(address, given)
    shown = browser.get(page("decision", here, decision.pk)).text
    check_page(shown)
    assert shown.count(" selected>") >= 2
    pick(decision, ranked(2, 1, 3) if form == Form.RANKING else ticked(2))
    closed(decision)
    shown = browser.get(page("decision", here, decision.pk)).text
    check_page(shown)
    assert "Gekozen: <strong>" in shown


def test_of_a_confidential_choice_by_few_only_that_it_was_decided_is_shown(signed_in):
    ours, theirs, here = make_two()
    decision = make_choice(here, ours, form=Form.APPROVAL, secrecy=Secrecy.CONFIDENTIAL)
    pick(decision, ticked(1), ticked(1))
    closed(decision)
    shown = signed_in(speaker_of(theirs)).get(page("decision", here, decision.pk)).text
    assert "Minder dan vijf mensen" in shown
    assert "Gekozen: <strong>" not in shown
