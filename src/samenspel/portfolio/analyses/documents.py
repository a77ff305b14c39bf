from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.collaborations.models import Party
from samenspel.portfolio.choices import Column, Strength
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import Row
from samenspel_report.portfolio import (
    Cell,
    PortfolioPaper,
    PortfolioTable,
    portfolio_csv,
    portfolio_pdf,
    portfolio_workbook,
)

from .overview import Carried, Overview

ENDINGS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


def document_of(
    ending: str, party: Party, rows: Sequence[Row], overview: Overview, *, made_on: date,
    language: str,
) -> bytes:  # fmt: skip
    """A portfolio as a file; the tables can be brought in again as they are."""
    outcomes = [each.step for each in overview.outcomes]
    if ending == "pdf":
        paper = _paper(party, rows, overview, made_on)
        return portfolio_pdf(paper, language)
    table = _table(rows, outcomes)
    return portfolio_csv(table) if ending == "csv" else portfolio_workbook(table, _("Portfolio"))


def what_to_know(overview: Overview) -> Iterator[str]:
    """The portfolio in sentences: what is late, missing or weak, and what rests on one partner."""
    if overview.late:
        yield ngettext(
            "In %(n)s collaboration something is past its day.",
            "In %(n)s collaborations something is past its day.",
            len(overview.late),
        ) % {"n": len(overview.late)}
    for row, outcomes in overview.shaken:
        yield what_was_shaken(row, outcomes)
    for each in overview.outcomes:
        if said := what_is_weak(each):
            yield said
    if overview.by_hours:
        row, hours, part = overview.by_hours[0]
        yield _(
            "Of our %(total)s hours in a year %(hours)s go to %(name)s: %(part)s of every 100."
        ) % {"total": _whole(overview.spread.total), "hours": _whole(hours), "name": row.name,
             "part": part}  # fmt: skip


def what_was_shaken(row: Row, outcomes: str) -> str:
    """Where something big changed and nobody said yet what comes of that, and what rests on it."""
    said = {"name": row.name, "outcomes": outcomes}
    if not outcomes:
        return _("Something big changed in %(name)s. Look at it again.") % said
    return (
        _(
            "Something big changed in %(name)s. Look at it again; these outcomes rest on it too:"
            " %(outcomes)s."
        )
        % said
    )


def what_is_weak(each: Carried) -> str:
    """What is missing or weak about who works on an outcome; nothing where that is in order."""
    named = {"outcome": each.step.name, "partner": ", ".join(each.hangs_on)}
    if each.is_missing:
        return _("Nothing works on “%(outcome)s”.") % named
    if each.is_weak:
        return _("On “%(outcome)s” nothing works mainly.") % named
    if each.hangs_on:
        return _("“%(outcome)s” hangs on %(partner)s.") % named
    return ""


def _table(rows: Sequence[Row], outcomes: Sequence[ChainStep]) -> PortfolioTable:
    columns = (str(column.label) for column in Column)
    return PortfolioTable(
        columns=(*columns, *(step.name for step in outcomes)),
        rows=tuple(
            (row.name, row.partner_names, *_numbered(row), *_linked(row, outcomes)) for row in rows
        ),
    )


def _numbered(row: Row) -> tuple[Cell, ...]:
    entry, standing = row.entry, str(row.standing.label)
    said = ("partner_org_id", "reference", "amount", "currency", "begins_on", "ends_on", "note")
    number, reference, *rest = (getattr(entry, name) if entry else None for name in said)
    return (number, reference, standing, row.due_on, row.due_what, row.hours, *rest)


def _linked(row: Row, outcomes: Sequence[ChainStep]) -> Iterator[str]:
    for step in outcomes:
        strength = row.links.get(step.pk)
        yield str(Strength(strength).label) if strength else ""


def _paper(party: Party, rows: Sequence[Row], overview: Overview, made_on: date) -> PortfolioPaper:
    outcomes = [each.step for each in overview.outcomes]
    parts = (
        (_("What works on no outcome yet"), tuple(row.name for row in overview.unlinked)),
        (_("What works only on outcomes you let go of"),
         tuple(row.name for row in overview.off_course)),
    )  # fmt: skip
    return PortfolioPaper(
        party=party.name,
        heading=_("Portfolio"),
        sentences=tuple(what_to_know(overview)),
        columns=(_("Collaboration"), _("Next"), *(step.name for step in outcomes), _("Hours")),
        rows=tuple(
            (row.name, _due(row), *_linked(row, outcomes), _whole(row.hours) if row.hours else "")
            for row in rows
        ),
        parts=tuple(part for part in parts if part[1]),
        cannot=(
            _("Which collaboration is the best. We do not rank partners."),
            _("Whether many hours bring much. That is for who gets them to say."),
        ),
        made_on=made_on,
    )


def _whole(number: float | Decimal) -> str:
    return number_format(number, 0, force_grouping=True)


def _due(row: Row) -> str:
    day = date_format(row.due_on, "j b Y") if row.due_on else ""
    return ": ".join(part for part in (day, row.due_what) if part)
