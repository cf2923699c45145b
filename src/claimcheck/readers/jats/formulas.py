"""The text of a formula: MathML's numbers and signs in a line; TeX is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model.document import Mark, MarkKind
from claimcheck.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = {"tex-math", "graphic", "inline-graphic", "annotation", "annotation-xml", "alt-text"}
_SECOND = {"msup": MarkKind.SUPERSCRIPT, "msub": MarkKind.SUBSCRIPT}
"""Elements whose second part is an exponent or an index."""
_WHOLE = {"sup": MarkKind.SUPERSCRIPT, "sub": MarkKind.SUBSCRIPT}
_STROKE = {"mfrac": "/"}


def write_formula(writer: Writer, element: _Element) -> None:
    """Write a formula; exponents and indices get their marks, a fraction its stroke."""
    if element.tag in _UNSEEN:
        return
    around = " " if element.tag == "disp-formula" else ""
    writer.write(around)
    start = writer.length
    writer.write(element.text or "")
    for position, child in enumerate(element):
        writer.write(_STROKE.get(element.tag, "") if position else "")
        begin = writer.length
        write_formula(writer, child)
        if position == 1 and element.tag in _SECOND:
            _mark(writer, begin, _SECOND[element.tag])
        writer.write(child.tail or "")
    if element.tag in _WHOLE:
        _mark(writer, start, _WHOLE[element.tag])
    writer.write(around)


def _mark(writer: Writer, start: int, kind: MarkKind) -> None:
    """Mark what was written from `start` on, unless a part of it has a mark of its own."""
    text = writer.text_from(start)
    begin, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    if begin < end and not any(mark.end > begin for mark in writer.marks[-3:]):
        writer.marks.append(Mark(begin, end, kind))
