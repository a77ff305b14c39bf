"""A map to take along: its values, and a table of statements with their votes."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samenspel_report.portfolio import Cell, PortfolioTable, portfolio_csv, portfolio_workbook

from .counted import counts_of
from .maps import LANGUAGES

if TYPE_CHECKING:
    from samenspel.conversations.models import OpinionMap
    from samenspel.conversations.queries import Worded

PAPER = "kaart.pdf"
KINDS = {
    PAPER: "application/pdf",
    "kaart.json": "application/json",
    "stellingen.csv": "text/csv; charset=utf-8",
    "stellingen.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def document_of(
    name: str, kept: "OpinionMap", worded: "Mapping[int, Worded]", *, language: str
) -> bytes:
    """One of `KINDS`; `worded` holds the statements that are shown, by number."""
    if name == PAPER:
        return paper_of(kept, language)
    if name == "kaart.json":
        return json.dumps(kept.payload, ensure_ascii=False, indent=1).encode()
    table = _table(kept, worded)
    if name.endswith(".csv"):
        return portfolio_csv(table)
    return portfolio_workbook(table, _("Statements"))


def paper_of(kept: "OpinionMap", language: str) -> bytes:
    """The whole map as an A4 document, in the language of whoever asks."""
    from samenspel_report.opinion import paper_pdf

    papers = kept.papers
    return paper_pdf(papers.get(language) or papers[LANGUAGES[0]], localdate(kept.made_at))


def _table(kept: "OpinionMap", worded: "Mapping[int, Worded]") -> PortfolioTable:
    """Every statement as it was written, with how many of those on the map said what.

    A translation stands in a column of its own, and never in the place of the original.
    """
    counts = counts_of(bytes(kept.counted))
    columns = (_("No."), _("Statement"), _("Agree"), _("Disagree"), _("I do not know"),
               _("Language"), _("Translation by a person"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            Decimal(number + 1),
            each.text,
            *map(Decimal, counts.get(number, (0, 0, 0))),
            each.language,
            each.translation,
        )
        for number, each in worded.items()
    ]
    return PortfolioTable(columns, tuple(rows))
