"""What a table of trials says each of them compared its drug with: a row `Control` over `placebo`, `chemotherapy`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.extract.terms import Hit
from claimcheck.model import Cell, Document, Table

CONTROL_ROW = re.compile(r"[^A-Za-z]*(?:[^\n]{2,40},\s)?(?:control|comparator)s?\b", re.IGNORECASE)
"""How a row is headed that is about the controls: `Control`, `ORR, control (%)`."""
_NAMED = re.compile(
    r"\W*(?:controls?|comparators?|compared\swith)(?:\s(?:arm|group|treatment|drug)s?)?\b\W*", re.IGNORECASE
)
_CONTROL_HEAD = re.compile(
    r"(?:controls?|comparators?|comparison)(?:\s(?:arm|group))?(?:,?\s?[(\[]?[nN]\s?=\s?[0-9,]+[)\]]?)?", re.IGNORECASE
)
"""The head of a column that is the control's: `Control`, `Comparator (n = 140)`."""
_NOBODY = re.compile(r"(?<![\w-])(?:none|no\scontrol|n/a|NA|-|\u2013|\u2014)(?![\w-])", re.IGNORECASE)


def with_control_heads(document: Document, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, and the control arm wherever it heads a column by that word alone, beside a column of a treatment."""
    treatments = [hit for hit in hits if hit.label == "treatment"]
    found = []
    for table in document.tables:
        heads = [cell for cell in table.cells if cell.column and (cell.header or cell.row == 0)]
        named = any(cell.start <= hit.start < cell.end for cell in heads for hit in treatments)
        for cell in heads if named else ():
            head = _CONTROL_HEAD.fullmatch(document.text, cell.start, cell.end)
            if head and not any(cell.start <= hit.start < cell.end for hit in treatments):
                found.append(Hit(head.start(), head.end(), "treatment", "control arm"))
    return sorted([*hits, *found], key=lambda hit: (hit.start, -hit.end)) if found else list(hits)


def controls_of_studies(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[str, Hit]]:
    """Study -> the treatment of its control arm, of tables whose columns are headed by one study each."""
    for table in document.tables:
        studies = _studies(table, hits)
        for head in table.cells if len(studies) > 1 else ():
            named = _NAMED.match(document.text, head.start, head.end) if head.column == 0 else None
            if named:
                for column, control in _of_columns(document.text, table, head, named.end(), hits, sorted(studies)):
                    yield studies[column], control


def _studies(table: Table, hits: Sequence[Hit]) -> dict[int, str]:
    """Column -> the one study that heads it."""
    found: dict[int, str] = {}
    for cell in table.cells:
        named = {h.name for h in hits if h.label == "study" and cell.start <= h.start < cell.end}
        if cell.row == 0 and len(named) == 1:
            found[cell.column] = named.pop()
    return found


def _of_columns(
    text: str, table: Table, head: Cell, start: int, hits: Sequence[Hit], columns: Sequence[int]
) -> Iterator[tuple[int, Hit]]:
    """The controls of a row by column; of a row that stands in one cell one by one, where their number fits."""
    row = [cell for cell in table.cells if cell.row == head.row]
    if len(row) > 1:
        for cell in row:
            named = [h for h in hits if h.label == "treatment" and cell.start <= h.start < cell.end]
            if cell.column in columns and len(named) == 1:
                yield cell.column, named[0]
        return
    inside = [h for h in hits if h.label == "treatment" and start <= h.start < head.end]
    listed: list[tuple[int, Hit | None]] = [(h.start, h) for h in inside]
    listed += [(m.start(), None) for m in _NOBODY.finditer(text, start, head.end)]
    if len(listed) == len(columns):
        for column, (_, hit) in zip(columns, sorted(listed, key=lambda at: at[0]), strict=True):
            if hit is not None:
                yield column, hit
