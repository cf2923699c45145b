"""Reference marks: which works a mark in the text stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from claimcheck.model import CitedWork, Document, MarkKind

_MARKS = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9])")
"""A year is no number of the list: `Lee et al, 2011`."""
_RANGE = re.compile(r"([0-9]{1,3})\s?[-\u2013]\s?([0-9]{1,3})")
_NOTE = re.compile(r"\[(\^[\w-]{1,40})\]")


def citations(document: Document, start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
    """The reference marks of a stretch: start, end and the numbers each names."""
    found = []
    first = bisect_left(document.marks, start, key=lambda mark: mark.start)
    for mark in document.marks[first:]:
        if mark.start >= end:
            break
        if mark.kind is MarkKind.REFERENCE:
            numbers = _numbers(document.text[mark.start : mark.end])
            if numbers:
                found.append((mark.start, mark.end, numbers))
    return found


def _numbers(printed: str) -> tuple[str, ...]:
    note = _NOTE.fullmatch(printed)
    if note:
        return (note[1].removeprefix("^") if note[1][1:].isdecimal() else note[1],)
    if len(printed) > 40:
        return ()
    numbers: list[str] = []
    for match in _RANGE.finditer(printed):
        low, high = int(match[1]), int(match[2])
        if low < high <= low + 12:
            numbers += [str(n) for n in range(low, high + 1)]
    numbers += _MARKS.findall(_RANGE.sub(" ", printed))
    return tuple(dict.fromkeys(numbers))


def by_mark(found: Sequence[CitedWork]) -> dict[str, CitedWork]:
    """The works by the mark they carry in the text, and by their names."""
    return {**{work.name: work for work in found}, **{work.mark: work for work in found}}
