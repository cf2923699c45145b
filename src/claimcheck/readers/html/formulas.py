"""What stands high, low or below a line in MathML, and would run together in the bare text of a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model.document import MarkKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The kinds of the children after the first, which is the base.
_SCRIPTS = {
    "msub": (MarkKind.SUBSCRIPT,),
    "msup": (MarkKind.SUPERSCRIPT,),
    "msubsup": (MarkKind.SUBSCRIPT, MarkKind.SUPERSCRIPT),
}


def script_kind(element: HtmlElement) -> MarkKind | None:
    """Whether a part of a formula is an exponent or an index."""
    parent = element.getparent()
    if parent is None or parent.tag not in _SCRIPTS:
        return None
    return dict(zip(parent[1:3], _SCRIPTS[parent.tag], strict=False)).get(element)


def is_denominator(element: HtmlElement) -> bool:
    """Whether an element stands below the line of a fraction."""
    parent = element.getparent()
    return parent is not None and parent.tag == "mfrac" and element in parent[1:2]
