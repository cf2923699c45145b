"""Stretches of a Word document's text as runs of their own, which a comment can be hung on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml.etree import _Element

from claimcheck.readers.docx.names import w
from claimcheck.readers.docx.origins import LEAVES, Origin, Origins

Span = tuple[int, int]
_UNSEEN = re.compile(r"[ \t\r\n\f]")
"""White space, of which the text may hold less than the runs do."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The first and the last run of a stretch of text."""

    first: _Element
    last: _Element


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where a stretch begins and ends: place of the leaf, and offset into its own characters."""

    first: tuple[int, int]
    last: tuple[int, int]


def make_anchors(root: _Element, origins: Origins, spans: Iterable[Span]) -> dict[Span, Anchor | str]:
    """Cut the runs of a document so that each span of its text is whole runs; the text stays what it is.

    Args:
        root: the main part, as it stands in the file.
        origins: of the same file.
        spans: half-open, into the text of `origins`; they may overlap.

    Returns:
        For each span its runs, or why it has none.
    """
    leaves = list(root.iter(*LEAVES))
    found = {span: _ends(origins, leaves, span) for span in spans}
    ends = [each for each in found.values() if isinstance(each, _Ends)]
    cuts: dict[int, set[int]] = {}
    for number, offset in (end for each in ends for end in (each.first, each.last)):
        cuts.setdefault(number, set()).add(offset)
    begins: dict[tuple[int, int], _Element] = {}
    stops: dict[tuple[int, int], _Element] = {}
    for number in sorted(cuts, reverse=True):  # from the end, so that what was cut stays where it is
        for start, stop, piece in _cut(leaves[number], sorted(cuts[number])):
            begins[number, start] = piece
            stops[number, stop] = piece
    return {
        span: each if isinstance(each, str) else Anchor(_run(begins[each.first]), _run(stops[each.last]))
        for span, each in found.items()
    }


def _ends(origins: Origins, leaves: Sequence[_Element], span: Span) -> _Ends | str:
    """The two ends of a span, or why no comment can be hung on it."""
    start, end = span
    first, last = origins.at(start), origins.at(end - 1)
    for origin in (first, last):
        if origin is not None and origin.where is not None:
            return f"it stands in {origin.where}"
        if origin is None or origin.number is None or leaves[origin.number].getparent().tag != w("r"):  # type: ignore[union-attr] # a leaf is never a root
            return "its characters are none of the document's own, but made in reading it"
    assert first is not None
    assert last is not None
    opening, closing = _offset(origins, leaves, first, start), _offset(origins, leaves, last, end - 1)
    if opening is None or closing is None:
        return "its characters are not found in the document's runs"
    return _Ends((first.number or 0, opening), (last.number or 0, closing + 1))


def _offset(origins: Origins, leaves: Sequence[_Element], origin: Origin, offset: int) -> int | None:
    """The offset into a leaf's own characters of one of the text: the same in number, white space not counted."""
    leaf = leaves[origin.number or 0]
    if leaf.tag != w("t"):
        return 0
    before = len(_UNSEEN.sub("", origins.text[origin.start : offset]))
    places = [index for index, char in enumerate(leaf.text or "") if not _UNSEEN.match(char)]
    return places[before] if before < len(places) else None


def _cut(leaf: _Element, offsets: Sequence[int]) -> Iterable[tuple[int, int, _Element]]:
    """Cut a leaf at some offsets, each piece in a run of its own, without what stands around it in its run."""
    length = len(leaf.text or "") if leaf.tag == w("t") else 1
    edges = sorted({0, *offsets, length})
    for start, stop in reversed(list(pairwise(edges))):
        piece = _behind(leaf, start) if start else leaf
        if stop in offsets and (after := piece.getnext()) is not None:
            _split(after)
        if start in offsets:
            _split(piece)
        yield start, stop, piece


def _behind(leaf: _Element, offset: int) -> _Element:
    """What stands in a text from an offset on, as an element behind it."""
    piece = deepcopy(leaf)
    text = leaf.text or ""
    leaf.text, piece.text = text[:offset], text[offset:]
    for each in (leaf, piece):
        each.set(_SPACE, "preserve")
    leaf.addnext(piece)
    return piece


def _split(first: _Element) -> None:
    """Let a run end before one of its children, and another of the same looks begin with it."""
    run = _run(first)
    properties = run.find(w("rPr"))
    before = [child for child in first.itersiblings(preceding=True) if child is not properties]
    if not before:
        return
    new = run.makeelement(run.tag)
    for name, value in run.attrib.items():
        new.set(name, value)
    if properties is not None:
        new.append(deepcopy(properties))
    following = list(first.itersiblings())
    new.extend([first, *following])
    run.addnext(new)


def _run(leaf: _Element) -> _Element:
    run = leaf.getparent()
    assert run is not None
    return run
