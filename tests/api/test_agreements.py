"""What partners agree, promise, give and end, by programs as on the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.agreements.actions import ask_balance, drop_balance, end_pause
from samenspel.agreements.models import AgreementVersion, BalanceRound, Ending
from samenspel.collaborations.actions import make_party_key
from tests.make_agreements import (
    make_commitment,
    make_contribution,
    make_ending,
    make_pause,
    make_proposal,
    make_upheaval,
)
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
LIST_QUERIES = {
    "agreements": 7, "commitments": 7, "contributions": 5, "balances": 6, "pauses": 5,
    "upheavals": 6, "endings": 7,
}  # fmt: skip


@pytest.fixture
def tia(theirs):
    return theirs.representations.get().person


@pytest.fixture
def tia_asks(client, tia):
    key = key_of(tia)

    def asked(method, path, given=None):
        send = getattr(client, method)
        return send(f"{API}{path}", given, "application/json", headers=key)

    return asked


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def wording(party, **changes):
    return {"party": party.pk, "purpose": "Samen eten", "objective": "growth",
            "forWhom": "De buurt", "what": "We koken elke week.", "reviewOn": in_days(30),
            "goals": ["2", "2.1"], **changes}  # fmt: skip


def test_an_agreement_is_proposed_accepted_changed_and_compared(
    ask_for, tia_asks, here, ours, theirs
):
    given = wording(ours, collaboration=here.pk, name="Koken")
    made = ask_for("post", "/agreements", given).json()
    path, version = f"/agreements/{made['id']}", made["versions"][0]
    assert (version["standing"], made["inForce"]) == ("proposed", None)
    accepting = f"{path}/versions/{version['id']}/_accept"
    accepted = tia_asks("post", accepting, {"party": theirs.pk}).json()
    assert accepted["inForce"] == version["id"]
    assert [each["acceptedBy"] for each in accepted["versions"][0]["accepted"]] == [
        "Ada Voorbeeld", "Tia",
    ]  # fmt: skip
    change = wording(theirs, what="We koken elke week. We ruimen op.", why="Netter")
    changed = tia_asks("post", f"{path}/versions", change).json()
    assert (changed["inForce"], len(changed["versions"])) == (version["id"], 2)
    later = f"{path}/versions/{changed['versions'][0]['id']}"
    parts = ask_for("get", f"{later}/changes").json()["parts"]
    new = [said["text"] for part in parts for said in part["sentences"] if said["fate"] == "new"]
    assert new == ["We ruimen op."]
    assert ask_for("get", f"{accepting.removesuffix('_accept')}changes").status_code == 404
    assert ask_for("get", f"{later}/document").content.startswith(b"%PDF-")
    refused = ask_for("post", f"{later}/_decline", {"party": ours.pk, "because": "Te veel"}).json()
    assert refused["versions"][0]["standing"] == "declined"
    assert refused["inForce"] == version["id"]


def test_what_does_not_fit_is_named_with_its_place(ask_for, here, ours, theirs):
    given = wording(ours, collaboration=here.pk, name="Koken")
    for changes, where in (
        ({"reviewOn": in_days(0)}, "body.reviewOn"),
        ({"goals": ["99.9"]}, "body.goals"),
        ({"party": theirs.pk}, "body.party"),
    ):
        refused = ask_for("post", "/agreements", given | changes)
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)
    assert not AgreementVersion.objects.exists()


def test_a_program_of_a_party_accepts_no_agreement(client, ada, here, ours, theirs):
    version = make_proposal(here, theirs, at=timezone.now())
    token = make_party_key(
        party=ours, name="x", days=30, scopes=["agreements:write"], by=ada, at=timezone.now()
    )
    path = f"{API}/agreements/{version.agreement_id}/versions/{version.pk}/_accept"
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post(path, {"party": ours.pk}, "application/json", headers=headers)
    assert (answer.status_code, "mens" in answer.json()["detail"]) == (409, True)
    assert client.post(
        path, {"party": ours.pk}, "application/json", headers=key_of(ada)
    ).status_code == 200  # fmt: skip


def test_a_commitment_goes_from_asked_to_given(ask_for, tia_asks, here, ours, theirs):
    given = {"collaboration": here.pk, "party": ours.pk, "giver": theirs.pk, "receiver": ours.pk,
             "kind": "goods", "what": "Brood", "dueOn": in_days(7), "amount": "20.5",
             "unit": "kilo"}  # fmt: skip
    asked = ask_for("post", "/commitments", given).json()
    path, terms = f"/commitments/{asked['id']}", asked["terms"][0]
    assert (asked["fate"], asked["amount"]) == ("asked", "20.50")
    own = ask_for("post", f"{path}/terms/{terms['id']}/_accept", {"party": ours.pk})
    assert own.status_code == 409
    other = {"party": theirs.pk}
    assert tia_asks("post", f"{path}/terms/{terms['id']}/_accept", other).json()["fate"] == "open"
    later = {"party": theirs.pk, "what": "Brood", "dueOn": in_days(9), "why": "Oven stuk"}
    proposed = tia_asks("post", f"{path}/terms", later).json()["terms"][0]
    no = {"party": ours.pk, "because": "Te laat"}
    assert ask_for("post", f"{path}/terms/{proposed['id']}/_decline", no).json()["dueOn"] == (
        in_days(7)
    )
    gave = given | {"givenOn": in_days(0), "fulfils": asked["id"], "rating": 8}
    del gave["dueOn"]
    noted = ask_for("post", "/contributions", gave).json()
    assert (noted["value"], noted["cost"]) == (8, None)
    rated = tia_asks("put", f"/contributions/{noted['id']}/rating", {**other, "rating": 3}).json()
    assert rated["cost"] == 3
    assert ask_for("get", path).json()["fate"] == "delivered"
    ledger = ask_for("get", f"/collaborations/{here.pk}/ledger?days=30").json()
    (pair,) = ledger["pairs"]
    gave = {side["party"]: (side["gave"], side["amounts"]) for side in pair["sides"]}
    assert gave == {ours.pk: (0, []), theirs.pk: (1, [{"unit": "kilo", "amount": "20.50"}])}
    assert tia_asks("post", f"{path}/_release", other | {"why": "Klaar"}).status_code == 409


def test_what_someone_feels_stays_sealed_until_all_answered(ask_for, tia_asks, here, ours, theirs):
    asked = ask_for("post", "/balances", {"collaboration": here.pk, "party": ours.pk}).json()
    path = f"/balances/{asked['id']}"
    mine = {"party": ours.pk, "feeling": "gives_more", "because": "Veel gekookt"}
    answered = ask_for("put", f"{path}/answer", mine).json()
    assert (answered["answered"], answered["answers"]) == ([ours.pk], [])
    assert "gekookt" not in tia_asks("get", "/balances").text
    both = tia_asks("put", f"{path}/answer", {"party": theirs.pk, "feeling": "balanced"}).json()
    felt = {each["party"]: each["feeling"] for each in both["answers"]}
    assert felt == {ours.pk: "gives_more", theirs.pk: "balanced"}
    again = ask_for("post", "/balances", {"collaboration": here.pk, "party": ours.pk}).json()
    dropped = ask_for("post", f"/balances/{again['id']}/_drop", {"party": ours.pk}).json()
    assert dropped["droppedAt"]
    assert BalanceRound.objects.count() == 2


def test_a_collaboration_rests_and_is_taken_up_again(ask_for, here, ours):
    given = {"collaboration": here.pk, "party": ours.pk, "reason": "Verhuizing",
             "staysAlive": "Bellen", "message": "Even rust", "untilOn": in_days(7)}  # fmt: skip
    rests = ask_for("post", "/pauses", given).json()
    path = f"/pauses/{rests['id']}"
    assert ask_for("post", "/pauses", given).status_code == 409
    late = {"party": ours.pk, "untilOn": in_days(14)}
    assert ask_for("post", f"{path}/_extend", late).json()["untilOn"] == in_days(14)
    past = ask_for("post", f"{path}/_extend", late | {"untilOn": in_days(0)})
    assert (past.status_code, past.json()["errors"][0]["where"]) == (400, "body.untilOn")
    assert ask_for("post", f"{path}/_end", {"party": ours.pk}).json()["endedFor"] == ours.pk


def test_after_a_big_change_someone_says_what_comes_of_it(ask_for, here, ours):
    given = {"collaboration": here.pk, "party": ours.pk, "kind": "crisis", "what": "Brand",
             "happenedOn": in_days(0), "everywhere": True}  # fmt: skip
    noted = ask_for("post", "/upheavals", given).json()
    assert len(noted["questions"]) == 3
    (mark,) = noted["reassessments"]
    said = {"party": ours.pk, "conclusion": "keep", "because": "Het past nog"}
    path = f"/reassessments/{mark['id']}/_conclude"
    assert ask_for("post", path, said).json()["reassessments"][0]["conclusion"] == "keep"
    assert ask_for("post", path, said).status_code == 409


def test_what_parties_say_at_an_ending_opens_together(ask_for, tia_asks, here, ours, theirs):
    given = {"collaboration": here.pk, "party": ours.pk, "manner": "by_agreement",
             "endedOn": in_days(0), "reason": "Klaar"}  # fmt: skip
    path = f"/endings/{ask_for('post', '/endings', given).json()['id']}"
    said = {"recognises": True, "again": "certainly", "value": 9, "words": "Dank"}
    mine = ask_for("put", f"{path}/farewell", said | {"party": ours.pk}).json()
    assert (mine["said"], mine["farewells"]) == ([ours.pk], [])
    assert "Dank" not in tia_asks("get", path).text
    both = tia_asks("put", f"{path}/farewell", said | {"party": theirs.pk}).json()
    assert [each["words"] for each in both["farewells"]] == ["Dank", "Dank"]
    assert Ending.objects.get().farewells.count() == 2


def one_more(name, here, ours, theirs):
    """One more of what a list holds."""
    now = timezone.now()
    if name == "agreements":
        make_proposal(here, ours, at=now)
    elif name == "commitments":
        make_commitment(here, ours, theirs, at=now)
    elif name == "contributions":
        make_contribution(here, ours, theirs, at=now)
    elif name == "balances":
        asked = ask_balance(collaboration=here, party=ours, by=None, at=now)
        drop_balance(balance_round=asked, party=ours, by=None, at=now)
    elif name == "pauses":
        end_pause(pause=make_pause(here, ours, at=now), party=ours, by=None, at=now)
    elif name == "upheavals":
        make_upheaval(here, ours, at=now)
    else:
        make_ending(here, ours, at=now)


@pytest.mark.parametrize("name", LIST_QUERIES)
def test_lists_take_so_many_questions_however_long_they_are(
    client, ada, here, ours, theirs, name, django_assert_num_queries
):
    key = key_of(ada)
    client.get(f"{API}/{name}", headers=key)  # the first time it is noted that a key is used
    for total, new in ((1, 1), (3, 2)):
        for _each in range(new):
            one_more(name, here, ours, theirs)
        with django_assert_num_queries(LIST_QUERIES[name]):
            answer = client.get(f"{API}/{name}?collaboration={here.pk}", headers=key)
        assert answer.json()["total"] == total


def test_who_gave_it_puts_it_right_and_the_other_side_rates_it_anew(
    ask_for, tia_asks, here, ours, theirs
):
    gift = {"party": ours.pk, "kind": "time", "what": "Koken", "givenOn": in_days(0)}
    ends = {"collaboration": here.pk, "giver": ours.pk, "receiver": theirs.pk}
    noted = ask_for("post", "/contributions", gift | ends | {"rating": 4}).json()
    path = f"/contributions/{noted['id']}"
    tia_asks("put", f"{path}/rating", {"party": theirs.pk, "rating": 7})
    right = ask_for("put", path, gift | {"hours": "3.00"}).json()
    assert (right["hours"], right["cost"], right["value"]) == ("3.00", 4, None)
    assert tia_asks("put", path, gift).status_code == 400
    late = ask_for("put", path, gift | {"givenOn": in_days(1)})
    assert late.json()["errors"][0]["where"] == "body.givenOn"
    part = ask_for("put", path, gift | {"isPart": True})
    assert part.json()["errors"][0]["where"] == "body.isPart"
