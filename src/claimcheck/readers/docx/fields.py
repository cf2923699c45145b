"""Fields: what is shown is their result; what they are computed from is taken out of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.readers.docx.names import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGN = w("fldChar")
_SHOWN = tuple(w(name) for name in ("t", "delText", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen"))


def drop_instructions(story: _Element) -> None:
    """Take out, in place, the text between the begin of a field and its result.

    A field that has no end is left alone: what follows it could be the rest of the document.
    """
    if next(story.iter(_SIGN), None) is None:
        return
    items = list(story.iter(_SIGN, *_SHOWN))
    begun: list[tuple[int, int | None]] = []
    zones: list[tuple[int, int]] = []
    for index, item in enumerate(items):
        kind = item.get(w("fldCharType")) if item.tag == _SIGN else None
        if kind == "begin":
            begun.append((index, None))
        elif kind == "separate" and begun and begun[-1][1] is None:
            begun[-1] = (begun[-1][0], index)
        elif kind == "end" and begun:
            start, result = begun.pop()
            zones.append((start, index if result is None else result))
    for item in _within(items, zones):
        parent = item.getparent()
        if parent is not None and item.tag != _SIGN:
            parent.remove(item)


def _within(items: list[_Element], zones: list[tuple[int, int]]) -> list[_Element]:
    """The items of all zones, which may lie in one another."""
    found: list[_Element] = []
    reached = 0
    for start, end in sorted(zones):
        found += items[max(start, reached) : end]
        reached = max(reached, end)
    return found
