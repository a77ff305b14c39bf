"""A long list in parts, without counting all of it: what comes before, and whether more follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

LARGEST = 100_000  # nobody turns over so many parts
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """Some rows of a list that is read in parts."""

    rows: tuple[Row, ...]
    number: int
    has_more: bool

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether the list has no other part."""
        return self.number == 1 and not self.has_more

    @property
    def before(self) -> int:
        """The number of the part before; none is 0."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the part after, if there is one."""
        return self.number + 1


def part_of(rows: QuerySet[Row, Any], *, asked: str | None, size: int) -> Part[Row]:
    """The part that someone asked for by number, or the first, in one question."""
    number = min(int(asked), LARGEST) if asked and asked.isascii() and asked.isdigit() else 1
    begins = (max(number, 1) - 1) * size
    found = tuple(rows[begins : begins + size + 1])
    if not found and begins:
        return part_of(rows, asked=None, size=size)
    return Part(found[:size], max(number, 1), len(found) > size)
