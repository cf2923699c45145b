"""Tables without frames: rows and columns out of the gaps between the words below a caption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from claimcheck.model.document import BlockKind
from claimcheck.readers.pdf.lines import Segment, segment_of, split
from claimcheck.readers.pdf.region import CellBox, Region, rows_of
from claimcheck.readers.pdf.rules import Rules
from claimcheck.readers.shapes import caption_label, is_definition, shape_of
from claimcheck.readers.tables import is_value

_CELL_GAP = 0.6
_TALL = 3.2
_PROSE = 0.55
_TIGHT = 1.32
_LEADING = 1.6
_MOST_HEADS = 4
_NEAR = 60.0
"""Points below its caption in which a table starts."""
_MARGIN = 4.0
_CAPTION = 6
"""Most lines of a caption after its first."""
_LOOSE = 1.4
_LEANING = frozenset("([±")
"""What the second line of a cell starts with: it goes with the value above it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells of one baseline: column, span and segment."""

    base: float
    size: float
    cells: tuple[tuple[int, int, Segment], ...]

    @property
    def columns(self) -> set[int]:
        return {column for column, _, _ in self.cells}


def find_tables(segments: Sequence[Segment], gutter: float | None, rules: Rules) -> list[tuple[Region, list[Segment]]]:
    """The tables below captions, each with the segments that it takes."""
    found: list[tuple[Region, list[Segment]]] = []
    taken: set[int] = set()
    for caption in segments:
        if caption_label(caption.text) != "table" or id(caption.runs[0]) in taken:
            continue
        reach = _reach(caption, segments, gutter, rules)
        below = [segment for segment in segments if segment.base > caption.base + 1 and _inside(segment, reach)]
        table = _table(_rows(caption, rows_of(below), reach, rules), rules)
        if table:
            found.append(table)
            taken.update(id(run) for segment in table[1] for run in segment.runs)
    return found


def _reach(caption: Segment, segments: Sequence[Segment], gutter: float | None, rules: Rules) -> tuple[float, float]:
    """The width that a table may take: the page, or the column in which its caption stands."""
    left = min(segment.x0 for segment in segments) - 1
    right = max(segment.x1 for segment in segments) + 1
    if gutter is None:
        return left, right
    if caption.x0 >= gutter:
        return gutter, right
    near = [(x0, x1) for x0, y, x1 in rules.horizontal if 0 < y - caption.base < _NEAR]
    if caption.x1 > gutter or any(x0 < gutter - 20 and x1 > gutter + 20 for x0, x1 in near):
        return left, right
    if any(x1 <= gutter and x1 - x0 > 0.7 * (gutter - left) for x0, x1 in near):
        return left, gutter
    column = right - gutter
    beside = [s for s in segments if s.x0 >= gutter and 0 < s.base - caption.base < 12 * caption.size]
    lines = sum(1 for segment in beside if segment.width > 0.7 * column)
    return (left, gutter) if lines >= 2 or not beside else (left, right)


def _inside(segment: Segment, reach: tuple[float, float]) -> bool:
    return reach[0] <= (segment.x0 + segment.x1) / 2 <= reach[1]


def _rows(caption: Segment, rows: list[list[Segment]], reach: tuple[float, float], rules: Rules) -> list[list[Segment]]:
    """The rows of cells from the first that has several to the last before notes or running text.

    A wide space ends a table, but not before the last of the rules that have one width.
    """
    taken: list[list[Segment]] = []
    base = caption.base
    foot = _foot(caption, rules, reach)
    cut = [[part for segment in row for part in split(segment, _CELL_GAP)] for row in rows]
    for number, (row, cells) in enumerate(zip(rows, cut, strict=True)):
        if number < _CAPTION and not taken and _is_of_caption(caption, base, cells):
            base = row[0].base
            continue
        tall = row[0].base - base > _TALL * max(row[0].size, caption.size) * (1 if taken else 2)
        if tall and not (taken and row[0].base < foot):
            break
        section = taken and len(cells) == 1 and number + 1 < len(cut) and len(cut[number + 1]) > 2
        if not section and _ends(cells, reach):
            break
        if taken or len(cells) > 1:
            taken.append(cells)
        base = row[0].base
    while taken and len(taken[-1]) < 2:
        taken.pop()
    return taken


def _is_of_caption(caption: Segment, base: float, cells: list[Segment]) -> bool:
    """Whether a line is one more of the caption: at its left edge or set like it, right below the line before."""
    (line, *others) = cells
    near = line.base - base < _LEADING * max(line.size, caption.size)
    return not others and near and abs(line.x0 - caption.x0) < line.size and abs(line.size - caption.size) < 0.1


def go_on(above: Region, segments: Sequence[Segment]) -> tuple[Region, list[Segment]] | None:
    """The rows at the head of a page that stand in the columns of the table that the page before ends with."""
    columns = list(above.columns)
    reach = above.x0 - _MARGIN, above.x1 + _MARGIN
    rows: list[_Row] = []
    used: list[Segment] = []
    for row in rows_of(segments):
        cells = [part for segment in row for part in split(segment, _CELL_GAP)]
        tall = rows and row[0].base - rows[-1].base > _TALL * rows[-1].size
        inside = all(reach[0] <= cell.x0 and cell.x1 <= reach[1] for cell in cells)
        if tall or not inside or len(cells) > len(columns) or (len(cells) == 1 and not rows) or _ends(cells, reach):
            break
        placed = _placed(cells, columns)
        if len(placed.cells) < len(cells):
            break
        rows.append(placed)
        used += cells
    if above.framed or len(columns) < 2 or not any(len(row.cells) > 1 for row in rows):
        return None
    return _region(rows, 0, used), used


def _foot(caption: Segment, rules: Rules, reach: tuple[float, float]) -> float:
    """The height of the last rule below a caption that is as wide as the first."""
    below = [rule for rule in rules.horizontal if rule[1] > caption.base and rule[0] < reach[1] and rule[2] > reach[0]]
    wide = [rule for rule in below if rule[2] - rule[0] > 0.7 * (reach[1] - reach[0])]
    if not wide or wide[0][1] - caption.base > _NEAR:
        return caption.base
    return max(y for x0, y, x1 in wide if abs(x0 - wide[0][0]) < 3 and abs(x1 - wide[0][2]) < 3)


def _ends(cells: list[Segment], reach: tuple[float, float]) -> bool:
    if len(cells) > 2:
        return False
    text = " ".join(cell.text for cell in cells)
    shape = shape_of(text)
    if caption_label(text) or (shape and shape.kind in {BlockKind.FOOTNOTE, BlockKind.BOILERPLATE}):
        return True
    if is_definition(text) and sum(cell.width for cell in cells) > _PROSE * (reach[1] - reach[0]):
        return True
    words = text.split()
    wide = max(cell.width for cell in cells) > _PROSE * (reach[1] - reach[0])
    return wide and len(words) >= 6


def _table(rows: list[list[Segment]], rules: Rules) -> tuple[Region, list[Segment]] | None:
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2:
        return None
    columns = _columns(several)
    if len(columns) < 2:
        return None
    placed = [_placed(row, columns) for row in rows]
    heads = _count_heads(placed, rules)
    taken = [segment for row in rows for segment in row]
    return _region(placed, heads, taken), taken


def _region(placed: list[_Row], heads: int, taken: Sequence[Segment]) -> Region:
    merged, heads = _merged(placed, heads)
    cells = [
        CellBox(number, column, segments, number < heads, 1, span)
        for number, row in enumerate(merged)
        for column, span, segments in row
    ]
    x0, x1 = min(segment.x0 for segment in taken), max(segment.x1 for segment in taken)
    y0, y1 = min(segment.y0 for segment in taken), max(segment.y1 for segment in taken)
    return Region(x0, y0, x1, y1, tuple(cells))


def _columns(rows: list[list[Segment]]) -> list[tuple[float, float]]:
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


def _placed(row: list[Segment], columns: list[tuple[float, float]]) -> _Row:
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
    return _Row(row[0].base, max(cell.size for cell in row), cells)


def _joined(parts: list[Segment]) -> Segment:
    return parts[0] if len(parts) == 1 else segment_of([run for part in parts for run in part.runs])


def _count_heads(rows: list[_Row], rules: Rules) -> int:
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


def _merged(rows: list[_Row], heads: int) -> tuple[list[Merged], int]:
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


def _is_loose(rows: list[_Row]) -> bool:
    """Whether rows stand visibly further apart than the lines within them."""
    steps = [(row.base - above.base) / max(row.size, above.size) for above, row in pairwise(rows)]
    tight = [step for step in steps if step < _TIGHT]
    return bool(tight) and sum(step > _LOOSE * median(tight) for step in steps) > 0.3 * len(steps)


def _goes_on(above: _Row, row: _Row, merged: Merged, number: int, heads: int, loose: bool) -> bool:
    """Whether a line is the next one of the cells above it."""
    step = (row.base - above.base) / max(row.size, above.size)
    started = {column for column, _, _ in merged}
    if number < heads and row.columns == started:
        return step < _LEADING
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
