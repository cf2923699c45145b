"""A workbook: conflicts with one row a claim, and the ledger of the documents. Every text is text, never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from claimcheck.model import ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.rows import COLUMNS, Cell, rows
from claimcheck.report.safe import visible
from claimcheck.report.wording import closing
from claimcheck.report.workbook import LONG, workbook

MAX_ROWS = 1_048_575
"""Rows of a sheet below its heading."""
LEDGER = (
    "document",
    "format",
    "title",
    "status",
    "reason",
    "pages",
    "pages_without_text",
    "tables",
    "numbers",
    "claims",
    "compared",
)
WIDTHS = {"about": 40, "quote": 18, "document": 28, "place": 30, "sentence": 60, "explanation": 50, "reason": 18}


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> bytes:
    """The sheets `Conflicts` and `Documents`. `pages` is not used here."""
    target = BytesIO()
    book = workbook(target, closing(result))
    _sheet(book, "Conflicts", COLUMNS, rows(result))
    _sheet(book, "Documents", LEDGER, _ledger(result))
    book.close()
    return target.getvalue()


def _ledger(result: ScanResult) -> Iterable[tuple[Cell, ...]]:
    for item in result.documents:
        numbers = item.numbers
        yield (
            visible(item.path),
            item.format,
            visible(item.title or ""),
            item.status.value,
            visible(item.reason or ""),
            item.pages,
            item.pages_without_text,
            item.tables,
            numbers.seen,
            numbers.claims,
            numbers.compared,
        )


def _sheet(book: Any, name: str, columns: Sequence[str], cells: Iterable[tuple[Cell, ...]]) -> None:
    """A sheet with a heading that stays in view and a filter."""
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    last = 0
    for last, row in enumerate(cells, 1):
        if last > MAX_ROWS:
            last = MAX_ROWS
            sheet.write_string(last, 0, "more rows than a sheet can hold: take --format csv")
            break
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, column, cell[:LONG], wrapped)
            elif cell is not None:
                sheet.write_number(last, column, float(cell) if isinstance(cell, Decimal) else cell, wrapped)
    for column, heading in enumerate(columns):
        sheet.set_column(column, column, WIDTHS.get(heading, 14))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
