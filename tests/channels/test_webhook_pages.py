"""The pages of webhooks: what a manager can press, and what is shown once."""

import tomllib

import pytest
from django.conf import settings as house
from django.urls import reverse

from samenspel.channels import actions, queries, tasks
from samenspel.channels.choices import DeliveryState
from samenspel.channels.models import Webhook
from samenspel.collaborations.choices import Role
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_channels import LOCAL, make_delivery, make_webhook, receiving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _our_own_machine(settings):
    settings.WEBHOOKS_MAY_REACH = [LOCAL]


@pytest.fixture
def party():
    return make_party("Ons", role=Role.MANAGER)


def test_the_secret_is_shown_once(party, signed_in):
    client = signed_in(speaker_of(party))
    path = reverse("channels:webhooks", args=[party.pk])
    given = {"address": "https://a.example/in", "kinds": ["meaning.scan_revealed"]}
    shown = client.post(path, given)
    secret = queries.secret_of(Webhook.objects.get().nonce)
    assert (shown.status_code, secret in shown.text) == (200, True)
    assert shown.headers["Cache-Control"] == "private, no-store"
    one = reverse("channels:webhook", args=[party.pk, Webhook.objects.get().pk])
    assert secret not in client.get(path).text + client.get(one).text
    assert client.post(path, given).status_code == 422
    assert Webhook.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [("https://10.0.0.1/", "privénetwerk"), ("http://a.example/", "versleuteld"), ("", "")],
)
def test_an_address_that_cannot_be_is_refused_in_words(party, signed_in, settings, address, said):
    settings.WEBHOOKS_MAY_REACH = []
    path = reverse("channels:webhooks", args=[party.pk])
    given = {"address": address, "kinds": ["meaning.scan_revealed"]}
    response = signed_in(speaker_of(party)).post(path, given)
    assert (response.status_code, said in response.text) == (422, True)
    assert not Webhook.objects.exists()


def test_a_party_has_at_most_twenty(party, signed_in):
    for n in range(actions.MOST):
        make_webhook(party, address=f"https://a.example/{n}")
    given = {"address": "https://b.example/", "kinds": ["meaning.scan_revealed"]}
    path = reverse("channels:webhooks", args=[party.pk])
    assert signed_in(speaker_of(party)).post(path, given).status_code == 422


@pytest.mark.parametrize("do", ["disable", "enable", "ping", "renew", "remove", "nonsense"])
def test_each_press_does_what_it_says_and_twice_is_no_harm(party, signed_in, do):
    client, webhook = signed_in(speaker_of(party)), make_webhook(party)
    path = reverse("channels:webhook", args=[party.pk, webhook.pk])
    assert client.post(path, {"do": do}).status_code in {200, 302}
    assert client.post(path, {"do": do}).status_code in {200, 302, 404}
    left = Webhook.objects.filter(pk=webhook.pk).first()
    assert (left is None) == (do == "remove")
    assert left is None or left.is_enabled == (do != "disable")


def test_nothing_goes_out_while_it_is_switched_off_and_all_of_it_afterwards(party):
    with receiving() as receiver:
        webhook = make_webhook(party, address=receiver.address)
        actions.ping(webhook=webhook, task=tasks.send_news, by=make_person(), at=NOON)
        actions.disable(webhook=webhook, by=None, at=NOON)
        tasks.send_news.call()
        assert receiver.came == []
        actions.enable(webhook=webhook, task=tasks.send_news, by=make_person(), at=NOON)
        tasks.send_news.call()
        assert len(receiver.came) == 1


@pytest.mark.parametrize("many", [1, 30])
def test_a_page_asks_as_much_for_many_as_for_one(party, signed_in, many, django_assert_num_queries):
    webhook = make_webhook(party, address="https://a.example/")
    for n in range(many):
        make_webhook(party, address=f"https://b.example/{n}")
        make_delivery(webhook=webhook, state=DeliveryState.GIVEN_UP, attempts=8, fault="timeout")
    client = signed_in(speaker_of(party))
    with django_assert_num_queries(4):
        client.get(reverse("channels:webhooks", args=[party.pk]))
    with django_assert_num_queries(5):
        client.get(reverse("channels:webhook", args=[party.pk, webhook.pk]))


def test_the_log_is_kept_for_thirty_days():
    policy = tomllib.loads((house.DOCS / "data-policy.toml").read_text())["channels.Delivery"]
    assert (policy["days"], policy["counted_from"]) == (30, "happened_at")
