"""What people wrote beside their answers: the poles of scales and words of their own."""

from collections.abc import Mapping

import numpy as np

from samenspel_report.intake.columns import Field
from samenspel_report.intake.keys import first_rows, key_of
from samenspel_report.intake.layout import Layout

FEWEST_WRITERS = 5  # below this a text could be traced to a person

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
    """Own words per word and side in the last wave, sorted, where enough people wrote some."""
    if not layout.rows.has(Field.WORDS):
        return {}
    texts, codes = layout.rows.names[Field.WORDS], layout.rows.codes[Field.WORDS]
    given = np.flatnonzero((codes >= 0) & (layout.wave == len(layout.waves) - 1))
    word, side = layout.word_of[layout.item[given]], layout.side[given]
    written = np.unique(np.stack([word, side, codes[given], layout.person[given]]), axis=1)
    heard: dict[tuple[int, int], set[str]] = {}
    writers: dict[tuple[int, int], set[int]] = {}
    for at_word, at_side, text, person in written.T.tolist():
        heard.setdefault((at_word, at_side), set()).add(texts[text])
        writers.setdefault((at_word, at_side), set()).add(person)
    return {
        (layout.words[at[0]], layout.sides[at[1]]): tuple(sorted(heard[at], key=_alphabet))
        for at in heard
        if len(writers[at]) >= FEWEST_WRITERS
    }


def _alphabet(text: str) -> tuple[str, str]:
    return text.casefold(), text
