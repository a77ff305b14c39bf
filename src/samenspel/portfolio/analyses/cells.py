"""What one cell of a file with a portfolio says."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import translation
from django.utils.translation import gettext as _

from samenspel.platform.errors import DomainError
from samenspel.portfolio.choices import Column, Standing, Strength
from samenspel.portfolio.models import PortfolioEntry

DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y")
FORMULA_MARKS = ("'=", "'+", "'-", "'@")
MAIN_MARKS, ALSO_MARKS = {"x", "xx", "1", "ja", "yes", "++"}, {"o", "+", "deels", "partly"}
NO_MARKS = {"", "0", "-", "nee", "no", "geen", "none"}


class CellRefused(DomainError):
    """A cell holds what cannot stand there."""


def read_cell(column: Column, value: str) -> object:
    """What a cell says of a collaboration; blank where it may be left out."""
    if value.startswith(FORMULA_MARKS):  # a file of ours keeps a formula a text
        value = value[1:]
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
        if said in _labels(standing):
            return standing
    with_labels = ", ".join(str(standing.label) for standing in Standing)
    raise CellRefused(_("Expected one of: %(choices)s.") % {"choices": with_labels})


def _day(value: str) -> date | None:
    if not value:
        return None
    for form in DAYS:
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    raise CellRefused(_("Expected a day, as in 2026-12-31 or 31-12-2026."))


def _number(column: Column, value: str) -> Decimal | None:
    if not value:
        return None
    plain = re.sub(r"[€$\s\u00a0]", "", value)
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
