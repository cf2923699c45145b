"""What the elements around a text say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind
from claimcheck.readers.html.grid import Grid
from claimcheck.readers.jats.elements import ABOUT_THE_ARTICLE, ABOUT_THE_ARTICLE_SECTIONS, APART, AROUND

if TYPE_CHECKING:
    from lxml.etree import _Element

FIRM = {BlockKind.BOILERPLATE, BlockKind.REFERENCE}
"""Kinds that hold for everything inside, captions and notes too."""
_LIST = {"list-item", "def-item"}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known at a place of the tree."""

    kind: BlockKind = BlockKind.PARAGRAPH
    around: BlockKind | None = None
    """The kind that an element outside gives to all blocks in it."""
    depth: int = 0
    """Headings above."""
    bold: bool = False
    apart: bool = False
    """Inside fields with nothing printed between them."""
    grid: Grid | None = None
    """The table around, if there is one."""
    cell: bool = False


def context_in(element: _Element, outer: Context) -> Context:
    """The context of what stands in a block element."""
    tag = element.tag
    around = outer.around if outer.around in FIRM else AROUND.get(tag, outer.around)
    if outer.around is not BlockKind.REFERENCE and _is_about_the_article(element):
        around = BlockKind.BOILERPLATE
    kind = BlockKind.LIST_ITEM if tag in _LIST else BlockKind.CAPTION if tag == "caption" else outer.kind
    titled = tag != "caption" and element.find("title") is not None
    return replace(outer, around=around, kind=kind, depth=outer.depth + titled, apart=outer.apart or tag in APART)


def _is_about_the_article(element: _Element) -> bool:
    if element.tag in {"sec", "supplementary-material"}:
        named = element.get("sec-type") in ABOUT_THE_ARTICLE_SECTIONS or element.tag != "sec"
        return named and next(element.iter("table"), None) is None  # tables of a supplement are read like others
    kind = element.get("fn-type") or (element.get("article-type") if element.tag == "sub-article" else None) or ""
    return kind.lower() in ABOUT_THE_ARTICLE
