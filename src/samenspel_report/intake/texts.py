"""What people wrote beside their answers: the poles of scales and words of their own."""

from collections.abc import Mapping

import numpy as np

from samenspel_report.intake.columns import Field
from samenspel_report.intake.keys import count_distinct, first_rows, key_of
from samenspel_report.intake.layout import Layout

FEWEST_VOICES = 3  # below this a text could be traced to a person

WordScale = tuple[str, str]
WordSide = tuple[str, str]


def poles_of(layout: Layout) -> Mapping[WordScale, tuple[str, str]]:
    """The two poles of every scale that names one."""
    low, high = (_pole(layout, field) for field in (Field.POLE_LOW, Field.POLE_HIGH))
    return {
        (layout.words[layout.word_of[item]], scale): (low[item], high[item])
        for item, scale in enumerate(layout.scales)
        if low[item] or high[item]
    }


def _pole(layout: Layout, field: Field) -> list[str]:
    poles = [""] * len(layout.scales)
    if not layout.rows.has(field):
        return poles
    given = np.flatnonzero(layout.rows.codes[field] >= 0)
    first = first_rows(key_of((layout.item[given], len(poles))))
    for item in np.flatnonzero(first >= 0):
        poles[item] = layout.rows.name(field, int(given[first[item]]))
    return poles


def voices_of(layout: Layout) -> Mapping[WordSide, tuple[str, ...]]:
    """Own words per word and side, sorted, where at least three people of the side answered."""
    if not layout.rows.has(Field.WORDS):
        return {}
    texts = layout.rows.names[Field.WORDS]
    spoken: dict[tuple[int, int], set[str]] = {}
    codes = layout.rows.codes[Field.WORDS]
    given = np.flatnonzero(codes >= 0)
    word, side = layout.word_of[layout.item[given]], layout.side[given]
    for triple in np.unique(np.stack([word, side, codes[given]]), axis=1).T.tolist():
        spoken.setdefault((triple[0], triple[1]), set()).add(texts[triple[2]])
    return {
        (layout.words[at[0]], layout.sides[at[1]]): tuple(sorted(heard, key=_alphabet))
        for at, heard in spoken.items()
        if _who_answered(layout, *at) >= FEWEST_VOICES
    }


def _who_answered(layout: Layout, word: int, side: int) -> int:
    own = layout.rows.codes[Field.OWN] >= 0
    rows = np.flatnonzero(own & (layout.word_of[layout.item] == word) & (layout.side == side))
    return count_distinct(key_of((layout.person[rows], layout.people)))


def _alphabet(text: str) -> tuple[str, str]:
    return text.casefold(), text
