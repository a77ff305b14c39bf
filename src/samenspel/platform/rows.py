"""Rows that are written with every save, in statements that Django need not make anew each time.

Nothing is read back. Everything else goes the way of Django.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model


def insert(rows: Sequence[Model]) -> None:
    """Write these rows of one kind; the database numbers those whose key is a number."""
    if not rows:
        return
    query, fields = _statement(type(rows[0]), len(rows))
    values = [_value(field, row) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def change(kind: type[Model], pk: int, **values: int | str) -> None:
    """Write these values, plain ones, in one row."""
    name = connection.ops.quote_name
    columns = ", ".join(f"{name(column)} = %s" for column in values)
    with connection.cursor() as cursor:
        query = f"UPDATE {name(kind._meta.db_table)} SET {columns} WHERE id = %s"  # noqa: S608 our own names
        cursor.execute(query, [*values.values(), pk])


def mark(kind: type[Model], keys: Sequence[int], column: str, **only: int) -> None:
    """Set a column to true in the rows with these keys, of which the others say what `only` says.

    All keys go in one value: Django takes longer over each of thousands than the database does.
    """
    name, is_postgresql = connection.ops.quote_name, connection.vendor == "postgresql"
    those = "= ANY(%s)" if is_postgresql else "IN (SELECT value FROM json_each(%s))"
    also = "".join(f" AND {name(each)} = %s" for each in only)
    query = f"UPDATE {name(kind._meta.db_table)} SET {name(column)} = %s WHERE id {those}{also}"  # noqa: S608 our own names
    packed = list(keys) if is_postgresql else json.dumps(keys)
    with connection.cursor() as cursor:
        cursor.execute(query, [True, packed, *only.values()])


@lru_cache(maxsize=200)
def _statement(kind: type[Model], number: int) -> tuple[str, list["Field[Any, Any]"]]:
    name = connection.ops.quote_name
    fields = [field for field in kind._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(name(str(field.column)) for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * number)
    return f"INSERT INTO {name(kind._meta.db_table)} ({columns}) VALUES {places}", fields  # noqa: S608 our own names


def _value(field: "Field[Any, Any]", row: Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)
