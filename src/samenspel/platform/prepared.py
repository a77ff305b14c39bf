"""Lists whose SQL is written once; who asks and when are put in each time that they are asked.

To write the SQL of a list with its rights takes Django longer than it takes the database to answer.
Whoever asks first has it written, for two readers who do not exist: where those two differ, there
the values of a real reader belong. Whatever else would differ is refused, so that nobody gets what
was written for another. See ADR 0022.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, ParamSpec, Self, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, connections
from django.db.models import Model, Prefetch, QuerySet
from django.utils.translation import get_language

from .as_column import Column, column_of

Asks = ParamSpec("Asks")
Row = TypeVar("Row")
Key = tuple[str, str | None, int]  # of a database, in a language, with so many things put in
NOBODY, NEVER = 1_999_999_000, 9_000  # a key and a year that nothing has


class NotToBePrepared(TypeError):
    """What is put in changes more of this list than its values, so it has no SQL for everybody."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The SQL of a list, and which of its values is which of the things that are put in."""

    column: Column
    places: tuple[tuple[int, tuple[int, int]], ...]  # where goes which thing, in which form

    def column_for(self, given: Sequence[Any], most: int | None) -> Column:
        """The column for who asks now, with nothing in it that another thread touches."""
        sql = self.column.sql
        if most is not None and not self.column.rows.query.is_sliced:
            sql += f" {connection.ops.limit_offset_sql(0, most)}"
        ready = [_forms_of(each) for each in given]
        values = list(self.column.values)
        for place, (which, form) in self.places:
            kind, value = type(values[place]), ready[which][form]
            values[place] = kind(value) if issubclass(kind, int) else value  # a driver has its own
        compiler = copy(self.column.compiler)
        compiler.connection = connections[connection.alias]
        rows = self.column.rows.all()
        rows._known_related_objects = {  # type: ignore[attr-defined]
            field: {each.pk: each for each in given if isinstance(each, field.related_model)}
            for field in rows._known_related_objects  # type: ignore[attr-defined]
        }
        return Column(rows, compiler, sql, values, self.column.row)


class Prepared(Generic[Asks, Row]):
    """A list whose SQL is written once for each database, language and number of things."""

    def __init__(self, build: Callable[Asks, QuerySet[Any, Row]]) -> None:
        self.build = build
        self._known: dict[Key, Statement] = {}

    def __call__(self, *given: Asks.args, **named: Asks.kwargs) -> "Question[Row]":
        if named:
            raise TypeError("a prepared list is given things by their place")
        return Question(self, given)

    def column_for(self, given: Sequence[Any], *, most: int | None) -> Column:
        """What to ask, with the SQL of whoever asked first."""
        key = connection.alias, get_language(), len(given)
        if key not in self._known:
            self._known[key] = _written(self.build, given)
        return self._known[key].column_for(given, most)


class Question(Generic[Row]):
    """A prepared list with who asks it. It has its rows once it is asked: see `ask_together`."""

    def __init__(self, prepared: Prepared[..., Row], given: Sequence[Any]) -> None:
        self._prepared, self._given = prepared, given
        self._result_cache: list[Row] | None = None  # as a QuerySet has it
        self.most: int | None = None

    def first(self, most: int) -> Self:
        """The same list with so many rows at most."""
        self.most = most
        return self

    def column(self) -> Column:
        """What to ask of the database."""
        return self._prepared.column_for(self._given, most=self.most)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def _rows(self) -> list[Row]:
        if self._result_cache is None:
            raise RuntimeError("a prepared list has no rows before it is asked")
        return self._result_cache


def prepared(build: Callable[Asks, QuerySet[Any, Row]]) -> Prepared[Asks, Row]:
    """Have the SQL of the list that this function makes written once.

    It is given things by their place: rows of tables, of which it may know the key alone, moments,
    days and words. It uses them as values of the query only, and decides nothing by them.
    """
    return Prepared(build)


def _written(build: Callable[..., QuerySet[Any, Any]], given: Sequence[Any]) -> Statement:
    """The SQL as it would be for two readers who do not exist, and where those two differ."""
    both = [[_stand_in(each, turn * 101 + n) for n, each in enumerate(given)] for turn in (1, 2)]
    name = f"{build.__module__}.{build.__qualname__}"
    try:
        one, other = (column_of(build(*each)) for each in both)
    except ObjectDoesNotExist as fault:
        raise NotToBePrepared(f"{name} looks at more of a row than its key") from fault
    marks: dict[tuple[Any, ...], tuple[int, int]] = {}
    for which, pair in enumerate(zip(*both, strict=True)):
        for form, mark in enumerate(zip(*map(_forms_of, pair), strict=True)):
            marks.setdefault(mark, (which, form))
    pairs = list(enumerate(zip(one.values, other.values, strict=False)))
    places = [(place, marks.get(pair)) for place, pair in pairs if pair[0] != pair[1]]
    known = tuple((place, mark) for place, mark in places if mark is not None)
    is_followed = len(known) == len(places) and bool(one.sql) and one.sql == other.sql
    is_used = {which for _place, (which, _form) in known} == set(range(len(given)))
    if not (is_followed and is_used) or _hanging(one.rows) != _hanging(other.rows):
        raise NotToBePrepared(f"{name} has other SQL for others: {one.values}, {other.values}")
    return Statement(one, known)


def _hanging(rows: QuerySet[Any, Any]) -> list[tuple[str, Sequence[Any]]]:
    """The lists that hang on the rows, where those are chosen: nobody may be put in there."""
    lookups = rows._prefetch_related_lookups  # type: ignore[attr-defined]
    given = (each.queryset for each in lookups if isinstance(each, Prefetch))
    chosen = [each for each in given if each is not None]
    columns = [column_of(each) for each in chosen]
    deeper = [found for each in chosen for found in _hanging(each)]
    return [(each.sql, each.values) for each in columns] + deeper


def _stand_in(thing: Any, number: int) -> Any:
    """Something of the same kind that does not exist; of a row nothing but the key is known."""
    if isinstance(thing, Model):
        kind, key = thing._meta.model, thing._meta.pk.attname
        return kind.from_db(connection.alias, [key], [NOBODY + number])
    if isinstance(thing, datetime):
        return datetime(NEVER + number, 1, 1, tzinfo=UTC)
    if isinstance(thing, date):
        return date(NEVER + number, 1, 1)
    if isinstance(thing, str):
        return f"%_\\{NOBODY + number}"  # what is looked for with these is written otherwise
    raise NotToBePrepared(f"{thing!r} is no row, moment, day or text")


def _forms_of(thing: Any) -> tuple[Any, ...]:
    """Something that is put in as the driver takes it; words also as `iexact` looks for them."""
    if isinstance(thing, str):
        return thing, connection.ops.prep_for_iexact_query(thing)
    found = thing.pk if isinstance(thing, Model) else thing
    return (connection.ops.adapt_unknown_value(found),)
