"""The shapes in which a page shows what was counted, and numbers as people write them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Json = Mapping[str, Any]
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is about, and its cells."""

    name: str
    cells: tuple[str, ...]
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption of its own."""

    caption: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, the sum in sentences, a picture of it, and each step in tables."""

    winners: tuple[str, ...]
    voters: int
    sentences: tuple[str, ...]
    picture: SafeString
    tables: tuple[Table, ...]


def written(value: object) -> str:
    """An exact number as people write it; fractions rounded to two decimals."""
    number = Fraction(str(value))
    if number.denominator == 1:
        return number_format(int(number), force_grouping=True)
    rounded = round(float(number), DECIMALS)  # what follows cuts off
    return number_format(rounded, DECIMALS, force_grouping=True)


def percent(part: Fraction) -> str:
    """A part of a whole as people write it."""
    return f"{written(part * 100)}%"


def tie_sentences(ties: Sequence[Json], titles: Mapping[str, str] | None = None) -> Iterator[str]:
    for tie in ties:
        if tie["mattered"]:
            said = titles or {}
            names = ", ".join(f"“{said.get(each, each)}”" for each in tie["options"])
            first = said.get(str(tie["first"]), str(tie["first"]))
            said_of = {"names": names, "first": first}
            yield (
                _("%(names)s came out equal. A lot, drawn by the votes, gave “%(first)s”.")
                % said_of
            )
