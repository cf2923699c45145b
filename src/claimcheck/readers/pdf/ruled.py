"""Tables whose cells are framed by lines: pdfplumber finds the frames, the text in them is ours."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from claimcheck.readers.pdf.characters import Run
from claimcheck.readers.pdf.lines import segments_of
from claimcheck.readers.pdf.region import CellBox, Region
from claimcheck.readers.tables import is_value

Box = tuple[float, float, float, float]

_NEAR = 2.0
_FILLED = 0.5
# What pdfminer raises on files that pdfium reads: it has no common base for its errors.
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RecursionError, TypeError,
    UnicodeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def find_frames(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, list[list[Box]]]]:
    """The cell frames of each table on the pages (0-based) that may hold one; a page that fails has none.

    Raises:
        One of `FAULTS`, where pdfplumber cannot open the file at all.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in pages]) as pdf:
            for page in pdf.pages:
                frames = [list(table.cells) for table in page.find_tables()]
                left, top = page.bbox[0], page.bbox[1]
                yield page.page_number - 1, [[_moved(cell, left, top) for cell in table] for table in frames]
                page.close()
    except PdfminerException as error:
        raise ValueError(str(error)) from error


def region_of(frames: Sequence[Box], runs: Sequence[Run]) -> tuple[Region, list[Run]] | None:
    """The table in the frames of its cells, and its runs; None where the frames hold no table."""
    xs = _edges([x for frame in frames for x in (frame[0], frame[2])])
    ys = _edges([y for frame in frames for y in (frame[1], frame[3])])
    if len(xs) < 3 or len(ys) < 3:
        return None
    cells = []
    taken: list[Run] = []
    for frame in sorted(frames, key=lambda frame: (round(frame[1]), frame[0])):
        inside = [run for run in runs if _holds(frame, run)]
        if not inside:
            continue
        taken += inside
        row, column = _index(ys, frame[1]), _index(xs, frame[0])
        spans = max(1, _index(ys, frame[3]) - row), max(1, _index(xs, frame[2]) - column)
        cells.append(CellBox(row, column, tuple(segments_of(inside)), False, *spans))
    if len(cells) < max(4, _FILLED * len(frames)) or len({cell.column for cell in cells}) < 2:
        return None
    heads = count_heads(cells)
    headed = tuple(_headed(cell, heads) for cell in cells)
    return Region(xs[0], ys[0], xs[-1], ys[-1], headed), taken


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


def _headed(cell: CellBox, heads: int) -> CellBox:
    return CellBox(cell.row, cell.column, cell.segments, cell.row < heads, cell.row_span, cell.column_span)


def _moved(cell: Any, left: float, top: float) -> Box:
    x0, y0, x1, y1 = (float(value) for value in cell)
    return x0 - left, y0 - top, x1 - left, y1 - top


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _holds(frame: Box, run: Run) -> bool:
    x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
    return frame[0] <= x < frame[2] and frame[1] <= y < frame[3]
