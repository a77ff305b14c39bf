"""Locks that Django has no words for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

AHEAD_OF_DISK = "set_config('synchronous_commit', 'off', true)"  # until this transaction ends


@contextmanager
def in_line() -> Iterator[None]:
    """Around one statement that writes: it is a transaction by itself.

    On SQLite it is put in one, since who writes there stands in line for it.
    """
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield


def hold(row: Model) -> None:
    """Keep a row as it is until the transaction ends; others may hold it at the same time.

    PostgreSQL has a lock for this. On SQLite whoever writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(row._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [row.pk])  # noqa: S608 the name of our own table


def take_in_turn(kind: type[Model], pk: int, *columns: str) -> tuple[Any, ...] | None:
    """These columns of a row that everyone who writes needs, for us alone until the commit.

    The next has its turn at the commit, which is ahead of the disk; `platform.postgresql` waits
    for the disk after it.
    """
    name, is_postgresql = connection.ops.quote_name, connection.vendor == "postgresql"
    wanted = [*map(name, columns), *([AHEAD_OF_DISK] if is_postgresql else [])]
    query = f"SELECT {', '.join(wanted)} FROM {name(kind._meta.db_table)} WHERE id = %s"  # noqa: S608 our own names
    with connection.cursor() as cursor:
        cursor.execute(f"{query} FOR UPDATE" if is_postgresql else query, [pk])
        found: tuple[Any, ...] | None = cursor.fetchone()
    if found and is_postgresql:
        connection.is_ahead_of_disk = True  # type: ignore[attr-defined] # in platform.postgresql
    return found and found[: len(columns)]
