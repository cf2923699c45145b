"""Tables without frames: rows and columns out of the gaps between the words below a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.model.document import BlockKind
from claimcheck.readers.pdf.gridding import LEADING, Row, columns_of, count_heads, placed, region_of_rows
from claimcheck.readers.pdf.lines import Segment, split
from claimcheck.readers.pdf.region import Region, rows_of
from claimcheck.readers.pdf.rules import Rules
from claimcheck.readers.shapes import caption_label, is_definition, shape_of

_CELL_GAP = 0.6
_TALL = 3.2
_PROSE = 0.55
_NEAR = 60.0
"""Points below its caption in which a table starts."""
_MARGIN = 4.0
_FEW = 2
"""Rows of which at least one cell must be a number."""
_NUMBER = re.compile(r"\W*[0-9][0-9.,]*\W*[^\W\d]{0,6}\W*(?:[0-9(][0-9., \u2013()-]*)?")
_CAPTION = 6
"""Most lines of a caption after its first."""


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
    near = line.base - base < LEADING * max(line.size, caption.size)
    return not others and near and abs(line.x0 - caption.x0) < line.size and abs(line.size - caption.size) < 0.1


def go_on(above: Region, segments: Sequence[Segment]) -> tuple[Region, list[Segment]] | None:
    """The rows at the head of a page that stand in the columns of the table that the page before ends with."""
    columns = list(above.columns)
    reach = above.x0 - _MARGIN, above.x1 + _MARGIN
    rows: list[Row] = []
    used: list[Segment] = []
    for row in rows_of(segments):
        cells = [part for segment in row for part in split(segment, _CELL_GAP)]
        tall = rows and row[0].base - rows[-1].base > _TALL * rows[-1].size
        inside = all(reach[0] <= cell.x0 and cell.x1 <= reach[1] for cell in cells)
        if tall or not inside or len(cells) > len(columns) or (len(cells) == 1 and not rows) or _ends(cells, reach):
            break
        line = placed(cells, columns)
        if len(line.cells) < len(cells):
            break
        rows.append(line)
        used += cells
    if above.framed or len(columns) < 2 or not any(len(row.cells) > 1 for row in rows):
        return None
    return region_of_rows(rows, 0, used), used


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
    columns = columns_of(several) if len(several) > 1 else []
    if len(columns) < 2 or (
        len(several) <= _FEW and not any(_NUMBER.fullmatch(c.text) for row in several for c in row)
    ):
        return None  # two lines of spaced-out prose, below the caption of the table above them
    lines = [placed(row, columns) for row in rows]
    taken = [segment for row in rows for segment in row]
    return region_of_rows(lines, count_heads(lines, rules), taken), taken
