"""What one cell of a file with a portfolio says."""

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import translation
from django.utils.translation import gettext as _

from samenspel.platform import days
from samenspel.platform.errors import DomainError
from samenspel.portfolio.choices import Column, Standing, Strength
from samenspel.portfolio.models import PortfolioEntry
from samenspel_report.spreadsheet import as_meant

DAYS = (
    "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y",
)  # fmt: skip
MONTHS = (  # by how they begin, in both languages
    ("jan",), ("feb",), ("mrt", "maart", "mar"), ("apr",), ("mei", "may"), ("jun",), ("jul",),
    ("aug",), ("sep",), ("okt", "oct"), ("nov",), ("dec",),
)  # fmt: skip
DAY_IN_WORDS = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.? (\d{4})")
NOTHING = {"nvt", "n.v.t.", "n.v.t", "n/a", "-", "–", "?", "onbekend", "unknown"}
STANDINGS = {  # what people call these elsewhere, in both languages
    Standing.IDEA: {"idee", "idea", "verkenning", "gepland", "planned", "concept", "voorstel"},
    Standing.RUNNING: {"lopend", "loopt", "actief", "active", "ongoing", "in uitvoering"},
    Standing.RESTING: {"on hold", "pauze", "gepauzeerd", "paused", "stilgelegd", "rust"},
    Standing.ENDED: {"afgerond", "gestopt", "klaar", "afgesloten", "stopped", "finished", "done",
                     "closed", "completed"},
}  # fmt: skip
MAIN_MARKS, ALSO_MARKS = {"x", "xx", "1", "ja", "yes", "++"}, {"o", "+", "deels", "partly"}
NO_MARKS = {"", "0", "-", "nee", "no", "geen", "none"}


class CellRefused(DomainError):
    """A cell holds what cannot stand there."""


def read_cell(column: Column, value: str) -> object:
    """What a cell says of a collaboration; blank where it may be left out."""
    value = as_meant(value)
    match column:
        case Column.NAME if not value:
            raise CellRefused(_("Fill in what the collaboration is called."))
        case Column.STANDING:
            return _standing(value)
        case Column.DUE_ON | Column.BEGINS_ON | Column.ENDS_ON:
            return _day(value)
        case Column.HOURS | Column.AMOUNT:
            return _number(column, value)
        case Column.CURRENCY if value and not re.fullmatch("[A-Z]{3}", value):
            raise CellRefused(_("Expected three capitals, as in EUR."))
        case _:
            return _text(column, value)


def read_strength(value: str) -> Strength | None:
    """How much a collaboration works on an outcome; nothing where the cell says no."""
    said = value.casefold()
    if said in NO_MARKS:
        return None
    if said in MAIN_MARKS | _labels(Strength.MAIN):
        return Strength.MAIN
    if said in ALSO_MARKS | _labels(Strength.ALSO):
        return Strength.ALSO
    raise CellRefused(_("Expected mainly, also or nothing."))


def _labels(choice: Strength | Standing) -> set[str]:
    found = {choice.value}
    for language in ("nl", "en"):
        with translation.override(language):
            found.add(str(choice.label).casefold())
    return found


def _standing(value: str) -> Standing:
    said = value.casefold()
    if not said:
        return Standing.RUNNING
    for standing in Standing:
        if said in _labels(standing) | STANDINGS[standing]:
            return standing
    with_labels = ", ".join(str(standing.label) for standing in Standing)
    raise CellRefused(_("Expected one of: %(choices)s.") % {"choices": with_labels})


def _day(value: str) -> date | None:
    if not value or value.casefold() in NOTHING:
        return None
    if day := _day_in_words(value.casefold()):
        return day
    for form in DAYS:
        try:
            found = datetime.strptime(value, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
        if fault := days.fault_in(found):
            raise CellRefused(fault)
        return found
    raise CellRefused(_("Expected a day, as in 2026-12-31 or 31-12-2026."))


def _day_in_words(value: str) -> date | None:
    """A day with its month written out, as in 1 maart 2026."""
    if not (found := DAY_IN_WORDS.fullmatch(" ".join(value.split()))):
        return None
    for number, beginnings in enumerate(MONTHS, start=1):
        if found[2].startswith(beginnings):
            with suppress(ValueError):
                return date(int(found[3]), number, int(found[1]))
    return None


def _number(column: Column, value: str) -> Decimal | None:
    if not value or value.casefold() in NOTHING:
        return None
    if re.search(r"[$£]", value):
        raise CellRefused(_("Expected a number; write the currency in a column of its own."))
    plain = re.sub(r"(€|eur\b|\s|\u00a0)", "", value, flags=re.IGNORECASE)
    plain = re.sub(r"[,.]-{1,2}$", "", plain)  # as in 3.500,-
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+,\d+", plain):  # as people write it here
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    field = PortfolioEntry._meta.get_field(column.value)
    try:
        number = round(Decimal(plain), 2)
    except InvalidOperation as fault:
        raise CellRefused(_("Expected a number.")) from fault
    most = 10 ** (field.max_digits - field.decimal_places)  # type: ignore[union-attr]
    least = -most if column == Column.AMOUNT else 0  # money can be paid back
    if not number.is_finite() or not least <= number < most:
        said = {"least": least, "most": most}
        raise CellRefused(_("Expected a number from %(least)s, smaller than %(most)s.") % said)
    return number


def _text(column: Column, value: str) -> str:
    longest = PortfolioEntry._meta.get_field(column.value).max_length  # type: ignore[union-attr]
    if longest and len(value) > longest:
        raise CellRefused(_("Expected at most %(n)s letters.") % {"n": longest})
    return value
