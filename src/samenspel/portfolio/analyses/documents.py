from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.portfolio.choices import Column, Strength
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import Row
from samenspel_report.portfolio import (
    Cell,
    PortfolioTable,
    portfolio_csv,
    portfolio_pdf,
    portfolio_workbook,
)

from .overview import Overview
from .paper import paper_of

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
        return portfolio_pdf(paper_of(party, rows, overview, made_on), language)
    table = _table(rows, outcomes)
    return portfolio_csv(table) if ending == "csv" else portfolio_workbook(table, _("Portfolio"))


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
