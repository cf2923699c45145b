"""Tracked changes: a tree is cut to what one view of the document shows.

After this nothing else has to know of changes. `final` is the text with all changes accepted, `original` the text with
all of them rejected. In `both`, each paragraph or table that was changed stands twice, first as it was and then as it
is: two texts that somebody wrote, where a deleted and an inserted number side by side would make one that nobody did.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from claimcheck.readers.docx.names import inside, plain, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSERTED = ("ins", "moveTo", "cellIns")
_DELETED = ("del", "moveFrom", "cellDel")
_GONE = {"final": _DELETED, "original": _INSERTED}
_FORMER = ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange")
_CONTROL, _TABLE = w("sdt"), w("tbl")
TWIN = "twin"
"""Attribute, of no format, of a table that stands after the one that it was before the changes."""
_KEPT = {w("rPr"), w("sectPr")}
"""Children of a paragraph's properties that the record of the former ones leaves out."""


def settle(story: _Element, view: str) -> None:
    """Cut a body, header, footer or note, in place, to the view: one of `config.TRACK_CHANGES`."""
    if next(story.iter(*map(w, _INSERTED + _DELETED + _FORMER)), None) is None:
        return
    if view == "both":
        _stand_twice(story)
    else:
        _cut(story, view)


def _stand_twice(story: _Element) -> None:
    for unit in list(_units(story)):
        content = inside(unit[0], "sdtContent") if unit[0].tag == _CONTROL else None
        if content is not None:
            _stand_twice(content)
        elif any(_is_changed(element) for element in unit):
            before, after = _view(unit, "original"), _view(unit, "final")
            if "".join(map(plain, before)) == "".join(map(plain, after)):
                before = []  # only the looks of it changed
            if any(element.tag == _TABLE for element in before):
                for element in after:
                    element.set(TWIN, "")
            for element in (*before, *after):
                unit[0].addprevious(element)
            for element in unit:
                story.remove(element)


def _units(story: _Element) -> Iterator[list[_Element]]:
    """The blocks of a story, each with those that a change of its paragraph mark joins to it."""
    unit: list[_Element] = []
    for child in story:
        if unit and child.tag == _CONTROL:
            yield unit
            unit = []
        unit.append(child)
        if not _mark_changed(child, _INSERTED + _DELETED):
            yield unit
            unit = []
    if unit:
        yield unit


def _view(unit: list[_Element], view: str) -> list[_Element]:
    parent = unit[0].getparent()
    assert parent is not None
    copy = parent.makeelement(parent.tag)
    copy.extend(deepcopy(element) for element in unit)
    _cut(copy, view)
    return list(copy)


def _is_changed(element: _Element) -> bool:
    return next(element.iter(*map(w, _INSERTED + _DELETED)), None) is not None


def _cut(story: _Element, view: str) -> None:
    gone = _GONE[view]
    if view == "original":
        for change in list(story.iter(*map(w, _FORMER))):
            _restore(change)
    for paragraph in reversed(list(story.iter(w("p")))):
        if _mark_changed(paragraph, gone):
            _join_next(paragraph)
    for change in list(story.iter(*map(w, gone))):
        parent = change.getparent()
        if parent is None:
            continue
        if parent.tag in {w("trPr"), w("tcPr")}:  # the row or the cell itself
            _remove(parent.getparent())
        elif not parent.tag.endswith("Pr"):
            _remove(change)


def _mark_changed(element: _Element, how: tuple[str, ...]) -> bool:
    properties = inside(element, "pPr", "rPr") if element.tag == w("p") else None
    return properties is not None and any(inside(properties, name) is not None for name in how)


def _join_next(paragraph: _Element) -> None:
    """A paragraph without its mark is the beginning of the next one."""
    after = paragraph.getnext()
    if after is None or after.tag != w("p"):
        return
    first = next(iter(after), None)
    at = int(first is not None and first.tag == w("pPr"))
    for child in reversed([child for child in paragraph if child.tag != w("pPr")]):
        after.insert(at, child)
    _remove(paragraph)


def _restore(change: _Element) -> None:
    """Put the former properties in the place of those that they were changed to."""
    properties = change.getparent()
    former = inside(change, change.tag.rpartition("}")[2].removesuffix("Change"))
    if properties is None or former is None:
        return
    kept = [child for child in properties if child.tag in _KEPT] if change.tag == w("pPrChange") else []
    properties[:] = [*former, *kept]


def _remove(element: _Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)
