"""Decisions that a program leads, and votes with a key of one's own; never more than the page."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.collaborations.actions import make_party_key
from samenspel.decisions.models import Ballot, Decision
from samenspel.platform.models import AuditEvent
from samenspel.platform.programs import WRITE, areas
from tests.make import make_person
from tests.make_decisions import counted, make_consent, make_vote_by_people, stand
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
VOTERS, ROUNDS = 8, 12


@pytest.fixture
def tia(theirs):
    return theirs.representations.get().person


@pytest.fixture
def ask_as(client):
    """`ask_as(person)("get", path)`: what a program of this person is answered."""

    def asking(person):
        key = key_of(person)

        def asked(method, path, given=None, **headers):
            body = b"" if given is None else json.dumps(given).encode()
            return client.generic(
                method.upper(), f"{API}{path}", body, content_type="application/json",
                headers=key | headers,
            )  # fmt: skip

        return asked

    return asking


def proposal(here, ours, **changes):
    ends = (timezone.now() + 7 * DAY).isoformat()
    return {"collaboration": here.pk, "party": ours.pk, "title": "De school", "why": "Ruimte.",
            "text": "Wij huren de school.", "closesAt": ends, **changes}  # fmt: skip


def mine(ask, path):
    """The vote that is mine."""
    (own,) = [each for each in ask("get", f"{path}/voters").json()["items"] if each["isYours"]]
    return own


def test_a_vote_from_proposal_to_a_new_vote(ask_for, ask_as, here, ours, tia, ada):
    theirs = ask_as(tia)
    made = ask_for("post", "/decisions", proposal(here, ours))
    assert (made.status_code, made.json()["chair"], made.json()["youLead"]) == (201, ada.name, True)
    path = made["Location"].removeprefix(API)
    assert theirs("get", path).json()["youLead"] is False
    assert theirs("post", f"{path}/_open").status_code == 409  # the party that proposed it does
    again = {"text": "Wij huren de school\r\nen de tuin.", "why": "Tuin"}
    changed = ask_for("post", f"{path}/texts", again)
    assert changed.json()["text"] == "Wij huren de school\nen de tuin."
    assert (changed.status_code, [each["number"] for each in changed.json()["texts"]]) == (
        201, [2, 1],
    )  # fmt: skip
    opened = ask_for("post", f"{path}/_open").json()
    assert (opened["decisionState"], opened["entitled"], opened["voted"]) == ("open", 2, 0)
    for ask, choice in ((ask_for, "for"), (theirs, "against")):
        own = mine(ask, path)
        given = {"onText": opened["textDigest"], "choice": choice, "why": "Daarom"}
        cast = ask("put", f"{path}/voters/{own['id']}/ballot", given)
        assert (cast.status_code, cast.json()["ballot"]["choice"]) == (200, choice)
    seen = ask_for("get", f"{path}/voters").json()
    assert [each["ballot"]["choice"] for each in seen["items"]] == ["for"]  # not theirs, yet
    assert ask_for("get", f"{path}/outcome").status_code == 404
    closed = ask_for("post", f"{path}/_close").json()
    assert (closed["decisionState"], closed["counted"], closed["voted"]) == (
        "closed", "rejected", 2,
    )  # fmt: skip
    told = ask_for("get", f"{path}/outcome").json()
    assert (told["total"]["inFavour"], told["total"]["against"], told["voters"]) == (1, 1, 2)
    everyone = theirs("get", f"{path}/voters").json()["items"]
    assert sorted(each["ballot"]["choice"] for each in everyone) == ["against", "for"]
    assert theirs("post", f"{path}/_declare", {"verdict": "rejected"}).status_code == 409
    refused = ask_for("post", f"{path}/_declare", {"verdict": "chosen"})
    assert refused.json()["errors"][0]["where"] == "body.verdict"
    assert ask_for("post", f"{path}/_declare", {"verdict": "rejected"}).status_code == 200
    own = mine(theirs, path)["id"]
    doubt = theirs("post", f"{path}/contests", {"voter": own, "why": "Te snel"}).json()
    one = f"{path}/contests/{doubt['id']}"
    assert ask_for("post", f"{one}/backers", {"voter": mine(ask_for, path)["id"]}).json()[
        "backers"] == 2  # fmt: skip
    assert ask_for("post", f"{one}/_dismiss", {"answer": "Nee"}).status_code == 409  # all want it
    until = {"closesAt": (timezone.now() + 9 * DAY).isoformat()}
    repeated = ask_for("post", f"{one}/_repeat", until).json()
    assert (repeated["follows"], repeated["decisionState"]) == (closed["id"], "proposed")
    assert ask_for("get", path).json()["decisionState"] == "lapsed"
    assert "Te snel" in ask_for("get", f"{path}/minutes").text
    assert ask_for("get", f"{path}/count").json()["result"]["outcome"] == ["rejected"]
    withdrawn = ask_for("post", f"/decisions/{repeated['id']}/_withdraw", {"because": "Klaar"})
    assert withdrawn.json()["withdrawnBecause"] == "Klaar"


def test_ranking_by_key_and_one_way_of_voting_only(ask_for, here, ours):
    options = [{"name": each} for each in ("School", "Kerk", "Schuur")]
    given = proposal(here, ours, decidedHow="ranking", options=options, voters="people")
    path = ask_for("post", "/decisions", given)["Location"].removeprefix(API)
    digest = ask_for("post", f"{path}/_open").json()["textDigest"]
    ballot = f"{path}/voters/{mine(ask_for, path)['id']}/ballot"
    for wrong, status in (
        ({"points": [{"place": 1, "points": 1}]}, 400),
        ({"choice": "for", "ranking": [[1]]}, 400),
        ({}, 400),
        ({"choice": "for"}, 409),
        ({"ranking": [[1], [1, 2]]}, 409),
        ({"ranking": [[9]]}, 409),
    ):
        assert ask_for("put", ballot, {"onText": digest, **wrong}).status_code == status
    assert not Ballot.objects.exists()
    assert ask_for("put", ballot, {"onText": "0" * 64, "ranking": [[2]]}).status_code == 409
    cast = ask_for("put", ballot, {"onText": digest, "ranking": [[2], [1, 3]]}).json()
    assert cast["ballot"]["ranking"] == [[2], [1, 3]]


def test_a_vote_kept_apart_is_cast_by_no_key(ask_for, here, ours, ada):
    decision = make_vote_by_people(here, ours, 0, at=timezone.now(), secrecy="separated")
    path = f"/decisions/{decision.pk}"
    digest = ask_for("get", path).json()["textDigest"]
    own = mine(ask_for, path)["id"]
    before = AuditEvent.objects.count()
    refused = ask_for(
        "put", f"{path}/voters/{own}/ballot", {"onText": digest, "choice": "for"},
        **{"Idempotency-Key": "een"},
    )  # fmt: skip
    assert refused.status_code == 403
    assert (decision.box.count(), AuditEvent.objects.count()) == (0, before)
    assert not decision.electors.get(pk=own).has_voted


def test_in_confidence_no_vote_of_another_and_no_small_number_is_told(ask_for, here, ours):
    now = timezone.now() - 8 * DAY
    decision = make_vote_by_people(here, ours, 1, at=now, secrecy="confidential")
    counted(decision, "for", "against", at=now)
    path = f"/decisions/{decision.pk}"
    told = ask_for("get", f"{path}/outcome").json()
    assert (told["counted"], told["total"], told["voters"]) == ("rejected", None, None)
    seen = ask_for("get", f"{path}/voters").json()["items"]
    assert [(each["isYours"], each["ballot"]) for each in seen] == [(True, None)]
    for closed in ("count", "box"):
        assert ask_for("get", f"{path}/{closed}").status_code == 404


def test_a_proxy_given_cast_and_revoked(ask_for, ask_as, here, ours, tia):
    theirs = ask_as(tia)
    given = proposal(here, ours, voters="people", proxies=1)
    path = ask_for("post", "/decisions", given)["Location"].removeprefix(API)
    digest = ask_for("post", f"{path}/_open").json()["textDigest"]
    own, other = mine(ask_for, path)["id"], mine(theirs, path)["id"]
    proxy = f"{path}/voters/{own}/proxy"
    assert ask_for("put", proxy, {"holder": other}).status_code == 200
    held = f"{path}/voters/{own}/ballot"
    cast = theirs("put", held, {"onText": digest, "choice": "against"}).json()
    assert (cast["youHoldProxy"], cast["ballot"]["byProxy"]) == (True, True)
    assert ask_for("delete", proxy).status_code == 204
    assert theirs("put", held, {"onText": digest, "choice": "for"}).status_code == 409
    assert mine(ask_for, path)["ballot"] is None
    stepped = ask_for("put", f"{path}/voters/{own}/interest", {"why": "Ik verhuur het"}).json()
    assert (stepped["entitled"], Decision.objects.count()) == (1, 1)


def test_consent_goes_round_by_key(ask_for, ask_as, here, ours, tia):
    theirs = ask_as(tia)
    plan = proposal(
        here, ours, decidedHow="consent", voters="people",
        evaluateOn=f"{timezone.localdate() + 90 * DAY:%Y-%m-%d}",
    )  # fmt: skip
    path = ask_for("post", "/decisions", plan)["Location"].removeprefix(API)
    ask_for("post", f"{path}/_open")
    said = theirs("post", f"{path}/remarks", {"words": "Wat kost het?"}).json()["remarks"]
    answer = f"{path}/remarks/{said[0]['id']}/answer"
    assert theirs("put", answer, {"words": "Weinig"}).status_code == 409  # who leads answers
    told = ask_for("put", answer, {"words": "Weinig"}).json()["remarks"][0]
    assert (told["answer"], told["kind"]) == ("Weinig", "question")
    for step in ("questions", "reactions"):
        current = ask_for("post", f"{path}/rounds/_advance", {"after": step}).json()
    assert current["step"] == "consent"
    assert ask_for("post", f"{path}/rounds/_advance", {"after": "questions"}).status_code == 409
    stance = f"{path}/voters/{mine(theirs, path)['id']}/stance"
    on = {"onText": current["textDigest"]}
    assert theirs("put", stance, {**on, "position": "objection"}).status_code == 409  # says why
    objects = {**on, "position": "objection", "words": "Te duur"}
    (standing,) = theirs("put", stance, objects).json()["objections"]
    ends = (timezone.now() + 9 * DAY).isoformat()
    amended = {"text": "Wij delen de school.", "why": "Goedkoper", "closesAt": ends}
    wrong = ask_for("post", f"{path}/rounds", {**amended, "integrates": [10**6]})
    assert wrong.json()["errors"][0]["where"] == "body.integrates.0"
    ask_for("post", f"{path}/rounds", {**amended, "integrates": [standing["id"]]})
    newest, first = ask_for("get", f"{path}/rounds").json()["items"]
    assert (newest["textVersion"], first["objections"][0]["standing"]) == (2, "integrated")
    again = {"onText": newest["textDigest"], "position": "objection", "words": "Nog te duur"}
    theirs("put", stance, again)
    elsewhere = ask_for("post", f"{path}/_escalate", {"to": "board", "because": "Te duur"})
    assert (elsewhere.status_code, elsewhere.json()["decidedBy"]) == (201, "board")


def test_names_of_the_first_turn_are_read_by_who_gave_them_only(
    ask_for, ask_as, here, ours, tia, ada
):
    theirs = ask_as(tia)
    decision = make_consent(here, ours, people=2, at=timezone.now(), form="election")
    path = f"/decisions/{decision.pk}"
    nominee = ask_for("get", f"/collaborations/{here.pk}/deciders").json()["items"][0]
    own = f"{path}/voters/{mine(theirs, path)['id']}/nomination"
    given = {"nominee": nominee["id"], "why": "Rustig"}
    assert theirs("put", own, given).json()["nominations"][0]["nominee"] == nominee["name"]
    assert ask_for("get", f"{path}/rounds").json()["items"][0]["nominations"] == []
    shown = ask_for("post", f"{path}/rounds/_advance", {"after": "nominations"}).json()
    assert [each["nominee"] for each in shown["nominations"]] == [nominee["name"]]


def test_a_program_of_a_party_leads_but_says_nothing_for_a_person(client, ada, here, ours):
    scopes = [f"{area}:{WRITE}" for area in areas()]
    now = timezone.now()
    token = make_party_key(party=ours, name="x", days=30, scopes=scopes, by=ada, at=now)

    def asked(method, path, given=None):
        headers = {"Authorization": f"Bearer {token}"}
        body = b"" if given is None else json.dumps(given).encode()
        return client.generic(
            method, f"{API}{path}", body, content_type="application/json", headers=headers
        )

    made = asked("POST", "/decisions", proposal(here, ours)).json()
    path = f"/decisions/{made['id']}"
    assert made["chair"] is None
    opened = asked("POST", f"{path}/_open").json()
    assert asked("GET", f"{path}/voters").json()["items"] == []
    voter = Decision.objects.get().electors.get(party=ours).pk
    on, one = {"onText": opened["textDigest"]}, f"{path}/voters/{voter}"
    for method, where, given in (
        ("PUT", f"{one}/ballot", {**on, "choice": "for"}),
        ("PUT", f"{one}/stance", {**on, "position": "consent"}),
        ("PUT", f"{one}/nomination", {"nominee": 1, "why": "x"}),
        ("PUT", f"{one}/proxy", {"holder": voter}),
        ("DELETE", f"{one}/proxy", None),
        ("PUT", f"{one}/interest", {"why": "x"}),
        ("POST", f"{path}/remarks", {"words": "x"}),
        ("POST", f"{path}/_declare", {"verdict": "adopted"}),
    ):
        assert asked(method, where, given).status_code == 403, where
    assert not Ballot.objects.exists()


def test_what_does_not_fit_is_named_with_its_place(ask_for, here, ours, theirs):
    now = timezone.now()
    for changes, where in (
        ({"closesAt": now.isoformat()}, "body.closesAt"),
        ({"closesAt": "9999-12-31T23:59:59Z"}, "body.closesAt"),
        ({"decidedHow": "consent"}, "body.evaluateOn"),
        ({"decidedHow": "ranking", "options": [{"name": "a"}]}, "body.options"),
        ({"decidedHow": "budget", "options": [{"name": "a"}, {"name": "b"}]}, "body.options"),
        ({"voters": "listed"}, "body.voters"),
        ({"party": theirs.pk}, "body.party"),
        ({"chair": make_person("Elders").pk}, "body.chair"),
    ):
        refused = ask_for("post", "/decisions", proposal(here, ours, **changes))
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)
    assert not Decision.objects.exists()


def test_voters_and_rounds_are_told_with_so_many_questions_however_many(
    client, ada, here, ours, django_assert_num_queries
):
    now, key = timezone.now() - 8 * DAY, key_of(ada)
    client.get(f"{API}/decisions", headers=key)
    for people, more in ((0, 0), (3, 3)):
        vote = make_vote_by_people(here, ours, people, at=now)
        round_ = make_consent(here, ours, people=2 + more, at=now)
        counted(vote, *["for"] * vote.electors.count(), at=now)
        for each in round_.electors.all():
            stand(each, "objection", "Te duur", at=now)
        for path, most in ((f"/decisions/{vote.pk}/voters", VOTERS),
                           (f"/decisions/{round_.pk}/rounds", ROUNDS)):  # fmt: skip
            with django_assert_num_queries(most):
                client.get(f"{API}{path}", headers=key)
