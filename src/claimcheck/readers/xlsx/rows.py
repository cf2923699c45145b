"""The cells of one worksheet, row by row as openpyxl reads them, with what its read-only mode keeps to itself."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from claimcheck.readers.sheets import MOST_COLUMNS, address

FARTHEST = 10_000
"""Empty rows after which a sheet is taken to have ended."""


@dataclass(frozen=True, slots=True)
class Value:
    """A filled cell: its place, from 0, its value and the number of its style."""

    row: int
    column: int
    value: Any
    style: int


@dataclass
class Unread:
    """What of a workbook is not read, counted by what to say of it, with the first place of each."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, place: str, number: int = 1) -> None:
        """Count something."""
        self.counts[what] += number
        self.first.setdefault(what, place)

    def reasons(self) -> Iterator[str]:
        """A clause of the ledger's reason for each."""
        for what, number in self.counts.items():
            yield what.format(number=f"{number:,}", s="" if number == 1 else "s", first=self.first[what])


HIDDEN_ROWS = "{number} hidden row{s} not read (first: {first}): show them to have them checked"
HIDDEN_COLUMNS = "{number} hidden column{s} not read (first: {first}): show them to have them checked"
HIDDEN_SHEETS = "{number} hidden sheet{s} not read (first: {first}): show them to have them checked"
NO_VALUE = (
    "{number} formula{s} without a stored value (first: {first}): open the file in a spreadsheet program and save it"
)
ERRORS = "{number} cell{s} with an error (first: {first})"
TOO_WIDE = "columns after the " + f"{MOST_COLUMNS:,}th are not read (first: {{first}})"
TOO_FAR = f"not read after {FARTHEST:,} empty rows (from {{first}} on)"


class _Parser(WorkSheetParser):
    """openpyxl's parser, which also says of a cell without a value whether it holds a formula."""

    def parse_cell(self, element: Any) -> dict[Any, Any]:
        cell: dict[Any, Any] = super().parse_cell(element)
        cell["formula"] = element.find(FORMULA_TAG) is not None
        return cell


class SheetRows:
    """The visible rows of a worksheet. `merged` is known once all rows were read."""

    def __init__(self, source: IO[bytes], sheet: Any, unread: Unread) -> None:
        """Args: source: the XML of the sheet; sheet: what openpyxl knows of it."""
        book = sheet.parent
        self.name: str = sheet.title
        self.unread = unread
        self.parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
            rich_text=True,
        )
        self.merged: dict[tuple[int, int], tuple[int, int]] = {}
        """Top left cell of a merged range -> its rows and columns."""
        self._hidden: frozenset[int] | None = None
        self._reported: set[int] = set()

    def __iter__(self) -> Iterator[list[Value]]:
        """The filled cells of each row that has some."""
        last = 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions and rules that say nothing of values
            for number, cells in self.parser.parse():
                if number - last > FARTHEST:
                    self.unread.add(TOO_FAR, self._place(last, 0))
                    return
                row = list(self._row(number - 1, cells))
                if row:
                    last = number
                    yield row
        self._keep_merged()

    def _row(self, row: int, cells: list[dict[str, Any]]) -> Iterator[Value]:
        hidden = _is_set(self.parser.row_dimensions.pop(str(row + 1), {}))
        if hidden and any(cell["value"] is not None for cell in cells):
            self.unread.add(HIDDEN_ROWS, self._place(row, 0))
        for cell in () if hidden else cells:
            column, value = cell["column"] - 1, cell["value"]
            if value is None:
                if cell["formula"]:
                    self.unread.add(NO_VALUE, self._place(row, column))
            elif column >= MOST_COLUMNS:
                self.unread.add(TOO_WIDE, self._place(row, column))
            elif self._is_hidden(column):
                self._report_once(row, column)
            elif cell["data_type"] == "e":
                self.unread.add(ERRORS, self._place(row, column))
            else:
                yield Value(row, column, value, cell["style_id"] or 0)

    def _is_hidden(self, column: int) -> bool:
        """Whether a column is hidden; columns stand before the rows in the file, so all are known by the first cell."""
        if self._hidden is None:
            ranges = [given for given in self.parser.column_dimensions.values() if _is_set(given)]
            ends = [(int(given["min"]) - 1, min(int(given["max"]), MOST_COLUMNS)) for given in ranges]
            self._hidden = frozenset(column for start, end in ends for column in range(start, end))
        return column in self._hidden

    def _report_once(self, row: int, column: int) -> None:
        if column not in self._reported:
            self._reported.add(column)
            self.unread.add(HIDDEN_COLUMNS, self._place(row, column))

    def _place(self, row: int, column: int) -> str:
        return address(row, column, self.name)

    def _keep_merged(self) -> None:
        for merged in getattr(self.parser.merged_cells, "mergeCell", ()):
            left, top, right, bottom = (end or 1 for end in range_boundaries(str(merged.ref)))
            self.merged[top - 1, left - 1] = (bottom - top + 1, min(right, MOST_COLUMNS) - left + 1)


def _is_set(attributes: dict[str, Any]) -> bool:
    return attributes.get("hidden") in ("1", "true")
