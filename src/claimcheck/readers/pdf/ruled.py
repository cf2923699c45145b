"""Tables whose cells are framed by lines: pdfplumber finds the frames, the text in them is ours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.readers.pdf.characters import Box, Run
from claimcheck.readers.pdf.lines import Segment, segments_of
from claimcheck.readers.pdf.region import CellBox, Region
from claimcheck.readers.tables import is_value

_NEAR = 2.0
_FILLED = 0.5


def region_of(frames: Sequence[Box], runs: Sequence[Run]) -> tuple[Region, list[Run]] | None:
    """The table in the frames of its cells, and its runs; None where the frames hold no table."""
    xs = _edges([x for frame in frames for x in (frame[0], frame[2])])
    ys = _edges([y for frame in frames for y in (frame[1], frame[3])])
    if len(xs) < 3 or len(ys) < 3:
        return None
    cells: list[CellBox] = []
    taken: list[Run] = []
    by_height = sorted(runs, key=_height)
    for frame in sorted(frames, key=lambda frame: (round(frame[1]), frame[0])):
        first, last = (bisect_left(by_height, edge, key=_height) for edge in (frame[1], frame[3]))
        inside = [run for run in by_height[first:last] if frame[0] <= (run.x0 + run.x1) / 2 < frame[2]]
        if not inside:
            continue
        taken += inside
        row, column = _index(ys, frame[1]), _index(xs, frame[0])
        spans = max(1, _index(ys, frame[3]) - row), max(1, _index(xs, frame[2]) - column)
        parts = _by_column(segments_of(inside), xs) if spans[1] > 1 else {}
        if len(parts) > 1:  # a frame around a whole row whose cells stand in the columns of the others
            cells += [CellBox(row, at, tuple(segments), False, spans[0]) for at, segments in sorted(parts.items())]
        else:
            cells.append(CellBox(row, column, tuple(segments_of(inside)), False, *spans))
    if len(cells) < max(4, _FILLED * len(frames)) or len({cell.column for cell in cells}) < 2:
        return None
    cells = _without_gaps(cells)
    heads = count_heads(cells)
    headed = tuple(_headed(cell, heads) for cell in cells)
    return Region(xs[0], ys[0], xs[-1], ys[-1], headed, framed=True), taken


def count_heads(cells: Sequence[CellBox]) -> int:
    """How many rows name the columns: those in bold, else those before the first row of values."""
    rows: dict[int, list[CellBox]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    numbers = sorted(rows)
    bold = [all(segment.bold for cell in rows[number] for segment in cell.segments) for number in numbers]
    if bold[0] and not all(bold):
        return numbers[bold.index(False)]
    first = rows[numbers[0]]
    if len(numbers) < 2 or 2 * sum(is_value(cell.text) for cell in first if cell.column) > len(first):
        return 0
    deep = max(cell.row + cell.row_span for cell in first if cell.row_span < len(numbers)) if first else 1
    return max(deep, numbers[0] + 1)


def _without_gaps(cells: Sequence[CellBox]) -> list[CellBox]:
    """The cells without the columns in which none begins: stripes drawn between the columns."""
    used = sorted({cell.column for cell in cells})
    return [
        replace(
            cell,
            column=used.index(cell.column),
            column_span=sum(cell.column <= column < cell.column + cell.column_span for column in used),
        )
        for cell in cells
    ]


def _headed(cell: CellBox, heads: int) -> CellBox:
    return replace(cell, header=cell.row < heads)


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _height(run: Run) -> float:
    return (run.y0 + run.y1) / 2


def _by_column(segments: Sequence[Segment], xs: Sequence[float]) -> dict[int, list[Segment]]:
    """Segments by the column they stand in; nothing where one of them reaches over an edge."""
    parts: dict[int, list[Segment]] = {}
    for segment in segments:
        column = bisect_right(xs, segment.x0 + _NEAR) - 1
        if not 0 <= column < len(xs) - 1 or segment.x1 > xs[column + 1] + _NEAR:
            return {}
        parts.setdefault(column, []).append(segment)
    return parts
