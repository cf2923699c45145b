"""The cells of an HTML table, with the grid places that rowspan and colspan give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.model.document import Cell

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WIDEST = 1000
"""Most columns or rows that one cell may span: what browsers allow (WHATWG HTML, 4.9.11)."""


@dataclass
class Grid:
    """A table while its rows are walked."""

    row: int = -1
    cells: list[Cell] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    column: int = 0

    def next_row(self) -> None:
        """Start a row."""
        self.row += 1
        self.column = 0

    def add(self, element: HtmlElement, start: int, end: int) -> None:
        """Put a cell at the next free place of the row."""
        self.row = max(self.row, 0)
        while (self.row, self.column) in self.taken:
            self.column += 1
        rows, columns = _span(element, "rowspan"), _span(element, "colspan")
        self.taken.update(
            (row, column)
            for row in range(self.row + 1, self.row + rows)
            for column in range(self.column, self.column + columns)
        )
        header = element.tag == "th" or any(parent.tag == "thead" for parent in element.iterancestors("thead", "table"))
        self.cells.append(Cell(self.row, self.column, start, end, header, rows, columns))
        self.column += columns


def _span(element: HtmlElement, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() else 1
