"""Locks that Django has no words for."""

from django.db import connection
from django.db.models import Model


def hold(row: Model) -> None:
    """Keep a row as it is until the transaction ends; others may hold it at the same time.

    PostgreSQL has a lock for this. On SQLite whoever writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(row._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [row.pk])  # noqa: S608 the name of our own table
