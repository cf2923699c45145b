"""The text of a sheet as it is scanned: cells kept apart, decimal commas as points, every offset the same.

`49,615` in a CSV is two cells and no number of five digits, and what one cell ends with does not go on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model import Document, Mention, Table

WALL = "|"
"""Stands for each character between two cells: no number, unit or name goes across it."""
_COMMA = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),([0-9]+)(?![0-9]|,[0-9])")


def parted(document: Document) -> Document:
    """The document as it is scanned; the same one where it is no sheet."""
    sheets = [table for table in document.tables if table.cells and table.cells[0].address]
    if not sheets:
        return document
    text = _walled(document.text, sheets)
    if document.decimal_comma:
        text = _COMMA.sub(lambda match: f"{match[1].replace('.', ',')}.{match[2]}", text)
    return replace(document, text=text)


def as_printed(mention: Mention, text: str) -> Mention:
    """The mention with its quote as the document prints it."""
    quantity = mention.quantity
    if quantity.quote == text[quantity.start : quantity.end]:
        return mention
    return replace(mention, quantity=replace(quantity, quote=text[quantity.start : quantity.end]))


def _walled(text: str, tables: Sequence[Table]) -> str:
    parts, at = [], 0
    for table in tables:
        for cell in table.cells:
            if cell.start > max(at, table.start):
                start = max(at, table.start)
                parts += [text[at:start], WALL * (cell.start - start)]
            else:
                parts.append(text[at : cell.start])
            parts.append(text[cell.start : cell.end])
            at = cell.end
    return "".join([*parts, text[at:]])
