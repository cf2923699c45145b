"""What points at the reference list and at notes, and what is raised or lowered: the marks of running text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from claimcheck.model.document import Mark, MarkKind
from claimcheck.readers.marks.raised import raised_kind
from claimcheck.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST = r"[0-9]{1,3}(?:\s?[,;–‐-]\s?[0-9]{1,3})*"
_NUMBERS = re.compile(rf"[\[(]?{_LIST}[\])]?")
_BETWEEN = re.compile(r"\]?\s{0,2}[,;–‐-]\s{0,2}\[?")
_IN_BRACKETS = re.compile(rf"\[\s?{_LIST}(?:\][,;–‐-]\[{_LIST})*\s?\]|\(\s?{_LIST}\s?\)")
_SIGN = r"(?:[a-z]{1,2}|[0-9]{1,2}|[^\w\s]{1,4})"
_NOTE = re.compile(rf"{_SIGN}(?:\s?,\s?{_SIGN})*")
_LONGEST = 8
_TO_ENTRIES = {"bibr", "ref"}
_TO_NOTES = {"fn", "table-fn", "author-notes", "corresp"}
_BASE = 8


def is_note(content: str) -> bool:
    """Whether a text is the sign of a note.

    >>> [is_note(text) for text in ("a", "†", "1, 2", "Table 1")]
    [True, True, True, False]
    """
    return len(content) <= _LONGEST and _NOTE.fullmatch(content) is not None


def mark_pointer(writer: Writer, xref: _Element, start: int, entries: Collection[str]) -> None:
    """Mark an `xref` that was written from `start` on; `entries` are the ids of the reference list."""
    begin, content = _written(writer, start)
    if not content:
        return
    kind = xref.get("ref-type") or ""
    if kind in _TO_ENTRIES or any(name in entries for name in (xref.get("rid") or "").split()):
        _mark(writer, begin, content, MarkKind.REFERENCE)
    elif kind in _TO_NOTES and is_note(content):
        _mark(writer, begin, content, MarkKind.FOOTNOTE)


def mark_raised(writer: Writer, element: _Element, start: int) -> None:
    """Mark a `sup` or `sub` that was written from `start` on; with pointers in it, it is what they are."""
    begin, content = _written(writer, start)
    inner = [mark for mark in writer.marks[-20:] if mark.start >= begin]
    if not content or (inner and not _NUMBERS.fullmatch(content)):
        return
    kind = MarkKind.SUBSCRIPT
    if element.tag == "sup":
        base = writer.text_from(max(0, begin - _BASE))[: min(begin, _BASE)]
        kind = inner[0].kind if inner else raised_kind(base, content)
    _mark(writer, begin, content, kind)


def joined(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """The marks with those of one citation in one: `[3]–[5]` covers 4 as well; brackets around it belong to it."""
    found: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        numbers = last and _is_number(text, last) and _is_number(text, mark)
        if last and numbers and _BETWEEN.fullmatch(text, last.end, mark.start):
            found[-1] = Mark(last.start, mark.end, mark.kind)
        else:
            found.append(mark)
    return [_with_brackets(text, mark) if mark.kind is MarkKind.REFERENCE else mark for mark in found]


def _written(writer: Writer, start: int) -> tuple[int, str]:
    """Where what was written from `start` on begins, and what it is, without white space around it."""
    text = writer.text_from(start)
    return start + len(text) - len(text.lstrip()), text.strip()


def _mark(writer: Writer, begin: int, content: str, kind: MarkKind) -> None:
    """Mark what was written last, in place of the marks inside it."""
    while writer.marks and writer.marks[-1].start >= begin:
        writer.marks.pop()
    writer.marks.append(Mark(begin, begin + len(content), kind))


def _is_number(text: str, mark: Mark) -> bool:
    return mark.kind is MarkKind.REFERENCE and _NUMBERS.fullmatch(text, mark.start, mark.end) is not None


def _with_brackets(text: str, mark: Mark) -> Mark:
    around = _IN_BRACKETS.match(text, mark.start - 1) if mark.start else None
    return Mark(around.start(), around.end(), mark.kind) if around and around.end() >= mark.end else mark
