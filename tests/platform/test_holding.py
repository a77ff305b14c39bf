"""Many may hold a row at once; who wants to change it waits for all of them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import OperationalError, connection, transaction

from samenspel.platform import locks
from samenspel.platform.models import AuditChain

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one writes at a time"),
]


def test_two_hold_a_row_and_a_third_cannot_change_it_meanwhile():
    chain, _made = AuditChain.objects.get_or_create(pk=1)
    both, let_go = Barrier(3), Event()

    def hold():
        try:
            with transaction.atomic():
                locks.hold(chain)
                both.wait(10)
                assert let_go.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        held = [pool.submit(hold) for _ in range(2)]
        both.wait(10)
        with pytest.raises(OperationalError), transaction.atomic():
            AuditChain.objects.select_for_update(nowait=True).get(pk=1)
        let_go.set()
        assert [each.result(10) for each in held] == [None, None]
    with transaction.atomic():
        assert AuditChain.objects.select_for_update(nowait=True).get(pk=1) == chain
