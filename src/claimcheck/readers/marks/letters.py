"""Footnote letters that stick to the values of a table, `16c`, and to the notes below it, `cPossibly related`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.model.document import Block, BlockKind, Mark, MarkKind

_IN_NOTE = re.compile(r"(?:^|(?<=[.;:]\s)|(?<=\n))(?P<letter>[a-h])(?=[A-Z0-9])")
_IN_CELL = re.compile(r"(?<=[0-9)%RA])(?P<letter>[a-h])(?:,[a-h])*(?=\s|$)")


def letters(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Letters in a table that its notes explain, and those letters in the notes."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.TABLE:
            continue
        notes = []
        for below in blocks[index + 1 :]:
            if below.kind is not BlockKind.FOOTNOTE:
                break
            notes += list(_IN_NOTE.finditer(text, below.start, below.end))
        known = {match["letter"] for match in notes}
        in_cells = (match for match in _IN_CELL.finditer(text, block.start, block.end) if match["letter"] in known)
        for match in (*in_cells, *notes):
            yield Mark(match.start(), match.end(), MarkKind.FOOTNOTE)
