"""Lines of therapy that a row of a table says of its columns: `Line of treatment` over `1`, `\u22652`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Document, Scope, Table

_LINE_ROW = re.compile(r"\W*(?:lines?\sof\s(?:treatment|therapy)|(?:treatment|therapy)\slines?)\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth")
_LINES = {str(n): f"{word}-line" for n, word in enumerate(_ORDINALS, 1)} | {
    form: f"{word}-line or later"
    for n, word in enumerate(_ORDINALS, 1)
    if n > 1
    for form in (f"\u2265{n}", f">={n}", f"{n}+", f">{n - 1}", f"\u2a7e{n}")
}
"""What a cell says of the line of therapy: `1`, `\u22652`."""


def lines_of_columns(text: str, table: Table) -> dict[int, Attribute]:
    """Column -> the line of therapy that a row of the table says of it."""
    found: dict[int, Attribute] = {}
    for head in table.cells:
        if head.column == 0 and _LINE_ROW.match(text, head.start, head.end):
            for cell in table.cells:
                name = _LINES.get("".join(text[cell.start : cell.end].split()))
                if cell.row == head.row and name:
                    found[cell.column] = Attribute("therapy_line", name, True, cell.start, cell.end, Scope.CELL)
    return found


def lines_of_studies(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[str, Attribute]]:
    """Study -> the line of therapy of the column that it heads."""
    for table in document.tables:
        lines = lines_of_columns(document.text, table)
        for cell in table.cells if lines else ():
            studies = [h for h in hits if h.label == "study" and cell.start <= h.start < cell.end]
            if cell.column in lines and len(studies) == 1:
                yield studies[0].name, lines[cell.column]
