"""A portfolio for who reads it elsewhere: as a workbook, as text with commas, and on paper."""

import csv
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from babel.dates import format_date
from xlsxwriter import Workbook

from samenspel_report.i18n import DATES, translator
from samenspel_report.paper import document
from samenspel_report.pictures import logo, standalone

Cell = str | date | Decimal | None
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class PortfolioTable:
    """Names of columns and what stands under them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class PortfolioPaper:
    """A portfolio on paper: what to know first, the matrix, and what is weak or missing."""

    party: str
    heading: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    cannot: tuple[str, ...]
    made_on: date


def portfolio_workbook(table: PortfolioTable, sheet_name: str) -> bytes:
    """The table as XLSX; nothing in it is taken for a formula."""
    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(sheet_name[:31])
        sheet.freeze_panes(1, 1)
        for place, name in enumerate(table.columns):
            sheet.write_string(0, place, name, bold)
            sheet.set_column(place, place, 30 if place < 2 else 16)
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                elif isinstance(cell, Decimal):
                    sheet.write_number(number, place, float(cell))
                elif cell:
                    sheet.write_string(number, place, cell)
    return content.getvalue()


def portfolio_csv(table: PortfolioTable) -> bytes:
    """The table as UTF-8 with a mark for spreadsheets; an apostrophe keeps a formula a text."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def portfolio_pdf(paper: PortfolioPaper, language: str) -> bytes:
    """The portfolio as an A4 document; the same input gives the same bytes."""
    t = translator(language)
    day = format_date(paper.made_on, format="d MMMM y", locale=DATES[language])
    content: dict[str, object] = asdict(paper) | {
        "language": language,
        "made_on": day,
        "logo": standalone(logo(), width=34, height=26),
        "labels": {
            "page_of": t.gettext("of"),
            "cannot": t.gettext("What you cannot conclude from this"),
        },
    }
    return document("portfolio.typ", content, paper.made_on)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    text = cell or ""
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text
