"""What rows may not say together; of all faults the first in the file is named."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from samenspel_report.intake.columns import Field, listed
from samenspel_report.intake.faults import AnswerFileError, Detail, FaultCode
from samenspel_report.intake.keys import (
    Key,
    count_distinct,
    first_conflict,
    first_repeat,
    key_of,
)
from samenspel_report.intake.layout import Layout

Found = tuple[int, Callable[[], AnswerFileError]]


class Checker:
    """Looks for faults between rows; `header` gives the file's own column names."""

    def __init__(self, layout: Layout, header: dict[Field, str], *, repeats_allowed: bool) -> None:
        self.layout, self.rows, self.header = layout, layout.rows, header
        self.repeats_allowed = repeats_allowed

    def check(self) -> None:
        """Raise the first fault in the file, if there is one."""
        found = [fault for fault in self._faults() if fault is not None]
        if found:
            raise min(found, key=lambda fault: fault[0])[1]()
        if self.rows.fault is not None:
            raise self.rows.fault

    def _faults(self) -> Iterator[Found | None]:
        if not len(self.rows):
            return
        yield self._two_sides()
        yield from self._abouts()
        if not self.repeats_allowed:
            yield self._duplicate()
            yield self._own()
        yield self._importance()
        item = (self.layout.item, len(self.layout.scales))
        for field in (Field.POLE_LOW, Field.POLE_HIGH):
            yield self._conflict(FaultCode.CONFLICTING_POLES, field, key_of(item))

    def _fault(
        self, code: FaultCode, field: Field, row: int, value: str, **details: Detail
    ) -> Found:
        number = int(self.rows.numbers[row])
        column = self.header[field]
        return row, lambda: AnswerFileError(code, row=number, column=column, value=value, **details)

    def _row(self, row: int) -> int:
        return int(self.rows.numbers[row])

    def _two_sides(self) -> Found | None:
        key = key_of((self.layout.person, self.layout.people))
        return self._conflict(FaultCode.TWO_SIDES, Field.SIDE, key)

    def _conflict(self, code: FaultCode, field: Field, key: Key) -> Found | None:
        if not self.rows.has(field):
            return None
        codes = self.rows.codes[field]
        found = first_conflict(key, codes, codes >= 0)
        if found is None:
            return None
        row, first = found
        expected = self.rows.name(field, first)
        value = self.rows.name(field, row)
        return self._fault(code, field, row, value, first_row=self._row(first), expected=expected)

    def _abouts(self) -> Iterator[Found | None]:
        layout, rows = self.layout, self.rows
        sides = len(layout.sides)
        guessed = rows.codes[Field.GUESS] >= 0 if rows.has(Field.GUESS) else None
        if guessed is not None and sides > 2:
            yield self._guess_without_about(guessed & (layout.about < 0))
        if not rows.has(Field.ABOUT):
            return
        if sides > 1:
            row = _first(layout.about == layout.side)
            yield None if row is None else self._about_fault(FaultCode.OWN_SIDE_ABOUT, row)
        if rows.fault is None:  # a part of a file does not show every side
            row = _first(layout.about >= sides)
            yield None if row is None else self._about_fault(FaultCode.UNKNOWN_ABOUT, row)

    def _about_fault(self, code: FaultCode, row: int) -> Found:
        value = self.rows.name(Field.ABOUT, row)
        return self._fault(code, Field.ABOUT, row, value, expected=listed(self.layout.sides))

    def _guess_without_about(self, where: NDArray[np.bool_]) -> Found | None:
        row = _first(where)
        if row is None:
            return None
        return self._fault(
            FaultCode.GUESS_WITHOUT_ABOUT, Field.ABOUT, row, self._number(Field.GUESS, row)
        )

    def _duplicate(self) -> Found | None:
        found = first_repeat(self.layout.answer_key())
        if found is None:
            return None
        row, first = found
        details: dict[str, Detail] = {
            "concept": self.rows.name(Field.CONCEPT, row),
            "scale": self.rows.name(Field.SCALE, row),
            "first_row": self._row(first),
        }
        respondent = self.rows.name(Field.RESPONDENT, row)
        return self._fault(FaultCode.DUPLICATE, Field.RESPONDENT, row, respondent, **details)

    def _own(self) -> Found | None:
        if len(self.layout.sides) < 3:
            return None  # then a second own answer is a duplicate
        return self._numbers(FaultCode.CONFLICTING_OWN, Field.OWN, self.layout.own_key())

    def _importance(self) -> Found | None:
        if not self.rows.has(Field.IMPORTANCE):
            return None
        key = self.layout.word_key()
        return self._numbers(FaultCode.CONFLICTING_IMPORTANCE, Field.IMPORTANCE, key)

    def _numbers(self, code: FaultCode, field: Field, key: Key) -> Found | None:
        numbers = self.rows.number(field, np.arange(len(self.rows)))
        found = first_conflict(key, numbers, self.rows.codes[field] >= 0)
        if found is None:
            return None
        row, first = found
        return self._fault(
            code,
            field,
            row,
            self._number(field, row),
            first_row=self._row(first),
            expected=self._number(field, first),
        )

    def _number(self, field: Field, row: int) -> str:
        return f"{self.rows.values[field][self.rows.codes[field][row]]:g}"


def count_asked(layout: Layout) -> int:
    """How many own answers and guesses were asked for, given or not."""
    asked = count_distinct(layout.own_key())
    if layout.rows.has(Field.GUESS):
        about = np.flatnonzero(layout.about >= 0)
        asked += count_distinct(layout.answer_key().of(about))
    return asked


def _first(where: NDArray[np.bool_]) -> int | None:
    row = int(np.argmax(where))
    return row if where[row] else None
