"""From rows to the dense arrays the analysis takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.meaning.answers import FloatArray, Side, Wave
from samenspel_report.intake.columns import Field
from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.keys import Index, first_rows
from samenspel_report.intake.layout import Layout


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one side in one wave."""

    wave: int
    side: int
    rows: Index
    people: NDArray[np.int64]
    abouts: tuple[int, ...]  # the sides this side guessed about


def only_first(layout: Layout) -> Index:
    """The rows that answer a question for the first time."""
    first = first_rows(layout.answer_key())
    return np.sort(first[first >= 0])


def blocks_of(layout: Layout, rows: Index) -> tuple[Block, ...]:
    """A block for every wave and side, also where a side is absent."""
    sides = len(layout.sides)
    group = (layout.wave[rows] * sides + layout.side[rows]).astype(np.int32)
    order = rows[np.argsort(group, kind="stable")] if group.any() else rows
    counts = np.bincount(group, minlength=len(layout.waves) * sides)
    parts = np.split(order, np.cumsum(counts)[:-1])
    return tuple(_block(layout, index, part) for index, part in enumerate(parts))


def _block(layout: Layout, index: int, rows: Index) -> Block:
    wave, side = divmod(index, len(layout.sides))
    people = _distinct(layout.person[rows], layout.people)
    abouts: tuple[int, ...] = ()
    if layout.rows.has(Field.GUESS):
        guessed = rows[layout.rows.codes[Field.GUESS][rows] >= 0]
        about = _distinct(layout.about[guessed] + 1, layout.abouts + 1) - 1
        abouts = tuple(int(code) for code in about if code >= 0)
    return Block(wave, side, rows, people, abouts)


def _distinct(codes: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """The codes that occur, sorted."""
    present = np.zeros(count, bool)
    present[codes] = True
    return np.flatnonzero(present)


def check_table(layout: Layout, blocks: tuple[Block, ...], most: int) -> None:
    """Refuse a table of mostly blanks before it takes the memory."""
    items = len(layout.scales)
    cells = sum(len(block.people) * items * (1 + len(block.abouts)) for block in blocks)
    if cells > most:
        raise AnswerFileError(FaultCode.TABLE_TOO_LARGE, needed=float(cells), limit=float(most))


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes sides out of blocks; `mean` takes the mean of repeated answers."""

    layout: Layout
    populations: Mapping[str, int]
    mean: bool

    def waves(self, blocks: tuple[Block, ...]) -> Iterator[Wave]:
        """The waves in order, each with every side."""
        for number, name in enumerate(self.layout.waves):
            sides = tuple(self._side(block) for block in blocks if block.wave == number)
            yield Wave(name, sides)

    def _side(self, block: Block) -> Side:
        layout = self.layout
        name = layout.sides[block.side]
        return Side(
            name=name,
            people=block.people,
            own=self._answers(block, block.rows, Field.OWN),
            guesses={
                layout.sides[about]: self._answers(
                    block, block.rows[layout.about[block.rows] == about], Field.GUESS
                )
                for about in block.abouts
            },
            importance=self._importance(block),
            population=self.populations.get(name),
        )

    def _answers(self, block: Block, rows: Index, field: Field) -> FloatArray:
        layout, items = self.layout, len(self.layout.scales)
        given = rows[layout.rows.codes[field][rows] >= 0]
        values = layout.rows.number(field, given)
        cell = self._place(block, given) * items + layout.item[given]
        return self._scatter(cell, values, (len(block.people), items))

    def _scatter(self, cell: Index, values: FloatArray, shape: tuple[int, int]) -> FloatArray:
        size = shape[0] * shape[1]
        if not self.mean:
            array = np.full(size, np.nan)
            array[cell] = values
            return array.reshape(shape)
        count = np.bincount(cell, minlength=size).astype(float)
        total = np.bincount(cell, weights=values, minlength=size)
        count[count == 0] = np.nan
        mean: FloatArray = total / count
        return mean.reshape(shape)

    def _importance(self, block: Block) -> FloatArray | None:
        layout = self.layout
        if not layout.rows.has(Field.IMPORTANCE):
            return None
        given = block.rows[layout.rows.codes[Field.IMPORTANCE][block.rows] >= 0]
        if not len(given):
            return None
        array = np.full((len(block.people), len(layout.words)), np.nan)
        word = layout.word_of[layout.item[given]]
        array[self._place(block, given), word] = layout.rows.number(Field.IMPORTANCE, given)
        return array

    def _place(self, block: Block, rows: Index) -> Index:
        """The row in the arrays of each person."""
        place = np.zeros(self.layout.people, np.int64)
        place[block.people] = np.arange(len(block.people))
        return place[self.layout.person[rows]]


def count_given(waves: tuple[Wave, ...]) -> int:
    """How many own answers and guesses there are."""
    arrays = [
        array for w in waves for side in w.sides for array in (side.own, *side.guesses.values())
    ]
    return sum(int(np.count_nonzero(~np.isnan(array))) for array in arrays)
