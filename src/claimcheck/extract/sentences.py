"""Cut a stretch of text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"[.!?]['\"\u201d\u2019)\]]{0,3}"
    r"(?:\\?\[[\\0-9,\u2013 \]\[-]{1,24}\\?\]|(?<=[^0-9][.!?])[0-9]{1,3}(?:[,\u2013-][0-9]{1,3}){0,4})?"
    r"(?=\s+[\"'\u201c(\[]?(?:[A-Z0-9\u2022*<]|[a-z]{1,2}[A-Z]{2}))"
)
"""A full stop before a capital (or a name such as `nPFS`), with the reference mark behind it.

Digits glued to it are a mark only where it is no decimal point.
"""
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|et al|al|e\.g|i\.e|cf|ca|approx|Fig|Figs|Tab|Ref|Refs|No|Nos|Dr|Prof|Mr|Mrs|St|Inc"
    r"|Ltd|Co|resp|Suppl|vol|pp|Eq|Eqs|Sect|U\.S|U\.K|E\.U)|\b[A-Z])$"
)

_LONGEST = 4_000
"""Characters of a sentence. A longer one is a table whose lines were lost, or a file made to keep the binding busy."""
_SEAMS = ("\n", "; ", ", ", " ")
"""Where a longer one is cut, the best place first."""


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of `text[start:end]`, white space around them left out."""
    spans = []
    at = start
    for match in _END.finditer(text, start, end):
        dot = match.start()
        if text[dot] == "." and _ABBREVIATION.search(text, max(at, dot - 12), dot):
            continue
        if _inside_brackets(text, at, match.end()):
            continue
        spans.append((at, match.end()))
        at = match.end()
    spans.append((at, end))
    pieces = (piece for span in spans for piece in _cut(text, *span))
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))[0] < trimmed[1]]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of bounded length, cut where white space stands; a run without any stays whole."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        seams = (text.rfind(seam, start + _LONGEST // 2, limit) for seam in _SEAMS)
        seam = next((place for place in seams if place >= 0), text.find(" ", limit, end))
        if seam < 0:
            break
        yield start, seam + 1
        start = seam + 1
    yield start, end


def _inside_brackets(text: str, start: int, end: int) -> bool:
    part = text[start:end]
    return part.count("(") > part.count(")") and end - start < 1500


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
