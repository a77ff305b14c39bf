"""A thousand messages to programs of parties, by one worker to a receiver on this machine."""

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.row import Row, apart, told

MANY = 1000
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def rows() -> Iterator[Row]:
    """Measured in a process and a database of its own."""
    return apart("webhooks")


def measured() -> Iterator[Row]:
    """Prepare a database of its own, then time one run of the task."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMENSPEL_DATA_DIR": folder, "WEBHOOKS_MAY_REACH": "127.0.0.0/8",
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings"}  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        for what, addresses in (("of one party", 1), ("of 1,000 addresses", MANY)):
            arrived, seconds = _delivered(addresses)
            yield Row(f"1,000 webhooks {what} ({arrived} arrived)", f"{seconds:.1f} s", "20 s")


def _delivered(addresses: int) -> tuple[int, float]:
    from samenspel.channels import tasks
    from samenspel.channels.models import Delivery
    from tests.make import make_party
    from tests.make_channels import make_webhook, receiving

    with receiving() as receiver:
        party = make_party()
        made = [
            make_webhook(party, address=f"{receiver.address}/{n}/{addresses}")
            for n in range(addresses)
        ]
        Delivery.objects.bulk_create(
            Delivery(webhook=made[n % addresses], kind="channels.ping", subject_label="x",
                     subject_id="1", happened_at=NOW, due_at=NOW)
            for n in range(MANY)
        )  # fmt: skip
        began = time.monotonic()
        tasks.send_news.call()
        return len(receiver.came), time.monotonic() - began


if __name__ == "__main__":
    told(measured())
