"""A list as one column of one row: the database gives its rows as JSON, Django makes rows of them.

It leans on what Django does not promise: `Query.get_compiler`, and `select` and `execute_sql` of an
`SQLCompiler`. See ADR 0018.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

MOST_ARGUMENTS = 100  # that a function of SQLite takes

# What a driver gives by itself, and JSON as text.
READ: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": lambda given: Decimal(str(given)),
    "JSONField": json.dumps,
    "UUIDField": UUID,
}


@dataclass(frozen=True, slots=True)
class Column:
    """The SQL of a list with its values, and what makes rows of the answer; no SQL if empty."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    values: Sequence[Any]
    row: str = ""  # how one row is given

    @property
    def in_one_row(self) -> str:
        """The list as one value."""
        return f"(SELECT {self.row} FROM ({self.sql}) asked)"  # noqa: S608 Django wrote it


def column_of(rows: QuerySet[Any, Any]) -> Column:
    """A list as one column; nothing where it is known to be empty."""
    compiler = rows.query.clone().get_compiler(connection.alias)
    try:
        sql, values = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return Column(rows, compiler, "", ())
    names = [connection.ops.quote_name(alias) for _column, _sql, alias in compiler.select]
    return Column(rows, compiler, sql, values, _rows_as_json(names))


def ask(columns: Sequence[Column]) -> list[list[Any]]:
    """The rows of each of these lists, by one question; those that are empty are not asked."""
    asked = [each for each in columns if each.sql]
    found: Sequence[str | None] = ()
    if asked:
        values = [value for each in asked for value in each.values]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(each.in_one_row for each in asked)}", values)
            found = cursor.fetchone()
    answers = iter(found)
    return [_rows_of(each, next(answers) if each.sql else None) for each in columns]


def _rows_as_json(names: Sequence[str]) -> str:
    is_sqlite = connection.vendor == "sqlite"
    one = "json_array" if is_sqlite else "json_build_array"
    parts = [names[i : i + MOST_ARGUMENTS] for i in range(0, len(names), MOST_ARGUMENTS)]
    arrays = [f"{one}({', '.join(part)})" for part in parts]
    row = f"{one}({', '.join(arrays)})"
    return f"json_group_array({row})" if is_sqlite else f"json_agg({row})::text"


def _rows_of(column: Column, answer: str | None) -> list[Any]:
    """What Django makes of these rows, as of those that it asks itself."""
    told = _as_read(column.compiler, json.loads(answer or "[]"))
    if not told:
        return []
    compiler = column.compiler
    compiler.execute_sql = lambda *_given, **_named: [told]  # type: ignore[method-assign, assignment]
    filled = column.rows.all()
    filled.query.get_compiler = lambda *_given, **_named: compiler  # type: ignore[method-assign]
    return list(filled)


def _as_read(compiler: SQLCompiler, rows: Sequence[Sequence[Sequence[Any]]]) -> list[list[Any]]:
    """The rows as the driver of this database gives them."""
    flat = [[value for part in row for value in part] for row in rows]
    if connection.vendor == "sqlite":  # it knows no more kinds than JSON does
        return flat
    kinds = [READ.get(column.output_field.get_internal_type()) for column, *_ in compiler.select]
    known = [(place, read) for place, read in enumerate(kinds) if read]
    for row in flat:
        for place, read in known:
            row[place] = None if row[place] is None else read(row[place])
    return flat
