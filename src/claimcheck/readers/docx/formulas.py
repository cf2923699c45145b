"""Formulas: their letters and numbers on one line, what is raised or lowered marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model.document import Mark, MarkKind
from claimcheck.readers.docx.names import m
from claimcheck.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = {m("sup"): MarkKind.SUPERSCRIPT, m("sub"): MarkKind.SUBSCRIPT}
_LIMITS = {m("nary")}
"""Whose limits are no powers."""


def write_formula(writer: Writer, formula: _Element) -> None:
    """Write a formula: a fraction with a stroke, a pair of brackets as printed."""
    for child in formula:
        if child.tag == m("t"):
            writer.write(child.text or "")
        elif child.tag == m("d"):
            writer.write(_bracket(child, "begChr", "("))
            write_formula(writer, child)
            writer.write(_bracket(child, "endChr", ")"))
        elif child.tag in _MARKS and formula.tag not in _LIMITS:
            _write_marked(writer, child, _MARKS[child.tag])
        elif not child.tag.endswith("Pr"):
            writer.write("/" if child.tag == m("den") else "√" if child.tag == m("rad") else "")
            write_formula(writer, child)


def _write_marked(writer: Writer, element: _Element, kind: MarkKind) -> None:
    start = writer.length
    write_formula(writer, element)
    written = writer.text_from(start)
    content = written.strip()
    if content:
        begin = start + written.index(content)
        writer.marks.append(Mark(begin, begin + len(content), kind))


def _bracket(element: _Element, name: str, usual: str) -> str:
    said = element.find(f"{m('dPr')}/{m(name)}")
    return usual if said is None else said.get(m("val"), usual)
