"""Text in a cell to a code or a number; each distinct text is judged once and remembered."""

import math
import re
import unicodedata

from samenspel_report.intake.columns import Field
from samenspel_report.intake.faults import AnswerFileError, Detail, FaultCode
from samenspel_report.intake.limits import Limits

BLANK = -1
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
NOT_FINITE = {"nan", "inf", "infinity"}
HIGHEST_IMPORTANCE = 4
ERROR_VALUES = {"#N/A", "#N/B", "#REF!", "#VALUE!", "#WAARDE!", "#NAME?", "#NAAM?", "#DIV/0!"}


class CellFault(Exception):
    """A text that cannot stand in its column."""

    def __init__(self, code: FaultCode, value: str, **expectation: Detail) -> None:
        super().__init__(code, value)
        self.code, self.value, self.expectation = code, value, expectation

    def at(self, row: int, column: str) -> AnswerFileError:
        """The same fault, with its place."""
        return AnswerFileError(
            self.code, row=row, column=column, value=self.value, **self.expectation
        )


class Labels(dict[str, int]):
    """Names to codes in order of first appearance. `names[code]` is the cleaned name."""

    def __init__(self, longest: int, *, may_be_blank: bool) -> None:
        super().__init__()
        self.names: list[str] = []
        self._codes: dict[str, int] = {}
        self._longest = longest
        self._may_be_blank = may_be_blank

    def __missing__(self, text: str) -> int:
        self[text] = code = self._code(cleaned(text))
        return code

    def _code(self, name: str) -> int:
        if not name:
            if self._may_be_blank:
                return BLANK
            raise CellFault(FaultCode.BLANK_CELL, name)
        if name.startswith("="):
            raise CellFault(FaultCode.FORMULA, name)
        if name in ERROR_VALUES:
            raise CellFault(FaultCode.ERROR_CELL, name)
        if len(name) > self._longest:
            raise CellFault(FaultCode.TEXT_TOO_LONG, name, limit=self._longest)
        if name not in self._codes:
            self._codes[name] = len(self.names)
            self.names.append(name)
        return self._codes[name]


class Numbers(dict[str, int]):
    """Numbers within a range to codes; blank is allowed. `numbers[code]` is the number."""

    def __init__(self, low: float, high: float, *, decimal_comma: bool) -> None:
        super().__init__()
        self.numbers: list[float] = []
        self.low, self.high = low, high
        self._decimal_comma = decimal_comma

    def __missing__(self, text: str) -> int:
        self[text] = code = self._code(text.strip())
        return code

    def _code(self, text: str) -> int:
        if not text:
            return BLANK
        number = self._number(text)
        if not self.low <= number <= self.high:
            raise self.fault(FaultCode.OFF_RANGE, text)
        self.numbers.append(number)
        return len(self.numbers) - 1

    def _number(self, text: str) -> float:
        plain = text.replace("−", "-")
        if plain.startswith("="):
            raise CellFault(FaultCode.FORMULA, text)
        if plain.lstrip("+-").casefold() in NOT_FINITE or not NUMBER.fullmatch(plain):
            raise self.fault(FaultCode.NOT_A_NUMBER, text)
        if "," in plain and not self._decimal_comma:
            raise self.fault(FaultCode.NOT_A_NUMBER, text)
        return float(plain.replace(",", "."))

    def fault(self, code: FaultCode, text: str) -> CellFault:
        """What is wrong with a number, and which numbers are expected."""
        return CellFault(code, text, low=float(self.low), high=float(self.high))


class Importances(Numbers):
    """The five importances, 0 to 4; blank is allowed."""

    def __init__(self, *, decimal_comma: bool) -> None:
        super().__init__(0, HIGHEST_IMPORTANCE, decimal_comma=decimal_comma)

    def _number(self, text: str) -> float:
        number = super()._number(text)
        if not math.isfinite(number) or number != int(number):
            raise self.fault(FaultCode.NOT_AN_IMPORTANCE, text)
        return number

    def fault(self, code: FaultCode, text: str) -> CellFault:
        """Importance has a sentence of its own, whatever is wrong."""
        del code
        return CellFault(FaultCode.NOT_AN_IMPORTANCE, text)


Memo = Labels | Numbers


def memo_of(field: Field, *, low: float, high: float, decimal_comma: bool, limits: Limits) -> Memo:
    """What judges and remembers the texts of a field."""
    if field is Field.IMPORTANCE:
        return Importances(decimal_comma=decimal_comma)
    if field in {Field.OWN, Field.GUESS}:
        return Numbers(low, high, decimal_comma=decimal_comma)
    longest = limits.words_length if field is Field.WORDS else limits.label_length
    may_be_blank = field in {Field.ABOUT, Field.POLE_LOW, Field.POLE_HIGH, Field.WORDS}
    return Labels(longest, may_be_blank=may_be_blank)


def cleaned(text: str) -> str:
    """One spelling for what looks the same: composed accents, single spaces, nothing hidden."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    visible = unicodedata.normalize("NFC", "".join(map(_visible, composed)))
    return " ".join(visible.split())


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} else character
