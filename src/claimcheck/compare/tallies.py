"""Tables of counts: which cells hold one, and which column or row is headed as the total of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import Cell, Document, Table

_COUNT = re.compile(
    r"(?P<count>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})\s?(?:[(\[]\s?(?:[0-9]{1,3}(?:[.\u00b7][0-9]+)?|<\s?1)\s?%?\s?[)\]])?"
    r"\s?[a-z*\u2020\u2021\u00a7\u2217]?"
)
_TOTAL = re.compile(r"(?:total|all|overall|both)\b(?!\s(?:cause|dose|response|survival))", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"\b(?:median|mean|average|range|IQR|SD|score|index|BMI|age|years?|months?|weeks?|days?|cycles?|rate|ratio|dose|mg"
    r"|duration|time|length|p[- ]?value|HR|OR|CI)\b",
    re.IGNORECASE,
)
_ENOUGH, _SHARE = 3, 0.7
"""So many rows must add up, and so large a share of all, before one that does not is a slip."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell under or beside a heading of a total, the cells that it is the sum of, and what they count."""

    total: Cell
    count: int
    parts: tuple[Cell, ...]
    counts: tuple[int, ...]

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the total."""
        return sum(self.counts) == self.count


Tally = Mapping[int, Mapping[int, tuple[int, Cell]]]
"""Row -> column -> a count and its cell."""


def off(document: Document, table: Table) -> Iterator[Sum]:
    """The sums of a table that differ from their total, where the others of the same column or row agree."""
    tally = _tally(document, table)
    for found in (*_columns(document, table, tally), *_rows(document, table, tally)):
        right = sum(one.adds_up for one in found)
        if right >= _ENOUGH and right >= _SHARE * len(found):
            yield from (one for one in found if not one.adds_up)


def _tally(document: Document, table: Table) -> Tally:
    found: dict[int, dict[int, tuple[int, Cell]]] = {}
    silent = {cell.row for cell in table.cells if cell.column == 0 and _NO_COUNT.search(_text(document, cell))}
    for cell in table.cells:
        match = _COUNT.fullmatch(_text(document, cell))
        if match and cell.column and cell.row not in silent and not cell.header:
            found.setdefault(cell.row, {})[cell.column] = int(match["count"].replace(",", "")), cell
    return found


def _text(document: Document, cell: Cell) -> str:
    return " ".join(document.text[cell.start : cell.end].split())


def _columns(document: Document, table: Table, tally: Tally) -> Iterator[list[Sum]]:
    """The sums under every column headed Total, its parts in front of it or behind."""
    first = min(tally, default=0)
    totals = sorted(
        {
            cell.column
            for cell in table.cells
            if cell.row < first and cell.column and cell.column_span == 1 and _TOTAL.match(_text(document, cell))
        }
    )
    columns = sorted({column for row in tally.values() for column in row})
    for total in totals:
        before = [c for c in columns if max([t for t in totals if t < total], default=0) < c < total]
        behind = [c for c in columns if total < c < min([t for t in totals if t > total], default=10_000)]
        for parts in (before, behind):
            if len(parts) > 1:
                yield [
                    one for row in tally.values() if total in row and (one := _sum(row[total], parts, row)) is not None
                ]


def _rows(document: Document, table: Table, tally: Tally) -> Iterator[list[Sum]]:
    """The sums over every row headed Total, of the rows since the last one that holds no count."""
    labels = {cell.row: _text(document, cell) for cell in table.cells if cell.column == 0}
    for total in tally:
        if not re.match(r"(?:sub)?total\b", labels.get(total, ""), re.IGNORECASE):
            continue
        parts: list[int] = []
        for row in range(total - 1, -1, -1):
            if row not in tally or _TOTAL.match(labels.get(row, "")):
                break
            parts.append(row)
        if len(parts) > 1:
            by_row = {
                column: {row: tally[row][column] for row in parts if column in tally[row]} for column in tally[total]
            }
            found = [_sum(tally[total][column], parts, by_row[column]) for column in tally[total]]
            yield [one for one in found if one is not None]


def _sum(total: tuple[int, Cell], parts: Sequence[int], at: Mapping[int, tuple[int, Cell]]) -> Sum | None:
    """A total with its parts, where all are there and it can be their sum: not smaller than one, not far off."""
    if any(part not in at for part in parts):
        return None
    counts = [at[part][0] for part in parts]
    if not total[0] or total[0] < max(counts) or not 2 / 3 < sum(counts) / total[0] < 3 / 2:
        return None
    return Sum(total[1], total[0], tuple(at[part][1] for part in parts), tuple(counts))


_AT_RISK = re.compile(r"\b(?:at risk|patients at risk|number at risk|no\.? at risk)\b", re.IGNORECASE)


def at_risk(document: Document, table: Table) -> Iterator[list[tuple[int, Cell]]]:
    """The rows of numbers at risk, from left to right: those of a table that is about nothing else, or so headed."""
    caption = document.text[slice(*table.caption)] if table.caption else ""
    heads = " ".join(_text(document, cell) for cell in table.cells if cell.row == 0)
    tally = _tally(document, table)
    for row, counts in tally.items():
        label = " ".join(_text(document, cell) for cell in table.cells if cell.row == row and cell.column == 0)
        if len(counts) > 2 and any(map(_AT_RISK.search, (label, heads, caption))):
            yield [counts[column] for column in sorted(counts)]
