"""What an evaluation asks: facets of working together, each with items and the ends of a line."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from samenspel_report.i18n import LANGUAGES

LOW, HIGH = 1, 7
SECONDS_PER_ITEM, SECONDS_PER_FACET = 15, 30  # reading and choosing; a line of one's own


@dataclass(frozen=True, slots=True)
class Item:
    """One question, with what its lowest and its highest point mean."""

    code: str
    ask: str
    low: str
    high: str
    is_light: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One side of working together, with the items that ask about it."""

    code: str
    name: str
    items: tuple[Item, ...]


@cache
def facets(language: str, *, light: bool) -> tuple[Facet, ...]:
    """Every facet in one language, with all of its items or the light ones only."""
    if language not in LANGUAGES:
        raise ValueError(f"The items speak {' and '.join(LANGUAGES)}, not {language!r}.")
    text = files("samenspel_report.evaluation").joinpath("items.toml").read_text(encoding="utf-8")
    return tuple(
        Facet(
            code,
            found["name"][language],
            tuple(_items(code, found["items"], language, light=light)),
        )
        for code, found in tomllib.loads(text).items()
    )


def minutes(asked: tuple[Facet, ...]) -> int:
    """About how long answering takes, rounded up."""
    seconds = sum(len(each.items) * SECONDS_PER_ITEM + SECONDS_PER_FACET for each in asked)
    return -(-seconds // 60)


def _items(facet: str, found: dict[str, Any], language: str, *, light: bool) -> Iterator[Item]:
    for code, each in found.items():
        low, high = each["ends"][language]
        is_light = each.get("light", False)
        if is_light or not light:
            yield Item(f"{facet}.{code}", each["ask"][language], low, high, is_light)
