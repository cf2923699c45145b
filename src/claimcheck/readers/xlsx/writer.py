"""The text of a workbook while it is written: a line a row, tabs between cells, superscripts as marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from claimcheck.model.document import Block, BlockKind, Cell, Mark, MarkKind
from claimcheck.readers.columns import Sheet
from claimcheck.readers.marks.raised import raised_kind
from claimcheck.readers.sheets import Row, address
from claimcheck.readers.xlsx.formats import shown
from claimcheck.readers.xlsx.rows import SheetRows, Unread, Value

_SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TOO_MANY = "not read from {first} on: as many cells as are read of a workbook"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the text, its sheets with the blocks of their names, the marks of rich text."""

    text: str
    sheets: list[Sheet]
    heads: list[Block]
    marks: list[Mark]


class Writer:
    """Collects the sheets of a workbook."""

    def __init__(self, book: Any, unread: Unread) -> None:
        """Args: book: openpyxl's workbook, for its styles."""
        self.book = book
        self.unread = unread
        self.length = 0
        self.cells = 0
        self.sheets: list[Sheet] = []
        self.heads: list[Block] = []
        self.marks: list[Mark] = []
        self._parts: list[str] = []

    def add(self, rows: SheetRows, most: int) -> None:
        """Write a sheet under its name, as long as the workbook has fewer than `most` cells; none where it is empty."""
        written: list[Row] = []
        for row in rows:
            if self.cells >= most:
                self.unread.add(TOO_MANY, address(row[0].row, 0, rows.name))
                break
            if not written:
                self._open(rows.name)
            cells = self._row(row, rows.name)
            if cells:
                written.append(cells)
                self.cells += len(cells)
        if written:
            merged = rows.merged
            self.sheets.append(Sheet(rows.name, [[_spread(cell, merged) for cell in row] for row in written]))

    def finish(self) -> Written:
        """Everything that was added."""
        return Written("".join(self._parts), self.sheets, self.heads[: len(self.sheets)], self.marks)

    def _open(self, name: str) -> None:
        del self.heads[len(self.sheets) :]
        if self.length:
            self._put("\n")
        title = _clean(name).strip() or "sheet"
        self.heads.append(Block(self.length, self.length + len(title), BlockKind.HEADING, 1))
        self._put(f"{title}\n")

    def _row(self, row: list[Value], sheet: str) -> Row:
        cells: list[Cell] = []
        column = 0
        for value in row:
            self._put("\t" * (value.column - column))
            column = value.column
            start = self.length
            self._value(value)
            if self.length > start:
                place = address(value.row, value.column, sheet)
                cells.append(Cell(value.row, value.column, start, self.length, address=place))
        self._put("\n")
        return cells

    def _value(self, value: Value) -> None:
        """Write one cell."""
        if isinstance(value.value, list):
            self._rich(value.value)
        else:
            style = self.book._cell_styles[value.style] if value.style < len(self.book._cell_styles) else None
            self._put(_clean(shown(value.value, self._format(style))).strip())

    def _format(self, style: Any) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

        number = 0 if style is None else style.numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, "General")
        own = self.book._number_formats
        index = number - BUILTIN_FORMATS_MAX_SIZE
        return str(own[index]) if index < len(own) else "General"

    def _rich(self, runs: list[Any]) -> None:
        """A text whose stretches have fonts of their own: what is raised or lowered becomes a mark."""
        start = self.length
        last = len(runs) - 1
        base = ""
        for index, run in enumerate(runs):
            words = _clean(str(run))
            words = words.lstrip() if self.length == start or base.endswith(" ") else words
            words = words.rstrip() if index == last else words
            raised = getattr(getattr(run, "font", None), "vertAlign", None)
            content = words.strip()
            if raised in ("superscript", "subscript") and content:
                begin = self.length + words.index(content)
                kind = MarkKind.SUBSCRIPT if raised == "subscript" else raised_kind(base[-8:], content)
                self.marks.append(Mark(begin, begin + len(content), kind))
            self._put(words)
            base += words

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)


def _clean(words: str) -> str:
    """One line, without characters that no text holds."""
    return _SPACES.sub(" ", _CONTROL.sub("", words))


def _spread(cell: Cell, merged: dict[tuple[int, int], tuple[int, int]]) -> Cell:
    """The cell with the rows and columns of the merged range that it stands for."""
    rows, columns = merged.get((cell.row, cell.column), (1, 1))
    return replace(cell, row_span=rows, column_span=columns) if rows > 1 or columns > 1 else cell
