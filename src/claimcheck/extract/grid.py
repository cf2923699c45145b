"""A table as a grid: which headings stand over and beside each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import Cell, Table

_NUMERIC = re.compile(r"[\s<>≤≥~±]*[-\u2212]?[0-9][0-9.,\u00b7\s%()/\u2013-]*[^A-Za-z]{0,3}|[-\u2013\u2014]|NR|NA|NE")


@dataclass(frozen=True, slots=True)
class Place:
    """A body cell with its headings, outermost first."""

    cell: Cell
    row: tuple[Cell, ...]
    """Cells that name the row: its first column, and the section row above it."""
    column: tuple[Cell, ...]
    """Header cells over the column."""
    beside: tuple[Cell, ...]
    """The other cells of the row, which may name a regimen or a reference."""


class Grid:
    """The cells of a table by row, with header rows found."""

    def __init__(self, text: str, table: Table) -> None:
        """Args: text: the document's text, for telling headings from values."""
        self.text = text
        self.table = table
        self.rows: dict[int, list[Cell]] = {}
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
            self.rows.setdefault(cell.row, []).append(cell)
        self.header_rows = self._header_rows()
        self.tall = [cell for cell in table.cells if cell.row_span > 1]
        """Cells that stand for several rows."""

    def content(self, cell: Cell) -> str:
        """The text of a cell, white space collapsed."""
        return " ".join(self.text[cell.start : cell.end].split())

    def _header_rows(self) -> set[int]:
        flagged: set[int] = set()
        for row in sorted(self.rows):
            body = [c for c in self.rows[row] if c.column > 0 and self.content(c)]
            numeric = [c for c in body if _NUMERIC.fullmatch(self.content(c))]
            all_headers = all(c.header for c in self.rows[row])
            sizes = [c for c in body if re.fullmatch(r"\(?[nN]\s?=\s?[0-9,]+\)?", self.content(c))]
            if body and len(sizes) == len(body):
                flagged.add(row)
            elif (
                (all_headers or row == min(self.rows) or self._only_headers_so_far(row, flagged))
                and not numeric
                and body
            ):
                if not all_headers and row != min(self.rows) and not self._second_heading(row, body):
                    break
                flagged.add(row)
            elif row == min(self.rows) and all_headers:
                flagged.add(row)
            else:
                break
        return flagged

    def _only_headers_so_far(self, row: int, flagged: set[int]) -> bool:
        return all(earlier in flagged for earlier in self.rows if earlier < row)

    def _second_heading(self, row: int, body: Sequence[Cell]) -> bool:
        """A further row of headings: nothing in its first column, or the same few words over and over."""
        first = next((c for c in self.rows[row] if c.column == 0), None)
        words = [self.content(c) for c in body]
        return first is None or not self.content(first) or len(set(words)) < len(words)

    def headers(self) -> Iterator[Cell]:
        """Every header cell."""
        for row in sorted(self.header_rows):
            yield from self.rows[row]

    def places(self) -> Iterator[Place]:
        """Every body cell with its headings."""
        section: Cell | None = None
        for row in sorted(self.rows):
            cells = self.rows[row]
            if row in self.header_rows:
                continue
            filled = [c for c in cells if self.content(c)]
            if len(filled) == 1 and filled[0].column == 0 and not _NUMERIC.fullmatch(self.content(filled[0])):
                section = filled[0]
                continue
            names = self._names_of(row)
            for cell in cells:
                if not self.content(cell):
                    continue
                yield Place(
                    cell,
                    (*((section,) if section else ()), *(name for name in names if name is not cell)),
                    self.over(cell.column, cell.row),
                    tuple(c for c in cells if c is not cell and c not in names),
                )

    def _names_of(self, row: int) -> tuple[Cell, ...]:
        """The cells that name a row: that of the first column, and where it spans rows the words beside it."""
        first = self.across(row).get(0)
        if first is None:
            return ()
        second = next((c for c in self.rows[row] if c.column == first.column_span), None)
        if first.row_span < 2 or second is None or _NUMERIC.fullmatch(self.content(second)):
            return (first,)
        return (first, second)

    def across(self, row: int) -> dict[int, Cell]:
        """Column -> the cell of a row, those that reach down into it included."""
        tall = {c.column: c for c in self.tall if c.row < row < c.row + c.row_span}
        return tall | {c.column: c for c in self.rows.get(row, ())}

    def over(self, column: int, row: int) -> tuple[Cell, ...]:
        """The header cells over a column, spanning ones first."""
        return tuple(
            c
            for r in sorted(self.header_rows)
            if r < row
            for c in self.rows[r]
            if c.column <= column < c.column + c.column_span and self.content(c)
        )


def text_of(grid: Grid, cells: Sequence[Cell]) -> str:
    """The words of several cells, outermost first."""
    return " / ".join(grid.content(c) for c in cells)
