"""Who, which side, which item, which wave, about whom: one code per row for each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samenspel_report.intake.columns import Field
from samenspel_report.intake.keys import Key, first_rows, key_of
from samenspel_report.intake.rows import Codes, Rows

ONE_WAVE = "1"
PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d{1,15})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows as codes. `about` is -1 where nobody is named; unknown names lie above `sides`."""

    rows: Rows
    sides: tuple[str, ...]
    waves: tuple[str, ...]
    words: tuple[str, ...]
    scales: tuple[str, ...]  # per item
    word_of: NDArray[np.int64]  # per item
    person: Codes
    side: Codes
    item: Codes
    wave: Codes
    about: Codes
    people: int
    abouts: int

    def answer_key(self) -> Key:
        """Rows with the same key answer the same question."""
        return key_of(
            (self.person, self.people),
            (self.item, len(self.scales)),
            (self.wave, len(self.waves)),
            (self.about + 1, self.abouts + 1),
        )

    def own_key(self) -> Key:
        """Rows with the same key tell the same own meaning."""
        return key_of(
            (self.person, self.people), (self.item, len(self.scales)), (self.wave, len(self.waves))
        )

    def word_key(self) -> Key:
        """Rows with the same key tell the same importance."""
        return key_of(
            (self.person, self.people),
            (self.word_of[self.item], len(self.words)),
            (self.wave, len(self.waves)),
        )


def lay_out(rows: Rows, *, one_side: str) -> Layout:
    """Give every row its codes; people, waves and items get an order of their own."""
    sides = rows.names.get(Field.SIDE, (one_side,))
    side = _column(rows, Field.SIDE)
    waves, wave = _sorted_codes(rows, Field.WAVE, wave_order)
    people, person = _sorted_codes(rows, Field.RESPONDENT, str)
    item, scales, word_of = _items(rows)
    return Layout(
        rows=rows,
        sides=sides,
        waves=waves or (ONE_WAVE,),
        words=rows.names[Field.CONCEPT],
        scales=scales,
        word_of=word_of,
        person=person,
        side=side,
        item=item,
        wave=wave,
        about=_about(rows, sides, side),
        people=len(people),
        abouts=len(sides) + len(rows.names.get(Field.ABOUT, ())),
    )


def wave_order(name: str) -> tuple[int, float, str]:
    """Numbers as numbers and before words."""
    if not PLAIN_NUMBER.fullmatch(name):
        return 1, 0.0, name
    return 0, float(name.replace(",", ".")), name


def _column(rows: Rows, field: Field) -> Codes:
    return rows.codes[field] if rows.has(field) else np.zeros(len(rows), np.int32)


def _sorted_codes(
    rows: Rows, field: Field, order: Callable[[str], Any]
) -> tuple[tuple[str, ...], Codes]:
    """Names in their order and, per row, the place of its name."""
    names = rows.names.get(field, ())
    places = sorted(range(len(names)), key=lambda code: order(names[code]))
    rank = np.zeros(max(len(names), 1), np.int32)
    rank[places] = np.arange(len(places))
    return tuple(names[code] for code in places), rank[_column(rows, field)]


def _items(rows: Rows) -> tuple[Codes, tuple[str, ...], NDArray[np.int64]]:
    """Items in order of first appearance, words kept together."""
    concept, scale = rows.codes[Field.CONCEPT], rows.codes[Field.SCALE]
    key = key_of((concept, len(rows.names[Field.CONCEPT])), (scale, len(rows.names[Field.SCALE])))
    first = first_rows(key)
    used = np.flatnonzero(first >= 0)
    used = used[np.lexsort((first[used], concept[first[used]]))]
    place = np.zeros(key.size, np.int32)
    place[used] = np.arange(len(used))
    scales = tuple(rows.name(Field.SCALE, int(row)) for row in first[used])
    return place[key.of_row], scales, concept[first[used]].astype(np.int64)


def _about(rows: Rows, sides: tuple[str, ...], side: Codes) -> Codes:
    """The side guessed about; with one or two sides it need not be named."""
    about = np.full(len(rows), -1, np.int32)
    if rows.has(Field.ABOUT):
        known = {name: index for index, name in enumerate(sides)}
        names = rows.names[Field.ABOUT]
        places = [known.get(name, len(sides) + code) for code, name in enumerate(names)]
        about = np.array([*places, -1], np.int32)[rows.codes[Field.ABOUT]]
    if rows.fault is None and len(sides) <= 2:  # a part of a file may hide a third side
        other = side if len(sides) == 1 else 1 - side
        about = np.where(about == -1, other, about).astype(np.int32)
    return about
