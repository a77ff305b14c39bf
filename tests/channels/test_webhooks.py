"""Word to other programs: signed, once, tried again, given up; and only what it may say."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as house
from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from samenspel.channels import actions, queries, tasks
from samenspel.channels.choices import DeliveryState, Trial
from samenspel.channels.models import Delivery, Webhook
from samenspel.collaborations.actions import note_phase
from samenspel.collaborations.choices import News, Phase, Role
from samenspel.platform import events
from samenspel.platform.events import About
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_channels import LOCAL, make_webhook, receiving

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _our_own_machine(settings):
    settings.WEBHOOKS_MAY_REACH = [LOCAL]


@pytest.fixture
def party():
    return make_party("Ons", role=Role.MANAGER)


def run(at=NOON):
    with time_machine.travel(at, tick=False):
        tasks.send_news.call()


def ping(webhook, at=NOON):
    by = make_person()
    return actions.ping(webhook=webhook, task=tasks.send_news, by=by, at=at)


def example_of(language):
    """The function that the page about webhooks gives to whoever receives them."""
    folder = Path(house.DOCS) / ("nl" if language == "nl" else "")
    page = (folder / "webhooks.md").read_text()
    names: dict[str, object] = {}
    exec(re.search(r"```python\n(.*?)```", page, re.S)[1], names)  # noqa: S102 our own page
    return names["is_from_samenspel"]


@pytest.mark.parametrize("page", ["webhooks.md", "nl/webhooks.md"])
def test_the_page_names_every_kind_of_news_and_no_other(page):
    named = re.findall(r"^\| `([a-z_.]+)` \|", (Path(house.DOCS) / page).read_text(), re.M)
    assert sorted(named) == sorted([*events.kinds(), Trial.PING.value])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_example_on_the_page_accepts_a_message_of_ours_and_nothing_else(party, language):
    check = example_of(language)
    with receiving() as receiver:
        webhook, secret = actions.add_webhook(
            party=party, address=receiver.address, kinds=[News.PHASE_NOTED],
            by=speaker_of(party), at=NOON,
        )  # fmt: skip
        ping(webhook)
        run()
    ((headers, body, _path),) = receiver.came
    now = NOON.timestamp()
    assert check(headers, body, secret, now)
    assert not check(headers, body + b" ", secret, now)
    assert not check(headers, body, "whsec_" + "A" * 44, now)
    assert not check({**headers, "webhook-id": "x"}, body, secret, now)
    assert check(headers, body, secret, now + 299)
    assert not check(headers, body, secret, now + 301)
    assert not check(headers, body, secret, now - 301)


def test_the_signature_is_that_of_standard_webhooks():
    """The worked example of the specification, with its secret as our key."""
    import base64
    import hashlib
    import hmac

    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = b'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert made == "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_holds_ids_and_an_address_and_no_word_of_anyone(party, settings):
    settings.SITE = "https://samenspel.example"
    collaboration = make_collaboration(party, name="Geheim plan")
    with receiving() as receiver:
        make_webhook(party, address=receiver.address, kinds=[News.PHASE_NOTED])
        note_phase(
            collaboration=collaboration, phase=Phase.CONDUCT, reached_on=NOON.date(),
            evidence="Geheime reden", by=speaker_of(party), at=NOON,
        )  # fmt: skip
        run()
    ((headers, body, _path),) = receiver.came
    assert json.loads(body) == {
        "type": "collaborations.phase_noted",
        "timestamp": "2026-06-01T12:00:00+00:00",
        "data": {
            "party": party.pk,
            "object": "collaborations.Collaboration",
            "id": str(collaboration.pk),
            "url": f"https://samenspel.example/s/{collaboration.slug}/fase/",
        },
    }
    assert headers["webhook-id"] == str(Delivery.objects.get().pk)
    assert "Geheim" not in f"{headers}{body!r}"


def test_only_who_asked_for_it_hears_of_it(party):
    other = make_party("Zij")
    asked = make_webhook(party, address="https://a.example/", kinds=[News.PHASE_NOTED])
    make_webhook(party, address="https://b.example/", kinds=[News.PARTY_JOINED])
    make_webhook(other, address="https://c.example/", kinds=[News.PHASE_NOTED])
    off = make_webhook(party, address="https://d.example/", kinds=[News.PHASE_NOTED])
    actions.disable(webhook=off, by=None, at=NOON)
    collaboration = make_collaboration(party)
    with transaction.atomic():
        events.tell(News.PHASE_NOTED, About(collaboration, [party.pk], "/"), at=NOON)
    assert [each.webhook for each in Delivery.objects.all()] == [asked]


def test_what_is_rolled_back_was_never_told(party):
    make_webhook(party, kinds=[News.PHASE_NOTED])
    collaboration = make_collaboration(party)
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        events.tell(News.PHASE_NOTED, About(collaboration, [party.pk], "/"), at=NOON)
        assert Delivery.objects.count() == 1 / 0
    assert (Delivery.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_kind_that_nobody_registered_cannot_be_told(party):
    with pytest.raises(events.UnknownKind), transaction.atomic():
        events.tell("x.y", About(party, [party.pk], "/"), at=NOON)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_a_transaction(party):
    with pytest.raises(events.OutsideTransaction):
        events.tell(News.PHASE_NOTED, About(party, [party.pk], "/"), at=NOON)


def test_what_does_not_arrive_is_tried_again_later_and_later(party):
    with receiving(503, 204) as receiver:
        ping(make_webhook(party, address=receiver.address))
        run()
        first = Delivery.objects.get()
        assert (first.state, first.status, first.fault) == ("waiting", 503, "status")
        assert first.due_at == NOON + 10 * SECOND
        assert DBTaskResult.objects.filter(run_after=first.due_at).count() == 1
        run(NOON + 9 * SECOND)
        assert len(receiver.came) == 1
        run(NOON + 10 * SECOND)
    done = Delivery.objects.get()
    assert (done.state, done.status, done.fault, done.attempts) == ("delivered", 204, "", 2)
    ids = [headers["webhook-id"] for headers, _body, _path in receiver.came]
    assert ids == [str(done.pk)] * 2


def test_after_eight_times_it_is_given_up_and_can_be_sent_again(party, signed_in):
    at = NOON
    with receiving(500) as receiver:
        webhook = make_webhook(party, address=receiver.address)
        ping(webhook)
        for _time in range(12):
            run(at)
            at = max(at, Delivery.objects.get().due_at)
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.attempts, len(receiver.came)) == ("given_up", 8, 8)
        assert at - NOON < timedelta(hours=19)
        receiver.statuses = [200]
        path = reverse("channels:send_again", args=[party.pk, webhook.pk, delivery.pk])
        with time_machine.travel(at, tick=False):
            signed_in(speaker_of(party)).post(path)
        run(at)
    assert Delivery.objects.get().state == DeliveryState.DELIVERED
    assert len(receiver.came) == 9


def test_a_computer_that_is_away_is_not_knocked_at_for_every_message(party, monkeypatch):
    from samenspel.platform import outbound
    from samenspel.platform.choices import OutboundFault

    sent = []

    def away(address, **_what):
        sent.append(address)
        if "dicht" in address:
            raise outbound.Refused(OutboundFault.TIMEOUT)
        return 200

    monkeypatch.setattr(outbound, "send", away)
    closed = make_webhook(party, address="https://dicht.example/")
    well = make_webhook(party, address="https://open.example/")
    for webhook in (closed, well):
        for n in range(3):
            ping(webhook, NOON + n * SECOND)
    run(NOON + 5 * SECOND)
    assert sorted(sent) == ["https://dicht.example/"] + ["https://open.example/"] * 3
    assert [each.attempts for each in closed.deliveries.order_by("happened_at")] == [1, 0, 0]
    assert {each.state for each in well.deliveries.all()} == {"delivered"}


def test_who_dies_with_messages_in_hand_lets_go_and_nobody_takes_them_twice(party):
    delivery = ping(make_webhook(party))
    assert [each.pk for each in tasks.claim(NOON)] == [delivery.pk]
    assert tasks.claim(NOON + SECOND) == []
    assert [each.pk for each in tasks.claim(NOON + tasks.LEASE)] == [delivery.pk]


def test_an_address_that_says_it_is_gone_is_switched_off(party):
    with receiving(410) as receiver:
        ping(make_webhook(party, address=receiver.address))
        run()
    assert not Webhook.objects.get().is_enabled
    assert AuditEvent.objects.filter(action="channels.webhook_disabled").count() == 1


def test_after_renewing_both_secrets_work_for_a_day_however_often_one_presses(party):
    check = example_of("en")
    by = speaker_of(party)
    with receiving() as receiver:
        webhook, old = actions.add_webhook(
            party=party, address=receiver.address, kinds=["x"], by=by, at=NOON
        )
        actions.renew_secret(webhook=webhook, by=by, at=NOON)
        new = actions.renew_secret(webhook=webhook, by=by, at=NOON + SECOND)
        for moment in (NOON + 2 * SECOND, NOON + timedelta(hours=25)):
            ping(webhook, moment)
            run(moment)
            headers, body, _path = receiver.came[-1]
            works = [check(headers, body, secret, moment.timestamp()) for secret in (old, new)]
            assert works == [moment < NOON + timedelta(days=1), True]


def test_the_database_alone_does_not_tell_the_secret(party, settings):
    _webhook, secret = actions.add_webhook(
        party=party, address="https://a.example/", kinds=["x"], by=speaker_of(party), at=NOON
    )
    assert secret not in str(list(Webhook.objects.values()))
    settings.SECRET_KEY = "another"
    assert queries.secret_of(Webhook.objects.get().nonce) != secret
