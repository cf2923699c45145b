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
    framed: bool = False
    """Whether its cells are those of drawn lines."""

    @property
    def columns(self) -> tuple[tuple[float, float], ...]:
        """Left and right edge of each column, by the cells that stand in it alone."""
        edges: dict[int, tuple[float, float]] = {}
        for cell in self.cells:
            if cell.column_span == 1:
                x0, x1 = min(s.x0 for s in cell.segments), max(s.x1 for s in cell.segments)
                left, right = edges.get(cell.column, (x0, x1))
                edges[cell.column] = min(left, x0), max(right, x1)
        return tuple(edges[column] for column in sorted(edges))

    @property
    def heads(self) -> tuple[str, ...]:
        """The texts of its header cells."""
        return tuple(cell.text for cell in self.cells if cell.header)

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
