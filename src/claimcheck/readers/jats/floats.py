"""Tables, figures, boxes and notes stand after the paragraph that they interrupt, or that names them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.readers.jats.elements import FLOATS
from claimcheck.readers.jats.tree import parent_of, release_tail

if TYPE_CHECKING:
    from lxml.etree import _Element

_APART = ("floats-group", "floats-wrap")


def settle_floats(article: _Element) -> None:
    """Move what floats, in place: a sentence stays whole, and a table stands under the heading it belongs to."""
    last: dict[_Element, _Element] = {}
    for inside in [element for element in article.iter(*FLOATS) if _paragraph(element) is not None]:
        paragraph = _paragraph(inside)
        if paragraph is not None:
            _move(inside, paragraph, last)
    named: dict[str, _Element] = {}
    for xref in article.iter("xref"):
        paragraph = _paragraph(xref)
        if paragraph is not None and parent_of(paragraph) not in {*FLOATS, "caption", "table-wrap-foot"}:
            for name in (xref.get("rid") or "").split():
                named.setdefault(name, paragraph)
    for group in article.findall("floats-group") + article.findall("floats-wrap"):
        for element in list(group):
            paragraph = named.get(element.get("id") or "")
            if paragraph is not None:
                _move(element, paragraph, last)


def _paragraph(element: _Element) -> _Element | None:
    """The outermost paragraph around an element, unless a cell or another float stands between them."""
    found = None
    for parent in element.iterancestors():
        if parent.tag in FLOATS or parent.tag in {"td", "th", "caption"}:
            return found
        if parent.tag == "p":
            found = parent
    return found


def _move(element: _Element, paragraph: _Element, last: dict[_Element, _Element]) -> None:
    """Put an element behind a paragraph and what was put there before; the text behind it stays where it is."""
    release_tail(element)
    anchor = last.get(paragraph, paragraph)
    element.tail, anchor.tail = anchor.tail, None
    anchor.addnext(element)
    last[paragraph] = element
