"""Conversations that a program leads; what people vote it never learns before the pages do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.conversations.actions import renew_map
from samenspel.conversations.models import Conversation, OpinionMap
from tests.make_conversations import make_conversation, opened, two_camps
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
LIST_QUERIES = 5
FIRST = ["Meer bomen", "Minder auto's", "Een bank"]


def asked(here, **changes):
    ends = (timezone.localdate() + timedelta(days=7)).isoformat()
    return {"collaboration": here.pk, "question": "Wat willen we?", "closesOn": ends,
            "statements": FIRST, **changes}  # fmt: skip


def test_a_program_leads_a_conversation_from_its_question_to_its_end(client, ask_for, here):
    made = ask_for("post", "/conversations", asked(here))
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    path = made["Location"].removeprefix(API)
    link = ask_for("post", f"{path}/_open").json()["link"]
    assert client.get(link).status_code == 200
    assert ask_for("post", f"{path}/_open").status_code == 409
    newer = ask_for("put", f"{path}/link").json()["link"]
    assert (newer != link, client.get(link).status_code) == (True, 404)
    added = ask_for("post", f"{path}/statements", {"text": "Een vijver"}).json()
    one = f"{path}/statements/{added['number']}"
    refused = ask_for("post", f"{one}/_refuse", {"reason": "Dubbel"}).json()
    assert (refused["state"], refused["reason"]) == ("refused", "Dubbel")
    assert ask_for("get", f"{path}/statements?state=refused").json()["total"] == 1
    assert ask_for("post", f"{one}/_show").json()["state"] == "shown"
    assert ask_for("post", f"{path}/statements", {"text": "Een vijver"}).status_code == 409
    ended = ask_for("post", f"{path}/_close").json()
    assert (ended["state"], ended["takesVotes"]) == ("closed", False)
    assert ask_for("get", path).json() == ended


def test_numbers_of_a_map_come_once_nobody_votes_any_more(ask_for, here):
    now = timezone.now()
    conversation, _token = opened(make_conversation(here, at=now), at=now)
    path = f"/conversations/{conversation.pk}"
    assert ask_for("get", f"{path}/map").status_code == 404
    two_camps(conversation, each=6, at=now)
    renew_map(conversation=conversation, by=None, at=now)
    told = ask_for("get", path).json()["turnout"]
    assert (told["people"], told["votes"]) == (10, None)
    answer = ask_for("get", f"{path}/map")
    assert OpinionMap.objects.get().input_hash not in answer.text  # else each vote can be tried
    shown = answer.json()
    assert (shown["finding"], bool(shown["heading"]), "<svg" in shown["html"]) == (None, True, True)
    ask_for("post", f"{path}/_close")
    assert ask_for("get", f"{path}/map").json()["finding"]["people"] == 12


def test_what_does_not_fit_is_named_with_its_place(ask_for, here):
    for changes, where in (
        ({"closesOn": "2020-01-01"}, "body.closesOn"),
        ({"statements": ["A", "B", " a "]}, "body.statements.2"),
        ({"statements": ["A", "B"]}, "body.statements"),
        ({"access": "public", "shownOn": ["javascript:alert(1)"]}, "body.shownOn.0"),
        ({"access": "public", "moderation": "after"}, "body"),
        ({"shownOn": ["https://a.example"]}, "body"),
    ):
        refused = ask_for("post", "/conversations", asked(here, **changes))
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)
    assert not Conversation.objects.exists()
    public = asked(here, access="public", shownOn=["https://a.example"])
    made = ask_for("post", "/conversations", public).json()
    assert (made["access"], made["shownOn"]) == ("public", ["https://a.example"])


def test_conversations_are_listed_with_so_many_questions_however_many_there_are(
    client, ada, here, django_assert_num_queries
):
    key = key_of(ada)
    client.get(f"{API}/conversations", headers=key)
    for total, new in ((1, 1), (3, 2)):
        for _each in range(new):
            make_conversation(here, at=timezone.now())
        with django_assert_num_queries(LIST_QUERIES):
            listed = client.get(f"{API}/conversations", headers=key).json()
        assert listed["total"] == total
