"""A worker dies in the middle of sending: each message comes in at least once, by its own name."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samenspel.channels import actions, tasks
from samenspel.channels.choices import DeliveryState
from samenspel.channels.models import Delivery
from samenspel.collaborations.choices import Role
from samenspel.platform.models import Worker
from tests.beside import until, working
from tests.make import make_party, make_person
from tests.make_channels import LOCAL, make_webhook, receiving

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MANY = 30
PAUSE = 0.05  # seconds a message takes, so that a worker dies with some sent and some not
LATER = timedelta(minutes=5)


def names(receiver):
    """How often each message came in, by the name under which a receiver knows it again."""
    return Counter(headers["webhook-id"] for headers, _body, _path in list(receiver.came))


def states():
    return set(Delivery.objects.values_list("state", "attempts"))


def let_time_pass():
    """Every moment that a worker goes by lies so much further back."""
    Delivery.objects.update(due_at=F("due_at") - LATER)
    Worker.objects.update(beat_at=F("beat_at") - LATER)
    running = DBTaskResult.objects.filter(started_at__isnull=False)
    running.update(started_at=F("started_at") - LATER)


def test_no_message_is_lost_when_the_worker_dies_and_each_keeps_its_name():
    now, ada = timezone.now(), make_person()
    with receiving() as receiver:
        receiver.pause = PAUSE
        party = make_party("Ons", person=ada, role=Role.MANAGER)
        webhook = make_webhook(party, address=receiver.address, at=now)
        for _message in range(MANY):
            actions.ping(webhook=webhook, task=tasks.send_news, by=ada, at=now)
        with working(WEBHOOKS_MAY_REACH=LOCAL):
            until(lambda: len(receiver.came) >= MANY // 3)
        sent = set(names(receiver))
        assert MANY // 3 <= len(sent) < MANY
        assert states() == {(DeliveryState.WAITING, 1)}
        receiver.pause = 0.0
        let_time_pass()
        with working(WEBHOOKS_MAY_REACH=LOCAL):
            until(lambda: states() == {(DeliveryState.DELIVERED, 2)})
    came = names(receiver)
    assert {str(pk) for pk in Delivery.objects.values_list("pk", flat=True)} == set(came)
    twice = {name for name, times in came.items() if times > 1}
    assert sent <= twice
    assert len(twice - sent) <= 1  # what was on its way as the worker died came in afterwards
    assert set(came.values()) == {1, 2}
    call_command("audit_verify")
