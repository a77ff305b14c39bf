"""Many rows at once: without an index or a reference that is looked at for each row apart.

Indexes and references go, and come back over all rows together: then each is built or looked
through once, in order. All of it inside the transaction of whoever asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Field, Model

CACHE = -131_072  # KiB of SQLite's pages that stay in memory meanwhile: 128 MiB
INDEXES_OF_SQLITE = """
SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s ORDER BY name
"""
REFERENCES_OF_POSTGRESQL = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND confrelid = %s::regclass ORDER BY conname
"""
INDEXES_OF_POSTGRESQL = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid = %s::regclass
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextmanager
def unchecked() -> Iterator[None]:
    """Around the transaction: SQLite follows no reference and keeps more of its file in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = {CACHE}")
        try:
            with connection.constraint_checks_disabled():
                yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {int(before)}")


@contextmanager
def bare(models: Iterable[type[Model]]) -> Iterator[None]:
    """These tables without indexes and references, and with all of them afterwards.

    What ends in an error takes its transaction along, and so nothing was taken away.
    """
    with connection.cursor() as cursor:
        gone = [pair for model in models for pair in _extras(cursor, model)]
        for drop, _make in gone:
            cursor.execute(drop)
    yield
    with connection.cursor() as cursor:
        for _drop, make in reversed(gone):
            cursor.execute(make)


def lay_in(
    model: type[Model], fields: Sequence["Field[Any, Any]"], rows: Iterable[Sequence[object]]
) -> None:
    """Put rows in a table; their values are as the database takes them."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["?"] * len(fields))
            insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 our own names
            connection.connection.executemany(insert, rows)


def _extras(cursor: Any, model: type[Model]) -> list[tuple[str, str]]:
    """What a table has beside its rows: how each is taken away, and how it is made again."""
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        cursor.execute(INDEXES_OF_SQLITE, [table])
        return list(cursor.fetchall())
    found: list[tuple[str, str]] = []
    for query in (INDEXES_OF_POSTGRESQL, REFERENCES_OF_POSTGRESQL):
        cursor.execute(query, [connection.ops.quote_name(table)])
        found += cursor.fetchall()
    return found
