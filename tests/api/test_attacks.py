"""Ways round the doors of the API that someone would try."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from samenspel.collaborations.models import Party
from samenspel.people.actions import make_api_key
from samenspel.people.models import ApiKey
from samenspel.platform.models import KeptAnswer
from tests.make import make_collaboration, make_party
from tests.make_agreements import make_ending, make_proposal
from tests.make_conversations import make_conversation
from tests.make_evaluations import make_evaluation, make_guests, make_opened, make_readiness
from tests.make_programs import API, PARTY, key_of
from tests.make_scans import make_open, sides_of
from tests.meaning.talking import talk_for

pytestmark = pytest.mark.django_db


def test_a_session_opens_nothing_here_also_with_its_token(ada, ours):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert browser.get("/partijen/nieuw/").status_code == 200
    csrf = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    for headers in ({}, csrf):
        answer = browser.post(f"{API}/parties", PARTY, "application/json", headers=headers)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert list(Party.objects.all()) == [ours]


@pytest.mark.parametrize(
    "shown",
    ["Bearer", "Bearer ", "Basic eDp5", "bearer x", "Bearer x y", "Bearer \x00", "x" * 9000],
)
def test_what_is_no_key_is_401_and_never_a_fault_of_ours(client, shown):
    answer = client.get(f"{API}/parties", headers={"Authorization": shown})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_a_key_in_the_address_or_in_what_is_sent_is_no_key(client, ada):
    token = key_of(ada)["Authorization"].removeprefix("Bearer ")
    assert client.get(f"{API}/parties?key={token}&access_token={token}").status_code == 401
    body = json.dumps(PARTY | {"key": token})
    assert client.post(f"{API}/parties", body, "application/json").status_code == 401


def test_the_key_of_another_page_of_the_same_person_reaches_no_further(client, ada, ours):
    now = timezone.now()
    token = make_api_key(name="x", days=30, scopes=["talks:read"], by=ada, at=now)
    reads = {"Authorization": f"Bearer {token}"}
    for area in ("scans", "agreements", "conversations", "webhooks", "results", "waves"):
        refused = client.get(f"{API}/{area}", headers=reads)
        assert refused.status_code == 403, area
    assert client.get(f"{API}/talks", headers=reads).status_code == 200
    assert client.get(f"{API}/parties/{ours.pk}/keys", headers=reads).status_code == 403


def test_what_belongs_to_one_thing_is_not_reached_through_another(ask_for, here, ours, theirs):
    now = timezone.now()
    one, other = (make_proposal(here, ours, at=now, name=name) for name in ("Een", "Twee"))
    path = f"/agreements/{one.agreement_id}/versions/{other.pk}"
    assert ask_for("get", f"{path}/document").status_code == 404
    assert ask_for("post", f"{path}/_accept", {"party": ours.pk}).status_code == 404
    scans = [make_open(ours, theirs) for _each in range(2)]
    side = sides_of(scans[1])[0]
    assert ask_for("put", f"/scans/{scans[0].pk}/sides/{side.pk}/group-link").status_code == 404
    opened, asked = make_opened(here, ours, at=now), make_evaluation(here, ours, at=now)
    mine = asked.sides.get(party=ours)
    (link,) = make_guests(mine, "Lot", at=now)
    guests = f"/evaluations/{opened.pk}/sides/{mine.pk}/invitations"
    assert ask_for("get", guests).status_code == 404
    assert ask_for("delete", f"{guests}/{link.invitation.pk}").status_code == 404
    (other_side,) = asked.sides.exclude(party=ours)
    (theirs_link,) = make_guests(other_side, "Els", at=now)
    path = f"/evaluations/{asked.pk}/sides/{mine.pk}/invitations/{theirs_link.invitation.pk}"
    assert ask_for("post", f"{path}/_renew").status_code == 404
    _round, step = make_readiness(theirs, at=now)
    path = f"/parties/{ours.pk}/readiness-steps/{step.pk}/_settle"
    assert ask_for("post", path, {"fate": "done"}).status_code == 404


def test_nothing_of_others_is_reached_by_its_number(ask_for, theirs):
    now, far = timezone.now(), make_party("Ver weg")
    elsewhere = make_collaboration(theirs, far)
    talk = talk_for(theirs, far)
    version = make_proposal(elsewhere, theirs, at=now)
    paths = (
        f"/talks/{talk.scan_id}",
        f"/agreements/{version.agreement_id}",
        f"/endings/{make_ending(elsewhere, theirs, at=now).pk}",
        f"/conversations/{make_conversation(elsewhere, at=now).pk}",
        f"/collaborations/{elsewhere.pk}/ledger",
        f"/conversations/{make_conversation(elsewhere, at=now).pk}/goals",
        f"/evaluations/{make_opened(elsewhere, theirs, at=now).pk}/outcome",
        f"/parties/{theirs.pk}/readiness-rounds",
    )
    assert [ask_for("get", path).status_code for path in paths] == [404] * len(paths)
    for name in ("talks", "agreements", "endings", "conversations"):
        assert ask_for("get", f"/{name}").json()["total"] == 0


def test_a_replayed_answer_with_a_secret_is_for_that_key_only_and_sealed(client, ada, ours):
    given = {
        "party": ours.pk,
        "address": "https://a.example/in",
        "kinds": ["meaning.scan_revealed"],
    }
    once = {"Idempotency-Key": "een"}
    first_key, other_key = key_of(ada), key_of(ada)
    first = client.post(f"{API}/webhooks", given, "application/json", headers=first_key | once)
    secret = first.json()["secret"]
    assert secret not in KeptAnswer.objects.get().sealed_body
    other = client.post(f"{API}/webhooks", given, "application/json", headers=other_key | once)
    assert (other.status_code, secret in other.text) == (409, False)


def test_no_answer_of_any_kind_is_kept_by_a_cache_or_read_by_a_page_elsewhere(
    client, ada, here, ours
):
    far = {"Origin": "https://evil.example"}
    opened = make_opened(here, ours, at=timezone.now())
    for answer in (
        client.get(f"{API}/evaluations/{opened.pk}/document", headers=key_of(ada) | far),
        client.get(f"{API}/evaluations/{opened.pk}/outcome", headers=key_of(ada) | far),
        client.get(f"{API}/parties", headers=key_of(ada) | far),
        client.get(f"{API}/parties", headers=far),
        client.get(f"{API}/bestaat-niet", headers=far),
        client.options(f"{API}/parties", headers=far | {"Access-Control-Request-Method": "POST"}),
    ):
        assert "Access-Control-Allow-Origin" not in answer
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["API-Version"]


def test_a_revoked_or_old_key_stops_at_once_also_for_what_was_sent_before(client, ada):
    key = key_of(ada) | {"Idempotency-Key": "een"}
    assert client.post(f"{API}/parties", PARTY, "application/json", headers=key).status_code == 201
    ApiKey.objects.update(revoked_at=timezone.now())
    again = Client().post(f"{API}/parties", PARTY, "application/json", headers=key)
    assert again.status_code == 401
