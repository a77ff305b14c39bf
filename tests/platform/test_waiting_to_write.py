"""Who writes stands in line: the next goes on at once, and nobody stays at the head of it."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import DatabaseError, connection, transaction

from samenspel.platform import locks
from samenspel.platform.models import AuditChain

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows"),
]


def write():
    """Write in a connection of this thread; at what moment it could begin."""
    try:
        with transaction.atomic():
            begun = time.monotonic()
            AuditChain.objects.get_or_create(pk=1)
            return begun
    finally:
        connection.close()


def hold_the_pen(taken, let_go):
    try:
        with transaction.atomic():
            taken.set()
            assert let_go.wait(10)
            return time.monotonic()
    finally:
        connection.close()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(12) as made:
        yield made


def test_the_next_begins_when_the_first_is_done_and_not_before(pool):
    taken, let_go = Event(), Event()
    first = pool.submit(hold_the_pen, taken, let_go)
    assert taken.wait(10)
    waiting = [pool.submit(write) for _ in range(8)]
    time.sleep(0.2)
    assert [each.done() for each in waiting] == [False] * 8
    let_go.set()
    assert min(each.result(10) for each in waiting) > first.result(10) - 0.05


@pytest.mark.parametrize("end", ["commit", "rollback", "fault", "close"])
def test_however_a_transaction_ends_the_next_can_write(pool, end):
    def leave():
        try:
            with transaction.atomic():
                if end == "rollback":
                    transaction.set_rollback(True)
                elif end == "fault":
                    connection.cursor().execute("SELECT nothing FROM nowhere")
                elif end == "close":
                    connection.close()
        except DatabaseError:
            assert end in {"fault", "close"}
        place = connection._place
        connection.close()
        return place

    assert pool.submit(leave).result(10) is None
    assert pool.submit(write).result(5)


def test_a_transaction_that_cannot_begin_leaves_the_line(pool, monkeypatch):
    def begin_in_vain():
        connection.ensure_connection()
        connection.transaction_mode = "NONSENSE"
        with pytest.raises(DatabaseError), transaction.atomic():
            pass
        place = connection._place
        connection.close()
        return place

    assert pool.submit(begin_in_vain).result(10) is None
    assert pool.submit(write).result(5)


def test_holding_a_row_is_no_statement_here(django_assert_num_queries):
    chain, _made = AuditChain.objects.get_or_create(pk=1)
    with django_assert_num_queries(0):
        locks.hold(chain)
