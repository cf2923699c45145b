"""Which mapping is for a sheet, where its headings stand, and which of them the sheet does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.mapping import SheetMapping, known, nearest
from claimcheck.mapping.tables import Pairs
from claimcheck.model.document import Cell, ColumnRoles
from claimcheck.readers.sheets import Heading, Row

_SEARCHED = 50
"""Rows in which headings are looked for."""
_JOINT = " / "
"""Between a head that spans columns and the heading of one of them, as the output writes it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be mapped: its name (None in a CSV) and its rows."""

    name: str | None
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a mapping fits a sheet: the row of headings, the columns found and the headings that are missing."""

    row: int
    top: int
    """The row above it, where headings are named by both: `Placebo / n`."""
    at: Mapping[str, int]
    there: tuple[str, ...]
    missing: tuple[str, ...]


def headings(
    text: str, document: str, sheets: Sequence[Sheet], mappings: Sequence[SheetMapping]
) -> tuple[dict[int, Heading], list[str]]:
    """Index of a sheet -> its headings, and what to say of mappings that do not fit.

    The user's mappings come before the built-in ones; the first that fits a sheet holds for it.
    """
    found: dict[int, Heading] = {}
    faults: list[str] = []
    for mapping in mappings:
        if mapping.fits(document):
            faults += _use(text, sheets, mapping, found)
    for mapping in known():
        for index, sheet in enumerate(sheets):
            fit = _fit(text, sheet, mapping) if index not in found else None
            if fit is not None and not fit.missing:
                found[index] = _heading(fit, mapping)
    return found, faults


def _use(text: str, sheets: Sequence[Sheet], mapping: SheetMapping, found: dict[int, Heading]) -> Iterator[str]:
    """Take a mapping for the sheets that it is for; say what keeps it from fitting."""
    names = [sheet.name for sheet in sheets]
    meant = [index for index, name in enumerate(names) if mapping.name is None or name in (None, mapping.name)]
    if not meant:
        there = [name for name in names if name]
        yield f"the mapping of {mapping.origin} is for the sheet {mapping.name!r}{nearest(mapping.name or '', there)}"
        return
    fits = {index: fit for index in meant if index not in found and (fit := _fit(text, sheets[index], mapping))}
    if not fits and mapping.heading_row is not None:
        yield f"the mapping of {mapping.origin} takes its headings from row {mapping.heading_row}, which is empty"
    whole = {index: fit for index, fit in fits.items() if not fit.missing}
    for index, fit in whole.items():
        found[index] = _heading(fit, mapping)
    if whole or not fits or (mapping.name is None and all(index in found for index in meant)):
        return
    index, fit = min(fits.items(), key=lambda item: len(item[1].missing))
    if fit.at:
        found[index] = _heading(fit, mapping)
    for heading in fit.missing:
        where = f"the sheet {names[index]!r}" if names[index] else "the sheet"
        near = nearest(heading, fit.there)
        yield f"the mapping of {mapping.origin} names the column {heading!r}, not in {where}{near}"


def _fit(text: str, sheet: Sheet, mapping: SheetMapping) -> _Fit | None:
    """The row that holds most of the headings; None for a sheet without the row that the mapping names."""
    wanted = list(dict.fromkeys(_wanted(mapping)))
    joined = any(_JOINT in heading for heading in wanted)
    best: _Fit | None = None
    for above, row in pairwise([(), *(sheet.rows[:_SEARCHED] if mapping.heading_row is None else sheet.rows)]):
        if mapping.heading_row is not None and row[0].row != mapping.heading_row - 1:
            continue
        there = [(_words(text, cell), cell.column) for cell in row]
        if joined:
            own = {column: heading for heading, column in there}
            there += [(f"{over}{_JOINT}{own[column]}", column) for column, over in _over(text, above, row)]
        at = _placed(wanted, there)
        missing = tuple(heading for heading in wanted if heading not in at)
        if best is None or len(missing) < len(best.missing):
            top = above[0].row if above and joined else row[0].row
            best = _Fit(row[0].row, top, at, tuple(heading for heading, _ in there), missing)
    return best


def _placed(wanted: Sequence[str], there: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Heading -> its column; case decides only where a row has `n` and `N`."""
    exact = dict(reversed(there))
    folded = {heading.casefold(): column for heading, column in reversed(there)}
    named = {heading: " ".join(heading.split()) for heading in wanted}
    places = {heading: exact.get(name, folded.get(name.casefold())) for heading, name in named.items()}
    return {heading: column for heading, column in places.items() if column is not None}


def _over(text: str, above: Row, row: Row) -> Iterator[tuple[int, str]]:
    """Column -> the head of the row above that spans it: the nearest to the left, as far as it reaches."""
    for cell in row:
        left = [head for head in above if head.column <= cell.column]
        spans = any(head.column_span > 1 for head in above)
        if left and (not spans or cell.column < left[-1].column + left[-1].column_span):
            yield cell.column, _words(text, left[-1])


def _heading(fit: _Fit, mapping: SheetMapping) -> Heading:
    def placed(columns: Pairs) -> tuple[tuple[int, str], ...]:
        return tuple((fit.at[heading], role) for heading, role in columns if heading in fit.at)

    heads = tuple((fit.at[head.filled], placed(head.columns)) for head in mapping.heads if head.filled in fit.at)
    return Heading(fit.top, fit.row, ColumnRoles(placed(mapping.columns), mapping.constants, heads))


def _wanted(mapping: SheetMapping) -> Iterator[str]:
    yield from (heading for heading, _ in mapping.columns)
    for head in mapping.heads:
        yield head.filled
        yield from (heading for heading, _ in head.columns)


def _words(text: str, cell: Cell) -> str:
    return " ".join(text[cell.start : cell.end].split())
