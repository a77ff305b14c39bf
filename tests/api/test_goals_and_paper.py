"""What a program does with goals, sheets and second looks; it learns what the pages tell."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.collaborations.actions import make_party_key
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import renew_map
from samenspel.conversations.models import GoalVersion
from samenspel.conversations.tasks import make_map
from tests.make_conversations import joined, make_conversation, opened, two_camps
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
GOALS_QUERIES = 10
REASON = "Te duur"


@pytest.fixture
def talked(here):
    """A conversation that people voted in, with its link."""
    made, token = opened(make_conversation(here, at=timezone.now()), at=timezone.now())
    two_camps(made, each=6, at=timezone.now())
    renew_map(conversation=made, by=None, at=timezone.now())
    return made, token


def reacted(version, *, carry, objects):
    people = [joined(version.goal.conversation, at=timezone.now()) for _n in range(carry + objects)]
    for place, person in enumerate(people):
        reason = "" if place < carry else REASON
        actions.react(version=version, consents=place < carry, reason=reason, by=person,
                      at=timezone.now())  # fmt: skip
    late = version.ends_at + timedelta(seconds=1)
    actions.count_reactions(version=version, by=None, at=late)


def asked_goal(ask_for, conversation):
    """A goal that people are asked about: where it stands, and its version."""
    path = f"/conversations/{conversation.pk}/goals"
    made = ask_for("post", path, {"text": "Groen plein", "statements": [0, 2]}).json()
    ends = (timezone.localdate() + timedelta(days=7)).isoformat()
    one = f"{path}/{made['number']}"
    asked = ask_for("post", f"{one}/_ask", {"needed": 80, "endsOn": ends}).json()
    assert [each["state"] for each in asked["versions"]] == ["asked"]
    return one, GoalVersion.objects.get(goal__number=made["number"])


def test_a_program_takes_a_goal_from_statements_to_what_is_done(ask_for, talked):
    conversation, _token = talked
    one, version = asked_goal(ask_for, conversation)
    again = {"text": "Anders", "statements": [0]}
    assert ask_for("post", f"{one}/versions", again).status_code == 409
    reacted(version, carry=9, objects=1)
    told = ask_for("get", one).json()
    newest = told["versions"][0]
    assert (newest["state"], newest["consents"], newest["objections"]) == ("ratified", 9, 1)
    assert told["reasons"] == [REASON]
    assert [each["statement"] for each in newest["sources"]] == [0, 2]
    assert newest["sources"][0]["agreed"] + newest["sources"][0]["disagreed"] == 12
    loose = ask_for("get", f"/conversations/{conversation.pk}/loose-ends").json()
    assert loose["goalsWithoutAct"] == ["Groen plein"]
    done = {"text": "Bomen geplant", "state": "done", "outcome": "Twintig bomen",
            "address": "https://samen.example/bomen"}  # fmt: skip
    acts = ask_for("post", f"{one}/acts", done).json()["acts"]
    del acts[0]["madeAt"]
    assert acts == [done]
    assert ask_for("post", f"{one}/versions", again).json()["versions"][0]["number"] == 2


def test_of_fewer_than_five_people_no_number_and_no_reason_is_told(ask_for, talked):
    one, version = asked_goal(ask_for, talked[0])
    reacted(version, carry=3, objects=1)
    told = ask_for("get", one)
    assert told.json()["versions"][0]["state"] == "not_carried"
    assert told.json()["versions"][0]["consents"] is None
    assert told.json()["reasons"] == []
    assert REASON not in told.text


def test_what_does_not_fit_a_goal_is_named_with_its_place(ask_for, talked):
    path = f"/conversations/{talked[0].pk}/goals"
    one, _version = asked_goal(ask_for, talked[0])
    for address, given, where in (
        (path, {"text": "x", "statements": [0, 99]}, "body.statements.1"),
        (path, {"text": "x", "statements": []}, "body.statements"),
        (f"{one}/_ask", {"needed": 80, "endsOn": "2020-01-01"}, "body.endsOn"),
        (f"{one}/_ask", {"needed": 49, "endsOn": "2020-01-01"}, "body.needed"),
        (f"{one}/acts", {"text": "x", "state": "refused"}, "body"),
        (
            f"{one}/acts",
            {"text": "x", "state": "accepted", "address": "javascript:x"},
            "body.address",
        ),
    ):
        refused = ask_for("post", address, given)
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)


def test_goals_are_listed_with_so_many_questions_however_many_there_are(
    client, ada, talked, django_assert_num_queries
):
    key, conversation = key_of(ada), talked[0]
    path = f"{API}/conversations/{conversation.pk}/goals"
    client.get(path, headers=key)
    for total, new in ((1, 1), (3, 2)):
        for _each in range(new):
            wording = actions.Wording("x", "", [0, 1])
            actions.word_goal(conversation=conversation, wording=wording, by=None,
                              at=timezone.now())  # fmt: skip
        with django_assert_num_queries(GOALS_QUERIES):
            assert client.get(path, headers=key).json()["total"] == total


def test_a_program_makes_codes_and_brings_in_what_was_ticked(client, ask_for, talked):
    conversation, token = talked
    path = f"/conversations/{conversation.pk}"
    made = ask_for("post", f"{path}/codes", {"count": 2})
    first, second = made.json()["items"]
    assert (made.status_code, client.get(first["link"]).status_code) == (201, 200)
    boxes = [
        {"code": first["code"], "printedNumber": 1, "choice": "agree"},
        {"code": second["code"].lower(), "printedNumber": 16, "choice": "pass"},
    ]
    read = ask_for("post", f"{path}/paper-votes", {"ticked": boxes}).json()
    assert read == {"read": 2, "kept": 2}
    assert ask_for("post", f"{path}/paper-votes", {"ticked": boxes}).json()["kept"] == 0
    for fault in ({"code": "GEEN-CODE"}, {"printedNumber": 17}):
        wrong = {"ticked": [boxes[0], boxes[1] | fault]}
        refused = ask_for("post", f"{path}/paper-votes", wrong)
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, "body.ticked")
    address = {"link": f"http://testserver/d/{token}"}
    poster = ask_for("post", f"{path}/link/_poster", address)
    assert (poster["Content-Type"], poster.content[:5]) == ("application/pdf", b"%PDF-")
    ask_for("put", f"{path}/link")
    assert ask_for("post", f"{path}/link/_poster", address).status_code == 400


def test_the_files_of_a_map_come_once_nobody_votes_any_more(ask_for, talked):
    path = f"/conversations/{talked[0].pk}"
    assert ask_for("get", f"{path}/map/document").status_code == 404
    ask_for("post", f"{path}/_close")
    begins = {"json": b"{", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "pdf": b"%PDF-"}
    for name, start in begins.items():
        found = ask_for("get", f"{path}/map/document?format={name}")
        assert (found.status_code, found.content.startswith(start)) == (200, True)


def appealed(conversation, by):
    """A sentence of someone who takes part, taken out, with an appeal."""
    person = joined(conversation, at=timezone.now())
    own = actions.suggest_statement(text=f"Een eigen zin na {by}.", by=person, at=timezone.now())
    actions.refuse_statement(statement=own, reason="x", make_map=make_map, by=by, at=timezone.now())
    actions.appeal(statement=own, why="Dit mag", by=person, at=timezone.now())
    return f"/conversations/{conversation.pk}/statements/{own.number}"


def test_a_second_person_looks_again_and_never_the_first_or_a_program(
    client, ask_for, ada, ours, talked
):
    second = {"shows": True, "reason": "Het mag toch"}
    own = appealed(talked[0], ada)
    assert ask_for("post", f"{own}/_review", second).status_code == 409
    token = make_party_key(party=ours, name="x", days=30, scopes=["conversations:write"],
                           by=ada, at=timezone.now())  # fmt: skip
    by_program = client.post(f"{API}{own}/_review", second, "application/json",
                             headers={"Authorization": f"Bearer {token}"})  # fmt: skip
    assert (by_program.status_code, "programma" in by_program.text) == (409, True)
    person = joined(talked[0], at=timezone.now())
    new = actions.suggest_statement(text="Nog een zin.", by=person, at=timezone.now())
    path = f"{API}{own.rpartition('/')[0]}/{new.number}/_refuse"
    by_program = client.post(path, {"reason": "x"}, "application/json",
                             headers={"Authorization": f"Bearer {token}"})  # fmt: skip
    assert (by_program.status_code, "programma" in by_program.text) == (409, True)
    waiting = ask_for("get", f"{own.rpartition('/')[0]}?state=refused").json()["items"]
    assert [each["appeal"] for each in waiting] == ["Dit mag"]
    other = appealed(talked[0], None)
    looked = ask_for("post", f"{other}/_review", second).json()
    assert (looked["state"], looked["lookedAgainAt"] is None) == ("shown", False)
    shown = queries.shown_statements(talked[0]).values_list("number", flat=True)
    assert looked["number"] in shown
