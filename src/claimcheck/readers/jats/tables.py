"""Tables: their cells on a grid, their captions, their notes, and those that are only there as an image."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind
from claimcheck.readers.grid import finish_grid
from claimcheck.readers.html.grid import Grid
from claimcheck.readers.jats.context import FIRM, Context
from claimcheck.readers.jats.elements import BLOCKS
from claimcheck.readers.jats.tree import plain

if TYPE_CHECKING:
    from lxml.etree import _Element

    from claimcheck.readers.jats.walk import Walk


def write_table(walk: Walk, element: _Element, outer: Context) -> None:
    """Write a `table`; what is no grid becomes a paragraph."""
    walk.close(outer)
    grid = Grid()
    walk.inside(element, replace(outer, kind=BlockKind.TABLE, grid=grid))
    table = finish_grid(walk.writer, grid.cells, outer.around if outer.around in FIRM else None)
    if table is not None:
        walk.tables.append(table)


def write_in_table(walk: Walk, element: _Element, outer: Context) -> None:
    """Write a row, a cell, or what stands in a cell."""
    tag, grid, writer = element.tag, outer.grid, walk.writer
    assert grid is not None
    if outer.cell:
        apart = " " if tag in BLOCKS or tag in {"hr", "table", "tr", "td", "th"} else ""
        writer.write(apart)
        walk.inline(element, outer)
        writer.write(apart)
    elif tag in {"td", "th"}:
        if grid.column:
            writer.glue("\t")
        start = writer.length
        walk.inside(element, replace(outer, cell=True))
        grid.add(element, start, writer.length)
    else:
        if tag == "tr":
            grid.next_row()
            writer.glue("\n")
        walk.inside(element, outer)


def dress(walk: Walk, wrap: _Element, first_table: int, first_block: int) -> None:
    """Give the tables of a `table-wrap` their caption and notes; keep the label of one that is an image.

    Args:
        walk: the text so far.
        wrap: the element that was just written.
        first_table: how many tables there were before it.
        first_block: how many blocks there were before it.
    """
    blocks = walk.writer.blocks[first_block:]
    captions = [block for block in blocks if block.kind is BlockKind.CAPTION]
    notes = tuple((block.start, block.end) for block in blocks if block.kind is BlockKind.FOOTNOTE)
    for index, table in enumerate(walk.tables[first_table:], first_table):
        above = [block for block in captions if block.end <= table.start] or captions
        caption = (above[0].start, above[-1].end) if above else None
        walk.tables[index] = replace(table, caption=caption, notes=notes)
    if next(wrap.iter("table"), None) is None and next(wrap.iter("graphic", "media"), None) is not None:
        walk.images.append(plain(wrap.find("label")).rstrip(".:") or "one without a label")
