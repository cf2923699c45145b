"""The rows of a sheet -> captions, tables, notes and what a mapping says of columns; shared by CSV and XLSX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.model.document import Block, BlockKind, Cell, ColumnRoles, Table
from claimcheck.readers.shapes import shape_of
from claimcheck.readers.tables import count_header_rows, is_value

Row = Sequence[Cell]
"""The filled cells of a row, from left to right."""

MOST_CELLS = 200_000
"""Filled cells read of one document."""
MOST_COLUMNS = 1_000
_LOOKED_AT = 6
"""Rows looked at for headings."""
_TITLE_ROWS = 4
"""Rows of a title that an empty row parts from its table."""
_TITLE = 300
"""Characters of the longest caption."""
_NOTE = 60
"""Characters from which a cell alone in one of the last rows is a note rather than a name."""
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of a sheet whose cells name its columns, found by a mapping, and what the columns hold."""

    top: int
    """The first row of headings."""
    row: int
    """The last one."""
    roles: ColumnRoles


def address(row: int, column: int, sheet: str | None = None) -> str:
    """A cell as spreadsheet programs name it; row and column count from 0.

    >>> address(6, 1), address(0, 27, "Outcomes"), address(0, 0, "Arm A's data")
    ('B7', 'Outcomes!AB1', "'Arm A''s data'!A1")
    """
    letters, rest = "", column + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    place = f"{letters}{row + 1}"
    if sheet is None:
        return place
    quoted = sheet if _PLAIN_NAME.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{place}"


def laid_out(text: str, rows: Sequence[Row], heading: Heading | None = None) -> tuple[list[Block], list[Table]]:
    """The blocks and tables of one sheet, in order.

    Args:
        text: the document's text.
        rows: the rows that hold something; cells carry the rows and columns of the sheet.
        heading: where the headings stand and what the columns hold, if a mapping says so.
    """
    if heading is not None:
        above = [row for row in rows if row[0].row < heading.top]
        body = [row for row in rows if row[0].row >= heading.top]
        heads = sum(row[0].row <= heading.row for row in body)
        return list(_above(text, above)), [_table(text, body, heads, heading.roles)]
    layout = _Layout(text)
    for run in _runs(rows):
        layout.add(run)
    return layout.finish()


class _Layout:
    """The runs of rows between empty ones, as they are made into tables with what stands above and below them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.body: list[Row] = []
        self.alone: list[Row] = []
        """Rows of one cell each whose place the next run tells: title of the next table, or part of this one."""

    def add(self, run: Sequence[Row]) -> None:
        """Go on with the table above, or begin one."""
        if len(run) <= _TITLE_ROWS and all(len(row) == 1 for row in run):
            self.alone += run
            return
        title, body, notes = _parts(self.text, run)
        if self.body and not title and not _heads(self.text, body):
            self.body += [*self.alone, *body]
        else:
            self._close()
            below = [row for row in self.alone if self.tables and _is_note(self.text, row)]
            self.blocks += [_block(row, BlockKind.FOOTNOTE) for row in below]
            self.blocks += _above(self.text, [*(row for row in self.alone if row not in below), *title])
            self.body = list(body)
        self.alone = []
        if notes:
            self._close()
            self.blocks += [_block(row, BlockKind.FOOTNOTE) for row in notes]

    def finish(self) -> tuple[list[Block], list[Table]]:
        """The blocks and tables."""
        self._close()
        for row in self.alone:
            note = self.tables and _is_note(self.text, row)
            self.blocks.append(_block(row, BlockKind.FOOTNOTE if note else BlockKind.PARAGRAPH))
        return self.blocks, self.tables

    def _close(self) -> None:
        """Make a table of the rows so far, or paragraphs where they are no grid."""
        body, self.body = self.body, []
        if len(body) > 1 and len({cell.column for row in body for cell in row}) > 1:
            self.tables.append(_table(self.text, body, _heads(self.text, body)))
        else:
            self.blocks += [_block(row, BlockKind.PARAGRAPH) for row in body]


def with_tables(blocks: Sequence[Block], tables: Sequence[Table]) -> list[Block]:
    """The blocks with one for every table, in order."""
    own = [Block(table.start, table.end, BlockKind.TABLE) for table in tables]
    return sorted([*blocks, *own], key=lambda block: block.start)


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that follow one another without an empty one between them."""
    run: list[Row] = []
    end = 0
    for row in rows:
        if run and row[0].row > end:
            yield run
            run = []
        run.append(row)
        end = max(end if len(run) > 1 else 0, *(cell.row + cell.row_span for cell in row))
    if run:
        yield run


