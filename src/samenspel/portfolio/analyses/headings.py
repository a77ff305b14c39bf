"""The names of columns: in which row they stand, and what each seems to say."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from django.utils import translation

from samenspel.portfolio.choices import Column
from samenspel.portfolio.models import ChainStep
from samenspel_report.intake.tables import Chunk, Table
from samenspel_report.spreadsheet import as_meant

OUTCOME = "outcome_"
LOOKED_AT = 20  # rows in which the names of columns may stand, below a title and a remark
LEAST_KNOWN = 2
OTHER_NAMES = {  # what people call these columns elsewhere, in both languages
    Column.PARTNER_ORG_ID: "kvk kvk-nummer org-id organisation-id",
    Column.PARTNER: "partners organisatie organisation lead",
    Column.STANDING: "status fase phase",
    Column.DUE_ON: "evaluatie evaluation review deadline",
    Column.DUE_WHAT: "",
    Column.HOURS: "uren hours uur",
    Column.AMOUNT: "budget waarde value bedrag bijdrage subsidie kosten",
    Column.CURRENCY: "valuta",
    Column.BEGINS_ON: "start begin startdatum",
    Column.ENDS_ON: "einde end einddatum",
    Column.NOTE: "opmerkingen opmerking notes toelichting",
    Column.REFERENCE: "id nr nummer number code iati-identifier",
    Column.NAME: "naam name titel title samenwerking collaboration project activity",
}  # a name of more words is told by the first of these that it holds: `naam partner` is a partner


def known_names() -> frozenset[str]:
    """Every name by which we know a column."""
    return frozenset(name for column in Column for name in _names(column))


def guessed(header: Sequence[str], outcomes: Iterable[ChainStep]) -> dict[str, int]:
    """Which column says what, by its name in either language; each column at most once."""
    places = {_plain(name): place for place, name in reversed([*enumerate(header)])}
    found: dict[str, int] = {}
    wanted = [(column.value, _names(column)) for column in Column]
    wanted += [(f"{OUTCOME}{step.pk}", [_plain(step.name)]) for step in outcomes]
    for field, names in wanted:
        place = next((places[name] for name in names if name in places), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found | _by_a_word(header, found)


def from_heading(table: Table) -> Table:
    """The table from the row with the names of its columns on: above it may stand a title."""
    first = next(table.chunks, None)
    if first is None:
        return table
    known = known_names()
    rows = [list(table.header), *first.rows]
    here = max(range(min(len(rows), LOOKED_AT)), key=lambda i: (_recognised(rows[i], known), -i))
    if here == 0 or _recognised(rows[here], known) < LEAST_KNOWN:
        return Table(table.header, table.decimal_comma, chain([first], table.chunks))
    below = Chunk(first.first_row + here, rows[here + 1 :])
    return Table(tuple(rows[here]), table.decimal_comma, chain([below], table.chunks))


def _by_a_word(header: Sequence[str], found: dict[str, int]) -> dict[str, int]:
    """What the other columns seem to say, by one word in their name."""
    more: dict[str, int] = {}
    for place, name in enumerate(header):
        words = set(re.findall(r"[\w-]+", _plain(name)))
        fits = (column.value for column in OTHER_NAMES if words & set(_names(column)))
        field = next(fits, None)
        taken = found | more
        if field and field not in taken and place not in taken.values():
            more[field] = place
    return more


def _recognised(row: Sequence[str], known: frozenset[str]) -> int:
    """How many different names of columns stand in a row, whole or as a word of one."""
    names = {_plain(cell) for cell in row if cell.strip()}
    return sum(name in known or bool(known & set(re.findall(r"[\w-]+", name))) for name in names)


def _plain(name: str) -> str:
    """A name as it is compared; a file of ours keeps a formula a text with an apostrophe."""
    plain = " ".join(name.split()).casefold()
    return as_meant(plain)


def _names(column: Column) -> list[str]:
    names = []
    for language in ("nl", "en"):
        with translation.override(language):
            names.append(str(column.label).casefold())
    return [*names, *OTHER_NAMES.get(column, "").split()]
