"""Lines of a table without frames put together to rows and cells, by the columns they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from claimcheck.readers.pdf.lines import Segment, segment_of
from claimcheck.readers.pdf.region import CellBox, Region
from claimcheck.readers.pdf.rules import Rules
from claimcheck.readers.tables import is_value

LEADING = 1.6
"""Sizes from one line to the next within a caption or a heading."""
_TIGHT = 1.32
_MOST_HEADS = 4
_LOOSE = 1.4
_LEANING = frozenset("([±")
"""What the second line of a cell starts with: it goes with the value above it."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one baseline: column, span and segment."""

    base: float
    size: float
    cells: tuple[tuple[int, int, Segment], ...]

    @property
    def columns(self) -> set[int]:
        """The columns in which it has something."""
        return {column for column, _, _ in self.cells}


def region_of_rows(rows: list[Row], heads: int, taken: Sequence[Segment]) -> Region:
    """The table of lines whose first `heads` name the columns, and its place on the page."""
    merged, heads = _merged(rows, heads)
    cells = [
        CellBox(number, column, segments, number < heads, 1, span)
        for number, row in enumerate(merged)
        for column, span, segments in row
    ]
    x0, x1 = min(segment.x0 for segment in taken), max(segment.x1 for segment in taken)
    y0, y1 = min(segment.y0 for segment in taken), max(segment.y1 for segment in taken)
    return Region(x0, y0, x1, y1, tuple(cells))


def columns_of(rows: list[list[Segment]]) -> list[tuple[float, float]]:
    """The x ranges of the columns, from the rows that have about as many cells as most."""
    counts = Counter(len(row) for row in rows)
    usual = max(counts, key=lambda count: (counts[count] * count, count))
    for least in (max(2, usual - 1), usual):
        spans = sorted((cell.x0, cell.x1) for row in rows if least <= len(row) <= usual for cell in row)
        merged: list[tuple[float, float]] = []
        for x0, x1 in spans:
            if merged and x0 < merged[-1][1] + 1:
                merged[-1] = merged[-1][0], max(x1, merged[-1][1])
            else:
                merged.append((x0, x1))
        if len(merged) >= usual:
            break
    return merged


def placed(row: list[Segment], columns: list[tuple[float, float]]) -> Row:
    """A line with each piece in the column that it stands over, or in the nearest."""
    places: dict[int, tuple[int, list[Segment]]] = {}
    for cell in row:
        over = [index for index, (x0, x1) in enumerate(columns) if min(cell.x1, x1) - max(cell.x0, x0) > 1]
        if not over:
            middle = (cell.x0 + cell.x1) / 2
            over = [min(range(len(columns)), key=lambda index: abs(sum(columns[index]) / 2 - middle))]
        if over[0] == 0 and len(row) == 1:
            over = [0]  # the name of a section may be longer than the column of names
        span, parts = places.get(over[0], (1, []))
        places[over[0]] = max(span, len(over)), [*parts, cell]
    cells = tuple((column, span, _joined(parts)) for column, (span, parts) in sorted(places.items()))
    return Row(row[0].base, max(cell.size for cell in row), cells)


def _joined(parts: list[Segment]) -> Segment:
    return parts[0] if len(parts) == 1 else segment_of([run for part in parts for run in part.runs])


def count_heads(rows: list[Row], rules: Rules) -> int:
    """Rows that name the columns: in bold, above a rule, or before the first row of values."""
    bold = [all(cell.bold for _, _, cell in row.cells) for row in rows]
    if bold[0] and not all(bold):
        return bold.index(False)
    left = min(cell.x0 for _, _, cell in rows[0].cells)
    right = max(cell.x1 for row in rows for _, _, cell in row.cells)
    wide = [y for x0, y, x1 in rules.horizontal if x1 - x0 > 0.7 * (right - left) and x0 < right and x1 > left]
    for number in range(min(_MOST_HEADS, len(rows) - 1)):
        if any(rows[number].base < y < rows[number + 1].base for y in wide):
            return number + 1
    for number, row in enumerate(rows[:_MOST_HEADS]):
        values = [cell for column, _, cell in row.cells if column]
        if 2 * sum(is_value(cell.text) for cell in values) > len(values) > 0:
            return number
    return 1


Merged = list[tuple[int, int, tuple[Segment, ...]]]


def _merged(rows: list[Row], heads: int) -> tuple[list[Merged], int]:
    """Rows whose lines were wrapped inside their cells put together, and how many of them are heads."""
    merged: list[Merged] = []
    left = 0
    loose = _is_loose(rows)
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else None
        if above and merged and _goes_on(above, row, merged[-1], number, heads, loose):
            parts = {column: segment for column, _, segment in row.cells}
            merged[-1] = [(at, span, (*cells, parts[at]) if at in parts else cells) for at, span, cells in merged[-1]]
        else:
            merged.append([(column, span, (segment,)) for column, span, segment in row.cells])
            left += number < heads
    return [_reaching(row, merged, index, left) for index, row in enumerate(merged)], left


def _is_loose(rows: list[Row]) -> bool:
    """Whether rows stand visibly further apart than the lines within them."""
    steps = [(row.base - above.base) / max(row.size, above.size) for above, row in pairwise(rows)]
    tight = [step for step in steps if step < _TIGHT]
    return bool(tight) and sum(step > _LOOSE * median(tight) for step in steps) > 0.3 * len(steps)


def _goes_on(above: Row, row: Row, merged: Merged, number: int, heads: int, loose: bool) -> bool:
    """Whether a line is the next one of the cells above it."""
    step = (row.base - above.base) / max(row.size, above.size)
    started = {column for column, _, _ in merged}
    if number < heads and row.columns == started:
        return step < LEADING
    if step >= _TIGHT or not row.columns <= started or number == heads:
        return False
    if number < heads:
        return all(span == 1 for _, span, _ in merged)
    named = next((cell.text for column, _, cell in row.cells if column == 0), None)
    if named is None:
        return True
    if (named[0].islower() or named[0] in _LEANING) and (loose or row.columns == {0}):
        return True
    beside = [cell.text[0] for column, _, cell in row.cells if column]
    return loose and all(first in _LEANING for first in beside)


def _reaching(row: Merged, rows: list[Merged], index: int, heads: int) -> Merged:
    """A head above others spans the columns up to the next head of its row."""
    if index + 1 >= heads:
        return row
    below = {column for column, _, _ in rows[index + 1]}
    starts = [column for column, _, _ in row]
    reached: Merged = []
    for position, (column, span, segments) in enumerate(row):
        after = starts[position + 1] if position + 1 < len(starts) else max(below, default=column) + 1
        wide = [other for other in below if column < other < after]
        reached.append((column, max(span, len(wide) + 1) if column and column in below else span, segments))
    return reached
