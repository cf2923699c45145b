"""Filling in a log as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimcheck.review.log import COLUMNS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADS = [column.title for column in COLUMNS]
_PLACES = {column.field: at for at, column in enumerate(COLUMNS, 1) if column.field}


def fill(sheet: Worksheet, row: int, **cells: Any) -> None:
    """Write into cells of a row, by the keys of a decision."""
    for name, value in cells.items():
        sheet.cell(row, _PLACES[name]).value = value
