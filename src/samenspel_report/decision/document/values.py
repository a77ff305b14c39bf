"""Values of a document, each held against what is expected in its place."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.text import text_of

EXACT = re.compile(r"-?\d{1,400}(?:/[1-9]\d{0,399})?", re.ASCII)
MOST = 1 << 52


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where in its file it stands, as in `question.ballots[3].voters`."""

    file: str
    place: str
    value: object

    def wrong(self, expected: str) -> BallotFileError:
        """The fault that this is not what is expected here."""
        shown = json.dumps(self.value, ensure_ascii=False)[:60]
        return BallotFileError(
            BallotFault.NOT_A_DECISION, self.file, column=self.place, value=shown, expected=expected
        )

    def __getitem__(self, key: str) -> "Value":
        place = f"{self.place}.{key}" if self.place else key
        if not isinstance(self.value, dict):
            raise self.wrong("{…}")
        if key not in self.value:
            raise BallotFileError(
                BallotFault.NOT_A_DECISION, self.file, column=place, value="", expected="…"
            )
        return Value(self.file, place, self.value[key])

    def or_none(self, key: str) -> "Value | None":
        """A value that need not be there, or may be null."""
        if not isinstance(self.value, dict) or self.value.get(key) is None:
            return None
        return self[key]

    def items(self) -> Iterator[tuple[str, "Value"]]:
        """The entries of an object."""
        if not isinstance(self.value, dict):
            raise self.wrong("{…}")
        for key in self.value:
            yield key, self[key]

    def whole_object(self) -> dict[str, object]:
        """An object with all that it holds."""
        if not isinstance(self.value, dict):
            raise self.wrong("{…}")
        return self.value

    def each(self) -> Iterator["Value"]:
        """The members of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("[…]")
        for number, value in enumerate(self.value):
            yield Value(self.file, f"{self.place}[{number}]", value)

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise self.wrong("“…”")
        return self.value

    def one_of(self, choices: tuple[str, ...]) -> str:
        """One of some texts."""
        if self.value not in choices or not isinstance(self.value, str):
            raise self.wrong(", ".join(choices))
        return self.value

    def yes(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("true, false")
        return self.value

    def whole(self, least: int = 0, most: int = MOST) -> int:
        """A whole number within bounds."""
        number = self.value
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
            raise self.wrong(f"{least} … {most}")
        return number

    def exact(self) -> Fraction:
        """A whole number, or a fraction as text."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return Fraction(self.value)
        if isinstance(self.value, str) and EXACT.fullmatch(self.value):
            return Fraction(self.value)
        raise self.wrong("12, “20000/3”")


def values_of(path: Path) -> Value:
    """The whole of a document; raises `BallotFileError` if it is no JSON or a number is rounded."""

    def rounded(text: str) -> object:
        raise BallotFileError(
            BallotFault.NOT_A_DECISION, path.name, column="…", value=text, expected="12, “20000/3”"
        )

    try:
        value = json.loads(text_of(path), parse_float=rounded, parse_constant=rounded)
    except (ValueError, RecursionError) as fault:  # no JSON, or a number of thousands of digits
        line = getattr(fault, "lineno", 1)
        raise BallotFileError(BallotFault.NOT_JSON, path.name, line=line) from None
    return Value(path.name, "", value)
