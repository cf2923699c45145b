"""Tables that go on over the end of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.readers.pdf.blocks import Paragraph
from claimcheck.readers.pdf.region import Region

_SHIFT = 6.0
"""Points by which the edges of two halves of a table may differ."""


def last_table(items: Sequence[Paragraph | Region]) -> Region | None:
    """The table that a page ends with."""
    last = items[-1] if items else None
    return last if isinstance(last, Region) else None


def rest_of(above: Region | None, items: Sequence[Paragraph | Region]) -> Region | None:
    """What a page begins with of the table that the page before ends with, its heads those of the first half."""
    first = items[0] if items else None
    if above is None or not isinstance(first, Region) or not _same_columns(above, first):
        return None
    known = set(above.heads)
    return replace(first, cells=tuple(replace(cell, header=cell.text in known and cell.header) for cell in first.cells))


def _same_columns(above: Region, below: Region) -> bool:
    """Whether the columns of two halves lie under each other."""
    if above.framed != below.framed:
        return False
    if above.framed:
        return abs(above.x0 - below.x0) < _SHIFT and abs(above.x1 - below.x1) < _SHIFT
    first, second = above.columns, below.columns
    return len(first) == len(second) and all(
        min(a[1], b[1]) > max(a[0], b[0]) for a, b in zip(first, second, strict=True)
    )
