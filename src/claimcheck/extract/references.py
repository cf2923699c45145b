"""The reference list: which work a mark in the text stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claimcheck.model import Block, BlockKind, CitedWork, Document, MarkKind

_ENTRY = re.compile(
    r"^\s*(?:[-*\u2022]\s{1,3})?(?:\[?(?P<mark>[0-9]{1,3})[\].):]?\s{1,3})?(?P<author>"
    r"(?:[a-z]{1,3}\s)?[A-Z][\w'\u2019\u00C0-\u017F-]{1,25}(?:\s[A-Z][a-z][\w-]{1,20})?)\s"
    r"(?P<initials>[A-Z]{1,4})\b",
)
_YEAR = re.compile(r"\((?P<bracket>(?:19|20)[0-9]{2})[a-z]?\)|[.,;]\s(?P<plain>(?:19|20)[0-9]{2})[;:.,]")
_DOI = re.compile(r"\b10\.[0-9]{4,9}/[^\s<>\"]{2,100}")
_MARKS = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9])")
"""A year is no number of the list: `Lee et al, 2011`."""
_RANGE = re.compile(r"([0-9]{1,3})\s?[-\u2013]\s?([0-9]{1,3})")
_ANY_ENTRY = re.compile(r"^\s*(?:[-*\u2022]\s{1,3})?\[?(?P<mark>[0-9]{1,3})[\].):]\s{1,3}(?P<rest>.{10,})", re.DOTALL)


def works(document: Document) -> tuple[CitedWork, ...]:
    """The entries of the reference list, numbered as printed or, where no number is printed, in order."""
    found: list[CitedWork] = []
    for block in document.blocks:
        if block.kind is not BlockKind.REFERENCE:
            continue
        for entry in _entries(document.text, block):
            work = _work(entry, len(found) + 1)
            if work is not None:
                found.append(work)
    return tuple(found)


def _entries(text: str, block: Block) -> Iterator[str]:
    """One entry a line, lines of one entry joined."""
    held = ""
    for line in text[block.start : block.end].splitlines():
        if not line.strip():
            continue
        if held and (_ENTRY.match(line) or _ANY_ENTRY.match(line) or line.lstrip().startswith(("-", "*", "\u2022"))):
            yield held
            held = line
        else:
            held = f"{held} {line}".strip() if held else line
    if held:
        yield held


def _work(entry: str, position: int) -> CitedWork | None:
    plain = re.sub(r"[*_\u25cf]", "", entry)
    match = _ENTRY.match(plain)
    year = _YEAR.search(plain)
    doi = _DOI.search(plain)
    if match is None or year is None:
        numbered = _ANY_ENTRY.match(plain)
        if numbered is None:
            return None
        return CitedWork(numbered["mark"], " ".join(numbered["rest"].split())[:80], doi and doi[0])
    name = f"{match['author']} {year['bracket'] or year['plain']}"
    title = re.split(r"\.\s", plain[match.end() :], maxsplit=2)
    return CitedWork(
        match["mark"] or str(position), name, doi[0].rstrip(".") if doi else None, title[1] if len(title) > 2 else None
    )


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
    """The works by the mark they carry in the text."""
    return {work.mark: work for work in found}
