"""Who adds to the trail gives it back at the commit, and is answered when the disk has it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samenspel.platform import audit
from samenspel.platform.models import AuditChain
from samenspel.platform.postgresql.base import UNTIL_ON_DISK
from tests.make import NOON, make_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such wait"),
]


@pytest.fixture(autouse=True)
def _disk_counts():
    """The server of the tests waits for no disk; this connection does, as in production."""
    ask("SET synchronous_commit TO on")
    yield
    ask("RESET synchronous_commit")


def ask(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0] if cursor.description else None


def note(person, lines=1):
    """Write so many lines at once; up to where the log of the database was written then."""
    with transaction.atomic():
        for _ in range(lines):
            audit.record("a", subject=person, by=person, at=NOON)
        return ask("SELECT pg_current_wal_insert_lsn()::text")


def is_on_disk(place):
    return ask("SELECT pg_current_wal_flush_lsn() >= %s::pg_lsn", place)


def test_what_was_acknowledged_is_on_the_disk():
    person = make_person()
    assert [is_on_disk(note(person)) for _ in range(5)] == [True] * 5


def test_what_follows_a_commit_follows_the_disk():
    person, seen = make_person(), []
    with transaction.atomic():
        transaction.on_commit(lambda: seen.append(is_on_disk(place)))
        place = note(person)
    assert seen == [True]


def test_the_commit_of_a_line_does_not_wait_and_the_next_does():
    person = make_person()
    with transaction.atomic():
        before = ask("SHOW synchronous_commit")
        note(person)
        assert (before, ask("SHOW synchronous_commit")) == ("on", "off")
    assert ask("SHOW synchronous_commit") == "on"


@pytest.mark.parametrize("lines", [1, 3])
def test_many_lines_in_one_transaction_wait_once(lines):
    person = make_person()
    note(person)
    with CaptureQueriesContext(connection) as asked:
        note(person, lines)
    assert [each["sql"] for each in asked].count(UNTIL_ON_DISK) == 1


def test_what_is_undone_waits_for_nothing():
    person = make_person()
    note(person)
    with transaction.atomic():
        audit.record("a", subject=person, by=person, at=NOON)
        transaction.set_rollback(True)
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        AuditChain.objects.get()
    assert UNTIL_ON_DISK not in [each["sql"] for each in asked]


def test_the_next_need_not_wait_for_the_disk_of_the_first():
    person = make_person()
    note(person)
    waits, let_go = Event(), Event()

    def first():
        try:
            with connection.execute_wrapper(slow_disk):
                note(person)
        finally:
            connection.close()

    def slow_disk(execute, query, *given):
        if query == UNTIL_ON_DISK:
            waits.set()
            assert let_go.wait(10)
        return execute(query, *given)

    with ThreadPoolExecutor(1) as pool:
        writes = pool.submit(first)
        assert waits.wait(10)
        ask("SET lock_timeout TO '2s'")
        try:
            note(person)
            assert not writes.done()
        finally:
            let_go.set()
            ask("RESET lock_timeout")
        writes.result(10)
    assert audit.verify().length == 3
