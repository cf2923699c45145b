"""Runs of lines whose cells are separated by tabs or pipes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.model.document import Table
from claimcheck.readers.plain.lines import Line
from claimcheck.readers.tables import Row, Span, make_table, trim

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_LIST = re.compile(r"(?:[-–*•◦▪‣●○]|\(?(?:[0-9]{1,3}|[a-z])[.)])\t")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines `first` to `last` (exclusive) that are one table."""

    first: int
    last: int
    table: Table


def find_runs(text: str, lines: list[Line]) -> list[Run]:
    """All tab and pipe tables among the lines: two lines or more, one below the other."""
    runs = []
    index = 0
    while index < len(lines):
        last = _extent(lines, index)
        run = _make(text, lines, index, last) if last - index >= 2 else None
        if run:
            runs.append(run)
        index = last if last > index else index + 1
    return runs


def pipe_cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a row `| a | b |`; the outer pipes may be missing."""
    start, end = trim(text, start, end)
    cuts = [match.start() for match in _PIPE.finditer(text, start, end)]
    edges = [start - 1, *cuts, end]
    cells = [trim(text, left + 1, right) for left, right in pairwise(edges)]
    if cuts and cuts[0] == start:
        cells = cells[1:]
    if cuts and cuts[-1] == end - 1:
        cells = cells[:-1]
    return cells


def _extent(lines: list[Line], first: int) -> int:
    style = _style(lines[first])
    last = first
    while style and last < len(lines) and _style(lines[last]) == style and (last == first or lines[last].gap == 0):
        last += 1
    return last


def _style(line: Line) -> str | None:
    if line.text.startswith("|") and line.text.count("|") >= 2:
        return "pipe"
    return "tab" if line.tabbed and not _LIST.match(line.text) else None


def _make(text: str, lines: list[Line], first: int, last: int) -> Run | None:
    if _style(lines[first]) == "tab":
        rows: list[Row] = [_tab_cells(text, line) for line in lines[first:last]]
        heads = None
    else:
        ruled = [bool(_RULE.match(line.text)) for line in lines[first:last]]
        rows = [
            pipe_cells(text, line.start, line.end)
            for line, rule in zip(lines[first:last], ruled, strict=True)
            if not rule
        ]
        heads = ruled.index(True) if True in ruled else None
    if not any(end > start for row in rows for start, end in row):
        return None
    return Run(first, last, make_table(text, rows, heads))


def _tab_cells(text: str, line: Line) -> list[Span]:
    cells = []
    start = line.raw_start
    while True:
        tab = text.find("\t", start, line.raw_end)
        cells.append(trim(text, start, line.raw_end if tab < 0 else tab))
        if tab < 0:
            return cells
        start = tab + 1
