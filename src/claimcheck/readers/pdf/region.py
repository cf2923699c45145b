"""A table on a page, before it has a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.readers.pdf.lines import Segment


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell: its place in the grid and the segments in it, from top to bottom."""

    row: int
    column: int
    segments: tuple[Segment, ...]
    header: bool = False
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """Its segments with a space between them."""
        return " ".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Region:
    """A table with its place on the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    cells: tuple[CellBox, ...]

    @property
    def order(self) -> float:
        """Where it stands among the lines from top to bottom: before a line at its upper edge."""
        return self.y0


def rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments grouped by baseline, from top to bottom, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.base):
        if rows and segment.base - rows[-1][0].base < 0.4 * max(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.x0) for row in rows]
