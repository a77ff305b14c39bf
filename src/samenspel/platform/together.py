"""Several lists in one question to the database: a page that shows many kinds of things asks once.

Each list stays the query that it was, with its own rights and order. The database gives the rows of
each as JSON in one column; what Django does with rows it does afterwards. See ADR 0018.
"""

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Asked = TypeVar("Asked", bound="QuerySet[Any, Any]")
Told = TypeVar("Told")
Asking = Iterator[QuerySet[Any, Any] | Told]  # what someone asks, and then what they tell
MOST_ARGUMENTS = 100  # that a function of SQLite takes

# What a driver gives by itself, and JSON as text.
READ: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": lambda given: Decimal(str(given)),
    "JSONField": json.dumps,
    "UUIDField": UUID,
}


def ask_together(*asked: QuerySet[Any, Any]) -> None:
    """Let each of these lists have its rows, by one question; an empty one costs nothing."""
    waiting = [(each, _compiled(each)) for each in asked if each._result_cache is None]
    columns: list[str] = []
    given: list[Any] = []
    for _each, (_compiler, sql, params) in waiting:
        columns.append(sql)
        given += params
    found: Sequence[str | None] = ()
    if any(columns):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(column or 'NULL' for column in columns)}", given)
            found = cursor.fetchone()
    for place, (each, (compiler, _sql, _params)) in enumerate(waiting):
        rows = json.loads(found[place] or "[]") if found else []
        _give(each, compiler, _as_read(compiler, rows))


def _compiled(asked: QuerySet[Any, Any]) -> tuple[SQLCompiler, str, Sequence[Any]]:
    """A list as one column of one row; nothing where it is known to be empty."""
    compiler = asked.query.clone().get_compiler(connection.alias)
    try:
        sql, params = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return compiler, "", ()
    names = [connection.ops.quote_name(alias) for _column, _sql, alias in compiler.select]
    column = f"(SELECT {_rows_as_json(names)} FROM ({sql}) asked)"  # noqa: S608 Django wrote it
    return compiler, column, params


def _rows_as_json(names: Sequence[str]) -> str:
    is_sqlite = connection.vendor == "sqlite"
    one = "json_array" if is_sqlite else "json_build_array"
    parts = [names[i : i + MOST_ARGUMENTS] for i in range(0, len(names), MOST_ARGUMENTS)]
    arrays = [f"{one}({', '.join(part)})" for part in parts]
    row = f"{one}({', '.join(arrays)})"
    return f"json_group_array({row})" if is_sqlite else f"json_agg({row})::text"


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


def _give(asked: QuerySet[Any, Any], compiler: SQLCompiler, rows: list[list[Any]]) -> None:
    """Let Django make of these rows what it makes of those that it asks itself."""
    compiler.execute_sql = lambda *_given, **_named: [rows]  # type: ignore[method-assign, assignment]
    filled: Any = asked.all()
    filled._query = compiler.query
    filled._query.get_compiler = lambda *_given, **_named: compiler
    asked._result_cache = list(filled)
    asked._prefetch_done = True  # type: ignore[attr-defined]


def asked(rows: Asked) -> Generator[QuerySet[Any, Any], None, Asked]:
    """Ask for rows together with what others ask: `for row in (yield from asked(rows))`."""
    yield rows
    return rows


def told_together(*tellers: Asking[Told]) -> list[list[Told]]:
    """What each of them tells; what they ask in the same step is asked at once."""
    return [told for told, _is_cut in first_told(*tellers, most=None)]


def first_told(*tellers: Asking[Told], most: int | None) -> list[tuple[list[Told], bool]]:
    """The same of so many rows at most of each list, and whether there is more."""
    told: list[list[Told]] = [[] for _each in tellers]
    is_cut = [False] * len(told)
    busy = dict(enumerate(tellers))
    while busy:
        questions: list[tuple[int, QuerySet[Any, Any]]] = []
        for place, teller in list(busy.items()):
            for said in teller:
                if isinstance(said, QuerySet):
                    questions.append((place, said))
                    break
                told[place].append(said)
            else:
                del busy[place]
        ask_together(*(_first_of(said, most) for _place, said in questions))
        for place, said in questions:
            is_cut[place] |= most is not None and len(said) > most
    return list(zip(told, is_cut, strict=True))


def _first_of(asked: QuerySet[Any, Any], most: int | None) -> QuerySet[Any, Any]:
    """A list that ends one row after so many; that row tells that there is more."""
    if most is not None and not asked.query.is_sliced:
        asked.query.set_limits(high=most + 1)
    return asked
