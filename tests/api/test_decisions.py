"""Decisions by programs: what is put to the vote and what came of it, and no vote before."""

import pytest

from tests.make import NOON, make_person
from tests.make_decisions import counted, make_decision, opened, vote
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
LIST_QUERIES = 6


def test_a_decision_is_read_from_proposal_to_outcome(ask_for, here, ours):
    decision = make_decision(here, ours)
    path = f"/decisions/{decision.pk}"
    one = ask_for("get", path).json()
    assert (one["decisionState"], one["counted"], one["text"]) == (
        "proposed", None, "Wij huren de oude school.",
    )  # fmt: skip
    opened(decision)
    vote(decision, "for")
    shown = ask_for("get", path)
    assert shown.json()["counted"] is None
    assert '"for"' not in shown.text
    counted(decision, "for", "for", at=NOON)
    assert ask_for("get", path).json()["counted"] == "adopted"


def test_a_stranger_finds_none(client, here, ours):
    outsider_key = key_of(make_person())
    decision = make_decision(here, ours)
    assert client.get(f"{API}/decisions", headers=outsider_key).json()["total"] == 0
    answer = client.get(f"{API}/decisions/{decision.pk}", headers=outsider_key)
    assert answer.status_code == 404


def test_the_list_takes_so_many_questions_however_long(
    client, ada, here, ours, django_assert_num_queries
):
    key = key_of(ada)
    client.get(f"{API}/decisions", headers=key)  # the first time it is noted that a key is used
    for total, new in ((1, 1), (3, 2)):
        for _each in range(new):
            counted(opened(make_decision(here, ours)), "for", at=NOON)
        with django_assert_num_queries(LIST_QUERIES):
            answer = client.get(f"{API}/decisions?collaboration={here.pk}", headers=key)
        assert answer.json()["total"] == total
