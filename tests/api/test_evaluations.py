"""Evaluations and readiness led by a program; what anyone answered it never learns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.collaborations.actions import make_party_key
from samenspel.evaluation import queries
from samenspel.evaluation.models import Evaluation
from tests.make import make_person
from tests.make_evaluations import (
    DAY,
    make_answers,
    make_evaluation,
    make_improvement,
    make_opened,
    make_readiness,
)
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
LIST_QUERIES, EVALUATION_QUERIES = 5, 6
SECRET = "dit schreef ik"


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def tia_asks(client, theirs):
    """The same as `ask_for`, by a program of Tia, who manages the other party."""
    tia = theirs.representations.get().person

    def asked(method, path, given=None):
        return getattr(client, method)(
            f"{API}{path}", given, content_type="application/json", headers=key_of(tia)
        )

    return asked


def test_a_program_takes_an_evaluation_from_asking_to_what_is_done(
    client, ask_for, tia_asks, here, ours, theirs
):
    asked = {"party": ours.pk, "collaboration": here.pk, "closesOn": day(14), "nextOn": day(80)}
    made = ask_for("post", "/evaluations", asked)
    path = made["Location"].removeprefix(API)
    assert (made.status_code, ask_for("post", "/evaluations", asked).status_code) == (201, 409)
    assert len(made.json()["items"]) == 12
    own, other = sorted(made.json()["sides"], key=lambda side: not side["isMine"])
    people = {"people": [{"name": "Lot"}, {"email": "bo@voorbeeld.example"}], "population": 6}
    guests = f"{path}/sides/{own['id']}/invitations"
    (link,) = ask_for("post", guests, people).json()["links"]
    assert client.get(link["link"]).status_code == 200
    renewed = ask_for("post", f"{guests}/{link['invitation']}/_renew").json()["links"]
    assert (client.get(link["link"]).status_code, len(renewed)) == (404, 1)
    assert ask_for("delete", f"{guests}/{link['invitation']}").status_code == 204
    listed = ask_for("get", guests).json()["items"]
    assert [(each["name"], bool(each["withdrawnAt"])) for each in listed] == [
        ("", False), ("Lot", True),
    ]  # fmt: skip
    assert ask_for("get", guests.replace(str(own["id"]), str(other["id"]))).status_code == 404
    longer = {"party": ours.pk, "closesOn": day(20)}
    assert ask_for("post", f"{path}/_extend", longer).json()["closesAt"][:10] == day(20)
    assert tia_asks("post", f"{path}/_extend", longer | {"party": theirs.pk}).status_code == 403
    evaluation = Evaluation.objects.get()
    for side in queries.sides_of(evaluation):
        make_answers(side, *[5] * 5, at=timezone.now(), remark=SECRET)
    sealed = ask_for("get", path)
    assert [each["answered"] for each in sealed.json()["sides"]] == [5, 5]
    assert ask_for("get", f"{path}/outcome").status_code == 404
    assert ask_for("post", f"{path}/_accept", {"party": ours.pk}).json()["openedAt"] is None
    assert tia_asks("post", f"{path}/_accept", {"party": theirs.pk}).json()["openedAt"]
    outcome = ask_for("get", f"{path}/outcome")
    assert (len(outcome.json()["finding"]["items"]), SECRET in outcome.text) == (12, True)
    assert evaluation.result.input_hash not in outcome.text  # else each possible row can be tried
    assert ask_for("get", f"{path}/document").content[:5] == b"%PDF-"
    plan = {"party": ours.pk, "what": "Bellen", "owner": "Mo", "dueOn": day(20)}
    noted = ask_for("post", f"{path}/improvements", plan).json()
    settled = {"party": ours.pk, "fate": "done"}
    one = f"/improvements/{noted['id']}/_settle"
    assert ask_for("post", one, settled).json()["fate"] == "done"
    assert ask_for("post", one, settled).status_code == 409
    assert ask_for("get", "/improvements?fate=done").json()["total"] == 1


def test_who_joined_later_and_strangers_find_nothing(client, here, ours):
    opened = make_opened(here, ours, at=timezone.now())
    key = key_of(make_person("Vreemd"))
    for path in ("", "/outcome", "/document", "/evaluator"):
        found = client.get(f"{API}/evaluations/{opened.pk}{path}", headers=key)
        assert found.status_code == 404
    assert client.get(f"{API}/evaluations", headers=key).json()["total"] == 0


def test_a_program_of_a_party_opens_nothing(client, ada, here, ours):
    made = make_evaluation(here, ours, at=timezone.now())
    token = make_party_key(party=ours, name="x", days=30, scopes=["evaluations:write"], by=ada,
                           at=timezone.now())  # fmt: skip
    refused = client.post(
        f"{API}/evaluations/{made.pk}/_accept", {"party": ours.pk}, "application/json",
        headers={"Authorization": f"Bearer {token}", "Accept-Language": "en"},
    )  # fmt: skip
    assert refused.status_code == 403
    assert refused.json()["detail"] == "A person accepts this by name, not a program."


def test_someone_from_outside_reads_along_once_each_party_accepted(
    client, ask_for, tia_asks, here, ours, theirs
):
    opened = make_opened(here, ours, at=timezone.now())
    outside = make_person("Els")
    path = f"/evaluations/{opened.pk}/evaluator"
    assert ask_for("get", path).status_code == 404
    proposed = {"party": ours.pk, "name": "Els", "email": outside.email}
    assert ask_for("post", path, proposed).json()["waitsFor"] == [theirs.pk]
    key = key_of(outside)
    assert client.get(f"{API}{path}", headers=key).status_code == 404
    assert tia_asks("post", f"{path}/_accept", {"party": theirs.pk}).json()["acceptedAt"]
    detail = client.get(f"{API}/evaluations/{opened.pk}", headers=key).json()
    assert detail["sides"] == []
    said = {"findings": "Praat vaker"}
    assert ask_for("put", f"{path}/findings", said).status_code == 403
    written = client.put(f"{API}{path}/findings", said, "application/json", headers=key)
    assert written.json()["findings"] == "Praat vaker"
    assert tia_asks("post", f"{path}/_drop", {"party": theirs.pk}).status_code == 409


def test_days_that_do_not_fit_are_named_with_their_place(ask_for, here, ours):
    asked = {"party": ours.pk, "collaboration": here.pk, "closesOn": day(14), "nextOn": day(80)}
    opened = make_opened(here, ours, at=timezone.now())
    plan = {"party": ours.pk, "what": "x", "owner": "y", "dueOn": day(-1)}
    for address, given, where in (
        ("/evaluations", asked | {"closesOn": day(-1)}, "body.closesOn"),
        ("/evaluations", asked | {"nextOn": day(14)}, "body.nextOn"),
        ("/evaluations", asked | {"party": ours.pk + 99}, "body.party"),
        (f"/evaluations/{opened.pk}/improvements", plan, "body.dueOn"),
        (f"/parties/{ours.pk}/readiness-rounds", {"closesOn": day(-1)}, "body.closesOn"),
    ):
        refused = ask_for("post", address, given)
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)


def test_a_program_asks_how_ready_its_organisation_is(client, ask_for, ours):
    path = f"/parties/{ours.pk}/readiness"
    asked = ask_for("post", f"{path}-rounds", {"closesOn": day(14)}).json()
    assert (client.get(asked["link"]).status_code, asked["people"], asked["told"]) == (200, 0, {})
    closed = ask_for("post", f"{path}/_close").json()
    assert (closed["people"], closed["link"], bool(closed["told"])) == (0, "", True)
    assert client.get(asked["link"]).status_code == 404
    assert ask_for("post", f"{path}/_close").status_code == 404
    plan = {"what": "Vaste uren", "owner": "Mo", "dueOn": day(20)}
    step = ask_for("post", f"{path}-steps", plan).json()
    one = f"{path}-steps/{step['id']}/_settle"
    assert ask_for("post", one, {"fate": "dropped"}).json()["fate"] == "dropped"
    assert ask_for("post", one, {"fate": "open"}).status_code == 400
    assert ask_for("get", f"{path}-steps").json()["items"][0]["fate"] == "dropped"


def test_fewer_than_five_answers_about_readiness_tell_nothing(ask_for, ours):
    make_readiness(ours, 2, 3, at=timezone.now(), agrees=False)
    told = ask_for("post", f"/parties/{ours.pk}/readiness/_close").json()["told"]
    assert {each["counts"] is None and each["mean"] is None for each in told.values()} == {True}


def test_lists_take_so_many_questions_however_long_they_are(
    client, ada, here, ours, django_assert_num_queries
):
    key, opened = key_of(ada), make_opened(here, ours, at=timezone.now() - DAY)
    client.get(f"{API}/improvements", headers=key)
    for total, new in ((1, 1), (3, 2)):
        for _each in range(new):
            make_improvement(opened, ours, at=timezone.now())
        with django_assert_num_queries(LIST_QUERIES):
            assert client.get(f"{API}/improvements", headers=key).json()["total"] == total
        with django_assert_num_queries(EVALUATION_QUERIES):
            client.get(f"{API}/evaluations", headers=key)
