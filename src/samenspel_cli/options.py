"""What options say, or a sentence on what they should say."""

import math
import os
import re
from pathlib import Path

from samenspel_cli.command import refuse
from samenspel_report.i18n import Translator, mark

Pairs = dict[str, str]

NARROWEST, FURTHEST = 1e-6, 1e6
MOST_PEOPLE = 10_000_000
MOST_SEED = 2**31 - 1

PAIR_EXPECTED = mark("%(option)s “%(value)s” cannot be read; expected %(expected)s.")
NUMBER_EXPECTED = mark(
    "%(option)s “%(value)s” cannot be used; expected a whole number from %(low)s to %(high)s."
)
TOLERANCE_EXPECTED = mark(
    "--tolerance “%(value)s” cannot be used; expected a number of points above 0 "
    "and below %(high)s."
)
CHOICE_EXPECTED = mark("%(option)s “%(value)s” cannot be used; expected one of: %(expected)s.")
ENDING_EXPECTED = mark(
    "%(option)s “%(value)s” cannot be written; expected a name ending in %(expected)s."
)
NO_FOLDER = mark("%(option)s “%(value)s” cannot be written: there is no such folder.")
THERE_ALREADY = mark("%(option)s “%(value)s” exists already; add --force to replace it.")
SAME_FILE = mark("%(option)s “%(value)s” would replace the answers; give another name.")
NAMELESS = mark("“” is not the name of a file; give one.")


def columns_in(t: Translator, text: str) -> Pairs:
    """`own=value,guess=others` as a mapping; a name may hold a comma."""
    if not text.strip():
        return {}
    parts = [part.partition("=") for part in re.split(r",(?=\s*\w+\s*=)", text)]
    if not all(field.strip() and equals and name.strip() for field, equals, name in parts):
        details = {"option": "--columns", "value": text, "expected": "own=name,guess=name"}
        refuse(t, PAIR_EXPECTED, details)
    return {field.strip(): name.strip() for field, _, name in parts}


def range_in(t: Translator, text: str) -> tuple[float, float]:
    """`1,7` or `1;7` as two numbers, the lowest first."""
    parts = text.split(";") if ";" in text else text.split(",")
    numbers = [number_in(part) for part in parts]
    if len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None:
        low, high = numbers[0], numbers[1]
        if high - low >= NARROWEST and max(-low, high) <= FURTHEST:
            return low, high
    details = {"option": "--range", "value": text, "expected": t.gettext("two numbers, as in 1,7")}
    return refuse(t, PAIR_EXPECTED, details)


def number_in(text: str) -> float | None:
    """A finite number, with a point or a comma; `None` if it is none."""
    plain = text.strip().replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", plain, re.ASCII):
        return None
    number = float(plain)
    return number if math.isfinite(number) else None


def tolerance_in(t: Translator, text: str, span: float) -> float | None:
    """Points above 0 and below the range; `None` leaves the default."""
    if not text.strip():
        return None
    number = number_in(text)
    if number is None or not 0 < number < span:
        refuse(t, TOLERANCE_EXPECTED, {"value": text, "high": f"{span:g}"})
    return number


def populations_in(t: Translator, text: str) -> dict[str, int]:
    """`A=12,B=40` as a mapping; a name may hold a comma."""
    if not text.strip():
        return {}
    found = re.findall(r"\s*(.+?)\s*=\s*(\d{1,9})\s*(?:,|$)", text, re.ASCII)
    if re.sub(r"\s", "", text) != re.sub(r"\s", "", ",".join("=".join(pair) for pair in found)):
        details = {"option": "--population", "value": text, "expected": "A=12,B=40"}
        refuse(t, PAIR_EXPECTED, details)
    for _, number in found:
        whole_number_in(t, "--population", number, 1, MOST_PEOPLE)
    return {name: int(number) for name, number in found}


def whole_number_in(t: Translator, option: str, text: str, low: int, high: int) -> int:
    """A whole number within bounds."""
    if re.fullmatch(r"\d{1,12}", text.strip(), re.ASCII) and low <= int(text) <= high:
        return int(text)
    details = {"option": option, "value": text, "low": low, "high": high}
    return refuse(t, NUMBER_EXPECTED, details)


def choice_in(t: Translator, option: str, text: str, choices: tuple[str, ...]) -> str:
    """One of a few words."""
    if text in choices:
        return text
    details = {"option": option, "value": text, "expected": ", ".join(choices)}
    return refuse(t, CHOICE_EXPECTED, details)


def file_in(t: Translator, text: str) -> Path:
    """A file or folder by its name; without one it would be the folder that someone is in."""
    if not text.strip():
        refuse(t, NAMELESS)
    return Path(text)


def target_in(
    t: Translator, text: str, endings: tuple[str, ...], source: Path | None, *, force: bool,
    option: str = "--out",
) -> Path:  # fmt: skip
    """A file that may be written, by its ending, its folder and what is there already."""
    target, said = Path(text), {"option": option, "value": text}
    if target.suffix.lower() not in endings:
        refuse(t, ENDING_EXPECTED, said | {"expected": ", ".join(endings)})
    if not os.path.isdir(target.parent):  # noqa: PTH112 also answers for a name that is too long
        refuse(t, NO_FOLDER, said)
    if source is not None and _is_same(target, source):
        refuse(t, SAME_FILE, said)
    if os.path.isfile(target) and not force:  # noqa: PTH113 as above
        refuse(t, THERE_ALREADY, said)
    return target


def _is_same(target: Path, source: Path) -> bool:
    try:
        return target.samefile(source)
    except OSError:
        return False
