"""All rows as codes, column by column, up to the first cell that cannot stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenspel_report.intake.cells import CellFault, Labels, Memo, Numbers
from samenspel_report.intake.columns import Field
from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.tables import Chunk, Row, Table

Codes = NDArray[np.int32]
Columns = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Codes per field; -1 is blank. `fault` is the cell that ended the reading, if one did."""

    codes: Mapping[Field, Codes]
    names: Mapping[Field, tuple[str, ...]]
    values: Mapping[Field, NDArray[np.float64]]
    numbers: Codes  # the row a spreadsheet shows
    fault: AnswerFileError | None

    def __len__(self) -> int:
        return len(self.numbers)

    def has(self, field: Field) -> bool:
        """Whether the file has this column."""
        return field in self.codes

    def name(self, field: Field, row: int) -> str:
        """The text of one cell."""
        code = int(self.codes[field][row])
        return self.names[field][code] if code >= 0 else ""

    def number(self, field: Field, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The numbers in these rows, NaN where blank."""
        table: NDArray[np.float64] = np.append(self.values[field], np.nan)  # -1 finds the last
        return table[self.codes[field][rows]]


class Gatherer:
    """Takes chunks of text and gives rows of codes."""

    def __init__(self, table: Table, places: Mapping[Field, int], memos: Mapping[Field, Memo]):
        self.header = table.header
        self.places = dict(sorted(places.items(), key=lambda item: item[1]))
        self.memos = memos
        self.parts: dict[Field, list[Codes]] = {field: [] for field in self.places}
        self.numbers: list[Codes] = []

    def gather(self, table: Table) -> Rows:
        """Read until the end, or until the first cell that cannot stand."""
        fault = None
        try:
            for chunk in table.chunks:
                self._take(chunk)
        except AnswerFileError as found:
            fault = found
        return self._rows(fault)

    def _take(self, chunk: Chunk) -> None:
        last = chunk.first_row + len(chunk.rows)
        try:
            self._keep(chunk.rows, np.arange(chunk.first_row, last, dtype=np.int32))
        except (CellFault, ValueError):  # a bad or blank cell, or rows of unequal length
            self._take_carefully(chunk)

    def _take_carefully(self, chunk: Chunk) -> None:
        """Leave out blank rows, keep what stands before a fault, and name its place."""
        rows: list[Row] = []
        numbers: list[int] = []
        fault = None
        for number, row in enumerate(chunk.rows, chunk.first_row):
            if not any(cell.strip() for cell in row):
                continue
            fault = self._fault_in(row, number)
            if fault is not None:
                break
            rows.append(row)
            numbers.append(number)
        if rows:
            self._keep(rows, np.array(numbers, np.int32))
        if fault is not None:
            raise fault

    def _keep(self, rows: list[Row], numbers: Codes) -> None:
        columns: Columns = list(zip(*rows, strict=True))
        if len(columns) != len(self.header):
            raise ValueError("every row is as long as the next, but not as the header")
        kept = {
            field: np.fromiter(
                map(self.memos[field].__getitem__, columns[place]), np.int32, len(rows)
            )
            for field, place in self.places.items()
        }
        self.numbers.append(numbers)
        for field, codes in kept.items():
            self.parts[field].append(codes)

    def _fault_in(self, row: Row, number: int) -> AnswerFileError | None:
        if len(row) != len(self.header):
            return AnswerFileError(
                FaultCode.RAGGED_ROW, row=number, value=len(row), expected=len(self.header)
            )
        for field, place in self.places.items():
            try:
                self.memos[field][row[place]]
            except CellFault as fault:
                return fault.at(number, self.header[place].strip())
        return None

    def _rows(self, fault: AnswerFileError | None) -> Rows:
        labels = {f: memo for f, memo in self.memos.items() if isinstance(memo, Labels)}
        numbers = {f: memo for f, memo in self.memos.items() if isinstance(memo, Numbers)}
        return Rows(
            codes={field: _joined(self.parts.pop(field)) for field in self.places},
            names={field: tuple(memo.names) for field, memo in labels.items()},
            values={field: np.array(memo.numbers, float) for field, memo in numbers.items()},
            numbers=_joined(self.numbers),
            fault=fault,
        )


def _joined(parts: list[Codes]) -> Codes:
    return np.concatenate(parts) if parts else np.empty(0, np.int32)
