"""Tables out of rows of cell spans; shared by all readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model.document import Block, BlockKind, Cell, Table
from claimcheck.readers.shapes import caption_label

Span = tuple[int, int]
Row = Sequence[Span]

_VALUE = re.compile(r"\W*[0-9]")


def is_value(text: str) -> bool:
    """Whether a cell holds a number rather than a name.

    >>> [is_value(cell) for cell in ("<100", "19.3 months [9]", "PROFILE 1001", "n=143", "-")]
    [True, True, False, False, False]
    """
    return _VALUE.match(text) is not None


def trim(text: str, start: int, end: int) -> Span:
    """A span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def count_header_rows(text: str, rows: Sequence[Row]) -> int:
    """How many leading rows name the columns; 0 where the first row already holds values."""
    if len(rows) < 2 or _mostly_values(text, rows[0]):
        return 0
    count = 1
    while count < min(len(rows) - 1, 4) and _goes_on(text, rows[count - 1], rows[count]):
        count += 1
    return count


def make_table(text: str, rows: Sequence[Row], header_rows: int | None = None) -> Table:
    """A table of one row of spans a line; empty cells keep their column but get no `Cell`."""
    heads = count_header_rows(text, rows) if header_rows is None else header_rows
    rows = _with_corner(rows, heads)
    cells = [
        Cell(index, column, start, end, index < heads, 1, _reach(row, column) if index < heads - 1 else 1)
        for index, row in enumerate(rows)
        for column, (start, end) in enumerate(row)
        if end > start
    ]
    return Table(min(cell.start for cell in cells), max(cell.end for cell in cells), tuple(cells))


def attach(text: str, blocks: Sequence[Block], tables: Sequence[Table]) -> list[Table]:
    """Give tables their captions (before, else after) and the notes below them."""
    places = {block.start: index for index, block in enumerate(blocks) if block.kind is BlockKind.TABLE}
    taken: set[int] = set()
    attached = []
    for table in tables:
        index = places.get(table.start)
        if index is None:
            attached.append(table)
            continue
        caption = table.caption
        after = index + 1
        before = _caption_at(text, blocks, index - 1, taken, unlabelled=True)
        below = before if before is not None else _caption_at(text, blocks, after, taken)
        if caption is None and below is not None:
            taken.add(below)
            caption = (blocks[below].start, blocks[below].end)
            after = max(after, below + 1)
        notes = list(table.notes)
        while after < len(blocks) and blocks[after].kind is BlockKind.FOOTNOTE:
            notes.append((blocks[after].start, blocks[after].end))
            after += 1
        attached.append(replace(table, caption=caption, notes=tuple(notes)))
    return attached


def _with_corner(rows: Sequence[Row], heads: int) -> Sequence[Row]:
    """Rows with their heads over their columns, where the empty corner was lost and the heads moved to the left."""
    if heads != 1 or heads == len(rows) or not rows[0]:
        return rows
    widths = [_width(row) for row in rows[heads:]]
    width = max(set(widths), key=widths.count)
    if width < 3 or _width(rows[0]) != width - 1 or any(end == start for start, end in rows[0][: width - 1]):
        return rows
    corner = (rows[0][0][0], rows[0][0][0])
    return [[corner, *row] if index < heads else row for index, row in enumerate(rows)]


def _width(row: Row) -> int:
    """Columns up to the last that is filled."""
    return max((column + 1 for column, (start, end) in enumerate(row) if end > start), default=0)


def _reach(row: Row, column: int) -> int:
    """How many columns a head spans: its own and the empty ones after it."""
    after = column + 1
    while after < len(row) and row[after][0] == row[after][1]:
        after += 1
    return after - column


def _caption_at(
    text: str, blocks: Sequence[Block], index: int, taken: set[int], *, unlabelled: bool = False
) -> int | None:
    if not 0 <= index < len(blocks) or index in taken or blocks[index].kind is not BlockKind.CAPTION:
        return None
    label = caption_label(text[blocks[index].start : blocks[index].end])
    return index if label == "table" or (label is None and unlabelled) else None


def _mostly_values(text: str, row: Row) -> bool:
    cells = [text[start:end] for start, end in row[1:] if end > start]
    return bool(cells) and 2 * sum(map(is_value, cells)) > len(cells)


def _goes_on(text: str, above: Row, row: Row) -> bool:
    """Whether a row goes on with the heads above it: no name of its own in the first column, no values."""
    first = text[slice(*row[0])] if row else ""
    same = bool(first) and first == text[slice(*above[0])]
    return (not first or same) and not _mostly_values(text, row)
