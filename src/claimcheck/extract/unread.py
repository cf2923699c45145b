"""The last look: digits that no part of the extraction took are in the ledger all the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from claimcheck.model import Document, Mention, Skip

DIGITS = re.compile(r"[0-9](?<![0-9A-Za-z_].)[0-9]*(?![0-9A-Za-z_])")
"""Whole runs of digits beside no letter; other letters than ours are looked for before those found."""


_MARKED = {"reference": "reference mark", "footnote": "footnote"}


def unread(document: Document, found: Iterable[Mention | Skip]) -> Iterator[Skip]:
    """A skip for every run of digits that is part of no mention and no skip, such as those of `[4,7,11]` or `4.0.2`."""
    text = document.text
    marks = sorted((mark.start, mark.end, mark.kind.value) for mark in document.marks)
    opened = [start for start, _, _ in marks]
    spans = sorted({_span(one) for one in found})
    starts, reach = [start for start, _ in spans], 0
    ends = [reach := max(reach, end) for _, end in spans]
    for run in DIGITS.finditer(text):
        start, end = run.span()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        at = bisect_right(starts, start) - 1
        start = max(start, ends[at]) if at >= 0 else start  # a number of too many digits is read as far as it goes
        if start < end:
            yield Skip(start, end, _reason(marks, opened, start, end))


def _reason(marks: Sequence[tuple[int, int, str]], opened: Sequence[int], start: int, end: int) -> str:
    mark = bisect_right(opened, start) - 1
    marked = mark >= 0 and marks[mark][1] >= end
    return _MARKED.get(marks[mark][2], "unread") if marked else "unread"


def _span(one: Mention | Skip) -> tuple[int, int]:
    return (one.quantity.start, one.quantity.end) if isinstance(one, Mention) else (one.start, one.end)
