"""The cells of a table whose places are known, once all of them are written; shared by HTML, JATS and DOCX."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model.document import Block, BlockKind, Cell, Table
from claimcheck.readers.tables import Row, count_header_rows, trim
from claimcheck.readers.writer import Writer

_TOP = 5
"""Rows that are looked at to tell heads from values, one more than may be heads."""


def finish_grid(writer: Writer, cells: Sequence[Cell], around: BlockKind | None = None) -> Table | None:
    """Close the block that holds the cells: a table, its last rows its notes; a paragraph where there is no grid.

    Args:
        writer: has written the cells and nothing after them.
        cells: in the order in which they were written, with the spaces around their text.
        around: the kind of everything here, such as `boilerplate`: then no table comes of it.
    """
    base = cells[0].start if cells else 0
    text = writer.text_from(base)
    filled = [cell for cell in (_trimmed(text, cell, base) for cell in cells) if cell.end > cell.start]
    width = max((cell.column + cell.column_span for cell in cells), default=0)
    in_row = Counter(cell.row for cell in filled)
    notes: list[Cell] = []
    while filled and width > 1 and _is_note(filled[-1], in_row, width):
        notes.insert(0, filled.pop())
    if width < 2 or len({cell.row for cell in filled}) < 2:
        writer.close(around or BlockKind.PARAGRAPH)
        return None
    if not any(cell.header for cell in filled):
        filled = _guessed_heads(text, filled, base)
    table = Table(filled[0].start, filled[-1].end, tuple(filled))
    kind = around or BlockKind.TABLE
    writer.close(kind)
    if writer.blocks[-1].start <= table.start < writer.blocks[-1].end:
        writer.blocks[-1] = Block(table.start, table.end, kind)
    writer.blocks += [Block(note.start, note.end, around or BlockKind.FOOTNOTE) for note in notes]
    return table if kind is BlockKind.TABLE else None


def _trimmed(text: str, cell: Cell, base: int) -> Cell:
    start, end = trim(text, cell.start - base, cell.end - base)
    return replace(cell, start=base + start, end=base + end)


def _is_note(cell: Cell, in_row: Counter[int], width: int) -> bool:
    """Whether a cell stands alone in its row, across the whole table."""
    return cell.column_span == width and not cell.header and in_row[cell.row] == 1


def _guessed_heads(text: str, cells: list[Cell], base: int) -> list[Cell]:
    numbers = sorted({cell.row for cell in cells})
    top = [cell for cell in cells if cell.row in numbers[:_TOP]]
    heads = set(numbers[: count_header_rows(text, [_row(top, number, base) for number in numbers[:_TOP]])])
    return [replace(cell, header=cell.row in heads) for cell in cells]


def _row(cells: list[Cell], number: int, base: int) -> Row:
    """The spans of a row, from the first column that is used on; a cell that spans rows stands in each of them."""
    places = {cell.column: cell for cell in cells if cell.row <= number < cell.row + cell.row_span}
    columns = sorted({cell.column for cell in cells})
    found = [places.get(column) for column in columns]
    return [(cell.start - base, cell.end - base) if cell else (0, 0) for cell in found]
