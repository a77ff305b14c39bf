"""Programs write statutes down, name a circle, call a second vote and bring in a result."""

import json

import pytest
import time_machine
from django.utils import timezone

from samenspel.decisions import actions
from samenspel.decisions.choices import Secrecy, Turnout
from tests.api.test_deciding import API, DAY, ask_as, proposal, tia  # noqa: F401 its fixtures
from tests.make_decisions import counted, make_vote_by_people

pytestmark = pytest.mark.django_db


def where(answer):
    return answer.json()["errors"][0]["where"]


def test_a_proposal_takes_the_statutes_of_its_body(ask_for, ask_as, here, ours, theirs, tia):  # noqa: F811
    bodies = f"/collaborations/{here.pk}/bodies"
    given = {"party": ours.pk, "name": "De leden", "legalForm": "coop_ua", "proxies": 2}
    assert where(ask_for("post", bodies, given | {"party": theirs.pk})) == "body.party"
    made = ask_for("post", bodies, given)
    assert (made.status_code, made.json()["majorityOfStatutes"]) == (201, "two_thirds")
    assert where(ask_for("post", bodies, given)) == "body.name"
    body = made.json()["id"]
    asked = proposal(here, ours, decidingBody=body, kind="statutes", majority="half")
    told = ask_for("post", "/decisions", asked).json()
    assert (told["decidingBody"], told["legalForm"], told["proxies"], told["majority"]) == (
        body, "coop_ua", 2, "two_thirds",
    )  # fmt: skip
    wrong = proposal(here, ours, decidingBody=body + 1)
    assert where(ask_for("post", "/decisions", wrong)) == "body.decidingBody"
    assert ask_as(tia)("put", f"{bodies}/{body}", {"name": "Wij"}).status_code == 409
    assert ask_for("put", f"{bodies}/{body}", {"name": "Wij"}).json()["name"] == "Wij"
    listed = ask_as(tia)("get", bodies).json()["items"]
    assert [(each["name"], each["proxies"]) for each in listed] == [("Wij", 0)]


def test_a_circle_is_named_by_who_takes_part(ask_for, here, ours, ada):
    named = {"voters": "circle", "circle": [ada.pk]}
    made = ask_for("post", "/decisions", proposal(here, ours, **named))
    assert made.json()["circle"] == [ada.name]
    opened = ask_for("post", f"{made['Location'].removeprefix(API)}/_open").json()
    assert opened["entitled"] == 1
    for circle in ([], [ada.pk, 999_999]):
        answer = ask_for("post", "/decisions", proposal(here, ours, voters="circle", circle=circle))
        assert where(answer) == "body.circle"


def test_a_second_vote_is_called_once(ask_for, here, ours):
    at = timezone.now()
    decision = make_vote_by_people(
        here, ours, 2, at=at - 8 * DAY, turnout=Turnout.TWO_THIRDS, allows_second=True
    )
    tally = counted(decision, "for", at=at - 8 * DAY)
    actions.declare(decision=decision, verdict=tally.verdict, words="", by=None, at=at)
    until = {"closesAt": (at + 9 * DAY).isoformat()}
    again = ask_for("post", f"/decisions/{decision.pk}/_repeat", until)
    assert (again.status_code, again.json()["isSecond"]) == (201, True)
    assert ask_for("post", f"/decisions/{decision.pk}/_repeat", until).status_code in (201, 409)
    assert decision.followed_by.count() == 1


def test_a_result_from_elsewhere_is_brought_in_by_a_person(ask_for, here, ours):
    decision = make_vote_by_people(here, ours, 4, at=timezone.now(), secrecy=Secrecy.ELSEWHERE)
    one = f"/decisions/{decision.pk}"
    wrong = ask_for("put", f"{one}/elsewhere", {"address": "http://x.example"})
    assert where(wrong) == "body.address"
    address = "https://stem.example/1"
    told = ask_for("put", f"{one}/elsewhere", {"address": address}).json()
    assert told["votedAt"] == address
    given = {"result": json.dumps([[4, 1, 1]]), "people": 6}
    assert ask_for("post", f"{one}/elsewhere/_count", given).status_code == 409  # not over yet
    with time_machine.travel(timezone.now() + 8 * DAY):
        stuffed = given | {"result": "[[9, 1, 1]]", "people": 11}
        assert where(ask_for("post", f"{one}/elsewhere/_count", stuffed)) == "body.result"
        counted_now = ask_for("post", f"{one}/elsewhere/_count", given).json()
    assert (counted_now["counted"], counted_now["voted"]) == ("adopted", 6)


def test_shares_are_given_by_party(ask_for, here, ours, theirs):
    shares = [{"party": ours.pk, "share": 3}]
    asked = proposal(here, ours, voters="shares", shares=shares)
    told = ask_for("post", "/decisions", asked).json()
    assert {each["name"]: each["share"] for each in told["shares"]} == {
        ours.name: "75%", theirs.name: "25%",
    }  # fmt: skip
    wrong = proposal(here, ours, voters="shares", shares=[{"party": 999_999, "share": 1}])
    assert where(ask_for("post", "/decisions", wrong)) == "body.shares"
