"""A portfolio for who reads it elsewhere: as a workbook, as text with commas, and on paper."""

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from babel.dates import format_date
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from samenspel_report.i18n import DATES, translator
from samenspel_report.paper import document
from samenspel_report.pictures import logo, standalone
from samenspel_report.spreadsheet import harmless

Cell = str | date | Decimal | None
STRIP = {"width": 1180, "height": 52}
NARROWEST, WIDEST, A4 = 13, 40, 9  # letters wide; the number of a paper size


@dataclass(frozen=True, slots=True)
class PortfolioTable:
    """Names of columns and what stands under them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A collaboration on paper: who with, what comes next, and on which outcomes it works."""

    name: str
    about: str
    due: str
    late: str
    strengths: tuple[str, ...]  # one for each outcome: `main`, `also` or nothing
    works_on: str
    hours: str


@dataclass(frozen=True, slots=True)
class PaperOutcome:
    """An outcome on paper: what the strategy makes of it, who carries it and what shows it."""

    name: str
    weight: str
    carried: str
    carriers: tuple[str, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortfolioPaper:
    """A portfolio on paper: what to know first, the matrix, outcomes, hours, and what is weak."""

    party: str
    heading: str
    sentences: tuple[str, ...]
    outcomes: tuple[PaperOutcome, ...]
    rows: tuple[PaperRow, ...]
    hours: str
    hours_said: str
    counted: str  # what the last line of the matrix adds up
    strip: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    cannot: tuple[str, ...]
    words: Mapping[str, str]
    made_on: date


def portfolio_workbook(table: PortfolioTable, sheet_name: str) -> bytes:
    """The table as XLSX; nothing in it is taken for a formula."""
    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(content, options) as book:
        sheet = book.add_worksheet(sheet_name[:31])
        _lay_out(book, sheet, table)
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        number = book.add_format({"num_format": "#,##0.##;-#,##0.##", "valign": "top"})
        whole = book.add_format({"num_format": "#,##0;-#,##0", "valign": "top"})
        words = book.add_format({"text_wrap": True, "valign": "top"})
        for down, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(down, place, cell, day)
                elif isinstance(cell, Decimal):
                    style = whole if cell == cell.to_integral_value() else number
                    sheet.write_number(down, place, float(cell), style)
                elif cell:
                    sheet.write_string(down, place, cell, words)
    return content.getvalue()


def _lay_out(book: Workbook, sheet: Worksheet, table: PortfolioTable) -> None:
    """The names of columns stay in sight, also on each page of print, and can be filtered."""
    names = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EAF3F5", "bottom": 2}
    heading = book.add_format(names)
    for place, name in enumerate(table.columns):
        sheet.write_string(0, place, name, heading)
        cells = (row[place] for row in table.rows)
        longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
        sheet.set_column(place, place, min(max(longest + 2, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def portfolio_csv(table: PortfolioTable) -> bytes:
    """The table as UTF-8 with a mark for spreadsheets; an apostrophe keeps a formula a text."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_as_text(name) for name in table.columns])
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
        "strip": {"svg": standalone(paper.strip, **STRIP), "alt": paper.hours_said}
        if paper.strip
        else None,
        "words": dict(paper.words),
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
    return harmless(cell or "")
