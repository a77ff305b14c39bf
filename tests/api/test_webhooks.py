"""Webhooks and keys of a party, for programs of who manages it."""

import pytest
from django.utils import timezone

from samenspel.channels import queries
from samenspel.channels.choices import DeliveryState
from samenspel.channels.models import Delivery, Webhook
from samenspel.collaborations.actions import make_party_key
from samenspel.collaborations.choices import Role
from samenspel.people.models import ApiKey
from tests.make import make_person
from tests.make_channels import make_delivery, make_webhook
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
LIST_QUERIES = 5
KIND = "meaning.scan_revealed"


@pytest.fixture
def webhook(ours):
    return make_webhook(ours)


def test_a_webhook_is_made_switched_off_and_taken_away(ask_for, ours):
    kinds = [each["code"] for each in ask_for("get", "/news-kinds").json()["items"]]
    assert KIND in kinds
    given = {"party": ours.pk, "address": "https://a.example/in", "kinds": [KIND]}
    made = ask_for("post", "/webhooks", given)
    secret = queries.secret_of(Webhook.objects.get().nonce)
    assert (made.status_code, made.json()["secret"]) == (201, secret)
    path = made["Location"].removeprefix(API)
    told = ask_for("get", path)
    assert (told.json()["isEnabled"], secret in told.text) == (True, False)
    assert ask_for("patch", path, {"isEnabled": False}).json()["isEnabled"] is False
    assert ask_for("post", f"{path}/_ping").status_code == 409
    assert ask_for("patch", path, {"isEnabled": True}).json()["isEnabled"] is True
    renewed = ask_for("post", f"{path}/_renew").json()["secret"]
    assert renewed == queries.secret_of(Webhook.objects.get().nonce) != secret
    assert ask_for("post", "/webhooks", given).status_code == 409
    assert ask_for("delete", path).status_code == 204
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"address": "https://10.0.0.1/"}, "body.address"),
        ({"address": "https://169.254.169.254/latest"}, "body.address"),
        ({"address": "http://a.example/"}, "body.address"),
        ({"address": "geen adres"}, "body.address"),
        ({"address": "https://[::1]/"}, "body.address"),
        ({"address": "https://[::1/"}, "body.address"),
        ({"kinds": ["bestaat.niet"]}, "body.kinds.0"),
        ({"kinds": [KIND, "bestaat.niet"]}, "body.kinds.1"),
        ({"party": 999_999}, "body.party"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(ask_for, ours, changes, where):
    given = {"party": ours.pk, "address": "https://a.example/in", "kinds": [KIND]} | changes
    refused = ask_for("post", "/webhooks", given)
    assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)
    assert not Webhook.objects.exists()


def test_what_was_given_up_is_sent_again(ask_for, webhook):
    lost = make_delivery(webhook=webhook, at=timezone.now())
    path = f"/webhooks/{webhook.pk}"
    assert ask_for("get", path).json()["givenUp"] == 1
    (told,) = ask_for("get", f"{path}/deliveries?state=given_up").json()["items"]
    again = ask_for("post", f"{path}/deliveries/{told['id']}/_resend").json()
    assert (again["id"], again["state"], again["attempts"]) == (str(lost.pk), "waiting", 0)
    pinged = ask_for("post", f"{path}/_ping").json()
    assert pinged["kind"] == "channels.ping"
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
    assert waiting.count() == 2


def test_only_who_manages_a_party_sees_its_webhooks_and_keys(client, ada, ours, webhook):
    now, speaker = timezone.now(), make_person("Bo")
    ours.representations.create(person=speaker, role=Role.REPRESENTATIVE)
    token = make_party_key(
        party=ours, name="x", days=30, scopes=["webhooks:write", "keys:write"], by=ada, at=now
    )
    for headers in (key_of(speaker), {"Authorization": f"Bearer {token}"}):
        assert client.get(f"{API}/webhooks", headers=headers).json()["total"] == 0
        for path in (f"/webhooks/{webhook.pk}", f"/parties/{ours.pk}/keys"):
            assert client.get(f"{API}{path}", headers=headers).status_code == 404
    assert client.get(f"{API}/webhooks", headers=key_of(ada)).json()["total"] == 1


def test_keys_of_a_party_are_read_and_withdrawn_and_no_key_makes_a_key(ask_for, ada, client, ours):
    now = timezone.now()
    token = make_party_key(
        party=ours, name="boekhouding", days=30, scopes=["scans:read"], by=ada, at=now
    )
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get(f"{API}/scans", headers=headers).status_code == 200
    told = ask_for("get", f"/parties/{ours.pk}/keys")
    (key,) = told.json()["items"]
    assert (key["name"], key["scopes"], token in told.text) == (
        "boekhouding",
        ["scans:read"],
        False,
    )
    assert ask_for("post", f"/parties/{ours.pk}/keys", {"name": "y"}).status_code == 405
    assert ask_for("delete", f"/parties/{ours.pk}/keys/{key['id']}").status_code == 204
    assert client.get(f"{API}/scans", headers=headers).status_code == 401
    assert ApiKey.objects.get(pk=key["id"]).revoked_at


def test_webhooks_are_listed_with_so_many_questions_however_many_there_are(
    client, ada, ours, webhook, django_assert_num_queries
):
    key = key_of(ada)
    client.get(f"{API}/webhooks", headers=key)
    for total, new in ((1, 0), (3, 2)):
        for each in range(new):
            make_delivery(webhook=make_webhook(ours, address=f"https://{each}.example/in"))
        with django_assert_num_queries(LIST_QUERIES):
            listed = client.get(f"{API}/webhooks", headers=key).json()
        assert listed["total"] == total
