"""What the elements around a text say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind
from claimcheck.readers.html.grid import Grid
from claimcheck.readers.jats.elements import ABOUT_THE_ARTICLE, ABOUT_THE_ARTICLE_SECTIONS, APART, AROUND
from claimcheck.readers.jats.tree import plain
from claimcheck.readers.structure import heading_key, structure

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
    around = outer.around if outer.around in FIRM else _kind_around(element) or outer.around
    kind = BlockKind.LIST_ITEM if tag in _LIST else BlockKind.CAPTION if tag == "caption" else outer.kind
    titled = tag != "caption" and element.find("title") is not None
    return replace(outer, around=around, kind=kind, depth=outer.depth + titled, apart=outer.apart or tag in APART)


def _kind_around(element: _Element) -> BlockKind | None:
    """The kind of all blocks in an element, by its name, its type or, of a section, its title."""
    if element.tag in {"sec", "supplementary-material"}:
        if next(element.iter("table"), None) is not None:  # the tables of a supplement are read like others
            return None
        return BlockKind.BOILERPLATE if element.tag != "sec" else _kind_of_section(element)
    kind = element.get("fn-type") or (element.get("article-type") if element.tag == "sub-article" else None) or ""
    return BlockKind.BOILERPLATE if kind.lower() in ABOUT_THE_ARTICLE else AROUND.get(element.tag)


def _kind_of_section(section: _Element) -> BlockKind | None:
    known = structure()
    key = heading_key(plain(section.find("title")))
    if key in known.reference_headings:
        return BlockKind.REFERENCE
    about = section.get("sec-type") in ABOUT_THE_ARTICLE_SECTIONS
    return BlockKind.BOILERPLATE if about or key in known.boilerplate_headings | known.aside_headings else None
