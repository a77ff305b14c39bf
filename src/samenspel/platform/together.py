"""Several lists in one question to the database: a page that shows many kinds of things asks once.

Each list stays the query that it was, with its own rights and order. The database gives the rows of
each as JSON in one column; what Django does with rows it does afterwards. See ADR 0018.
"""

from collections.abc import Generator, Iterator
from typing import Any, TypeVar

from django.db.models import QuerySet

from .as_column import ask, column_of
from .prepared import Question

Many = QuerySet[Any, Any] | Question[Any]  # a list, of which the SQL may be written already
Asked = TypeVar("Asked", bound=Many)
Told = TypeVar("Told")
Asking = Iterator[Many | Told]  # what someone asks, and then what they tell


def ask_together(*asked: Many) -> None:
    """Let each of these lists have its rows, by one question; an empty one costs nothing."""
    waiting = [each for each in asked if each._result_cache is None]
    columns = [each.column() if isinstance(each, Question) else column_of(each) for each in waiting]
    for each, rows in zip(waiting, ask(columns), strict=True):
        each._result_cache = rows
        each._prefetch_done = True  # type: ignore[union-attr]


def asked(rows: Asked) -> Generator[Many, None, Asked]:
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
        questions: list[tuple[int, Many]] = []
        for place, teller in list(busy.items()):
            for said in teller:
                if isinstance(said, QuerySet | Question):
                    questions.append((place, said))
                    break
                told[place].append(said)
            else:
                del busy[place]
        ask_together(*(_first_of(said, most) for _place, said in questions))
        for place, said in questions:
            is_cut[place] |= most is not None and len(said) > most
    return list(zip(told, is_cut, strict=True))


def _first_of(asked: Many, most: int | None) -> Many:
    """A list that ends one row after so many; that row tells that there is more."""
    if most is None:
        return asked
    if isinstance(asked, Question):
        return asked if asked.most else asked.first(most + 1)
    if not asked.query.is_sliced:
        asked.query.set_limits(high=most + 1)
    return asked