def _parts(text: str, run: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row], Sequence[Row]]:
    """The rows of a title, of a table and of the notes below it."""
    wide = [index for index, row in enumerate(run) if len(row) > 1]
    if not wide:
        return [], run, []
    first, last = wide[0] if len(wide) > 1 else 0, len(run)
    while last - 1 > wide[-1] and _is_note(text, run[last - 1]):
        last -= 1
    return run[:first], run[first:last], run[last:]


def _is_note(text: str, row: Row) -> bool:
    words = text[row[0].start : row[0].end]
    shape = shape_of(words)
    return len(words) > _NOTE or row[0].column_span > 1 or (shape is not None and shape.kind is BlockKind.FOOTNOTE)


def _above(text: str, rows: Sequence[Row]) -> Iterator[Block]:
    """What stands over a table: its caption, where it is short enough for one."""
    if rows and rows[-1][-1].end - rows[0][0].start <= _TITLE:
        yield Block(rows[0][0].start, rows[-1][-1].end, BlockKind.CAPTION)
    else:
        yield from (_block(row, BlockKind.PARAGRAPH) for row in rows)


def _block(row: Row, kind: BlockKind) -> Block:
    return Block(row[0].start, row[-1].end, kind)


def _heads(text: str, rows: Sequence[Row]) -> int:
    """How many of the first rows are headings; heads that span columns stand over headings of their own."""
    count = count_header_rows(text, _dense(rows))
    if count != 1 or len(rows) < 3 or len(rows[0]) >= len(rows[1]):
        return count
    values = sum(is_value(text[cell.start : cell.end]) for cell in rows[1])
    return 1 + count_header_rows(text, _dense(rows[1:])) if 2 * values < len(rows[1]) else count


def _dense(rows: Sequence[Row]) -> list[list[tuple[int, int]]]:
    """The first rows as lists of spans, with an empty one for an empty cell."""
    rows = rows[:_LOOKED_AT]
    columns = sorted({cell.column for row in rows for cell in row})
    found = []
    for row in rows:
        at = {cell.column: (cell.start, cell.end) for cell in row}
        found.append([at.get(column, (row[0].start, row[0].start)) for column in columns])
    return found


def _table(text: str, rows: Sequence[Row], heads: int, roles: ColumnRoles | None = None) -> Table:
    """A table whose first row and column are 0, wherever it stands in its sheet."""
    top = rows[0][0].row
    left = min(row[0].column for row in rows)
    right = max(cell.column + cell.column_span for row in rows for cell in row)
    cells = []
    for index, row in enumerate(rows):
        head = index < heads
        spread = head and index < heads - 1 and all(cell.column_span == 1 for cell in row)
        for position, cell in enumerate(row):
            reach = (row[position + 1].column if position + 1 < len(row) else right) if spread else 0
            width = max(cell.column_span, reach - cell.column)
            cells.append(replace(cell, row=cell.row - top, column=cell.column - left, header=head, column_span=width))
    return Table(cells[0].start, cells[-1].end, tuple(cells), roles=roles and _moved(roles, left))


def _moved(roles: ColumnRoles, left: int) -> ColumnRoles:
    """The roles, with columns that count from the table's first."""

    def shifted(columns: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
        return tuple((column - left, role) for column, role in columns)

    heads = tuple((column - left, shifted(held)) for column, held in roles.heads)
    return ColumnRoles(shifted(roles.columns), roles.constants, heads)
