"""The places of a table's cells, and whether it is a table of data at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from claimcheck.readers.docx.names import inside, number, plain, switch, value, w

_WIDEST = 1000
"""Most columns that one cell may span, as in HTML."""


@dataclass(slots=True)
class Place:
    """A cell and what it takes of the grid."""

    element: _Element
    row: int
    column: int
    header: bool
    rows: int = 1
    columns: int = 1

    @property
    def filled(self) -> bool:
        """Whether it holds anything but space."""
        return bool(plain(self.element).strip())


def find_rows(table: _Element) -> list[list[Place]]:
    """The cells of each row; what is merged into a cell above or to the left has no place of its own.

    Rows that a cell of a header row goes on in are header rows too: often only the first of them is set as one.
    """
    rows: list[list[Place]] = []
    above: dict[int, Place] = {}
    for row in find_all(table, "tr"):
        if switch(row, "trPr", "hidden"):
            continue
        header = bool(switch(row, "trPr", "tblHeader"))
        places: list[Place] = []
        merged: dict[int, Place] = {}
        column = number(row, "trPr", "gridBefore", default=0, most=_WIDEST)
        for cell in find_all(row, "tc"):
            width = max(number(cell, "tcPr", "gridSpan", default=1, most=_WIDEST), 1)
            down, across = _merge(cell, "vMerge"), _merge(cell, "hMerge")
            if across == "continue" and places:
                places[-1].columns += width
            elif down == "continue" and column in above:
                merged[column] = above[column]
                above[column].rows += 1
            else:
                places.append(Place(cell, len(rows), column, header, 1, width))
                if down == "restart":
                    merged[column] = places[-1]
            column += width
        if any(place.header for place in merged.values()):
            for place in places:
                place.header = True
        above = merged
        rows.append(places)
    return rows


def is_layout(rows: list[list[Place]]) -> bool:
    """Whether a table only arranges the page: one row or column, or cells that are documents of their own."""
    filled = [place for row in rows for place in row if place.filled]
    if len({place.row for place in filled}) < 2 or len({place.column for place in filled}) < 2:
        return True
    return 2 * sum(inside(place.element, "tbl") is not None for place in filled) >= len(filled)


def find_all(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, in content controls or not."""
    for child in element:
        if child.tag == w(name):
            yield child
        elif child.tag in {w("sdt"), w("sdtContent"), w("customXml")}:
            yield from find_all(child, name)


def _merge(cell: _Element, name: str) -> str | None:
    """`restart`, `continue`, or None for a cell that is not merged; without a value it goes on."""
    if inside(cell, "tcPr", name) is None:
        return None
    return value(cell, "tcPr", name) or "continue"
