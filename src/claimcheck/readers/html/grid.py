"""The cells of an HTML table, with the grid places that rowspan and colspan give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claimcheck.model.document import Cell

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DIGITS = re.compile(r"[ \t\r\n\f]*\+?([0-9]+)")
_WIDEST, _TALLEST = 1000, 65534
"""Most columns and rows that one cell may span: what browsers allow (WHATWG HTML, 4.9.11)."""


@dataclass
class Grid:
    """A table while its rows are walked."""

    row: int = -1
    cells: list[Cell] = field(default_factory=list)
    column: int = 0
    _free: dict[int, int] = field(default_factory=dict)
    """Column -> the first row in which no cell from above stands in it."""
    _group: int = 0
    """The first cell of the open row group."""

    def next_row(self) -> None:
        """Start a row."""
        self.row += 1
        self.column = 0

    def end_group(self) -> None:
        """End a `thead`, `tbody` or `tfoot`: no cell reaches over its end, whatever its `rowspan` says."""
        self.cells[self._group :] = [
            replace(cell, row_span=min(cell.row_span, self.row - cell.row + 1)) for cell in self.cells[self._group :]
        ]
        self._group = len(self.cells)
        self._free.clear()

    def add(self, element: HtmlElement, start: int, end: int) -> None:
        """Put a cell at the next free place of the row; where spans overlap both cells keep theirs."""
        self.row = max(self.row, 0)
        while self._free.get(self.column, 0) > self.row:
            self.column += 1
        rows = _span(element, "rowspan", _TALLEST) or _TALLEST  # 0: to the end of its row group
        columns = _span(element, "colspan", _WIDEST) or 1
        for column in range(self.column, self.column + columns):
            self._free[column] = max(self._free.get(column, 0), self.row + rows)
        header = element.tag == "th" or any(parent.tag == "thead" for parent in element.iterancestors("thead", "table"))
        self.cells.append(Cell(self.row, self.column, start, end, header, rows, columns))
        self.column += columns

    def closed(self) -> list[Cell]:
        """All cells, with no span that leaves its row group or the table: a `colspan` of 99 makes no columns."""
        self.end_group()
        width = max((cell.column for cell in self.cells), default=-1) + 1
        return [replace(cell, column_span=min(cell.column_span, width - cell.column)) for cell in self.cells]


def _span(element: HtmlElement, name: str, most: int) -> int:
    match = _DIGITS.match(element.get(name) or "")
    return min(int(match[1][:9]), most) if match else 1
