"""The cells of an HTML table, with the grid places that rowspan and colspan give them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claimcheck.model.document import Cell, Table
from claimcheck.readers.tables import count_header_rows, trim

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

    @property
    def start(self) -> int:
        """Where its first cell starts."""
        return self.cells[0].start if self.cells else 0

    def finish(self, text: str) -> tuple[Table | None, list[tuple[int, int]]]:
        """The table and the spans of notes in its last rows; no table where there is no grid.

        Args:
            text: what was written from `start` on.
        """
        cells = [_trimmed(text, cell, self.start) for cell in self.cells]
        filled = [cell for cell in cells if cell.end > cell.start]
        width = max((cell.column + cell.column_span for cell in cells), default=0)
        notes: list[tuple[int, int]] = []
        while filled and width > 1 and _is_note(filled, width):
            last = filled.pop()
            notes.insert(0, (last.start, last.end))
        if width < 2 or len({cell.row for cell in filled}) < 2:
            return None, []
        if not any(cell.header for cell in filled):
            filled = _guessed_heads(text, filled, self.start)
        return Table(filled[0].start, filled[-1].end, tuple(filled)), notes


def _span(element: HtmlElement, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() else 1


def _trimmed(text: str, cell: Cell, base: int) -> Cell:
    start, end = trim(text, cell.start - base, cell.end - base)
    return replace(cell, start=base + start, end=base + end)


def _is_note(cells: list[Cell], width: int) -> bool:
    """Whether the last row is one cell across the whole table."""
    last = cells[-1]
    return last.column_span == width and not last.header and all(cell.row != last.row for cell in cells[:-1])


def _guessed_heads(text: str, cells: list[Cell], base: int) -> list[Cell]:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    spans = [[(cell.start - base, cell.end - base) for cell in row] for row in rows.values()]
    heads = set(list(rows)[: count_header_rows(text, spans)])
    return [replace(cell, header=cell.row in heads) for cell in cells]
