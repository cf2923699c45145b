"""What a paragraph is and what a run looks like: said by itself, by its style, or by the style that one is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from claimcheck.model.document import BlockKind, MarkKind
from claimcheck.readers.docx.names import inside, number, switch, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element

T = TypeVar("T")

# Names of styles that Word has built in are English in every language; those made by hand often end like them.
_HEADING = re.compile(r"(?:^|[ _.-])heading\s?([1-9])$")
_KINDS = (
    (re.compile(r"(?:^|[ _.-])caption$"), BlockKind.CAPTION),
    (re.compile(r"^(?:toc|index)(?: ?heading)?\s?[1-9]?$|^table ?of ?figures$"), BlockKind.BOILERPLATE),
    (re.compile(r"bibliography$|^references?$"), BlockKind.REFERENCE),
    (re.compile(r"^list ?(?:bullet|number)\s?[2-9]?$"), BlockKind.LIST_ITEM),
)
_BODY_LEVEL = 9
"""The outline level that says: no heading."""
_RAISED = {"superscript": MarkKind.SUPERSCRIPT, "subscript": MarkKind.SUBSCRIPT}
_SHIFT = 4
"""Half points by which text is moved up or down to look like a superscript or subscript."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a run looks like, as far as it carries meaning."""

    bold: bool = False
    hidden: bool = False
    raised: MarkKind | None = None
    font: str = ""


class Styles:
    """The styles of a document, by id."""

    def __init__(self, part: _Element | None) -> None:
        """Args: part: the tree of `styles.xml`, or None where there is none."""
        self._styles = {} if part is None else {style.get(w("styleId"), ""): style for style in part.iter(w("style"))}
        self._chains: dict[str, tuple[_Element, ...]] = {}

    def is_title(self, paragraph: _Element) -> bool:
        """Whether a paragraph is the title of the document."""
        return "title" in self._names(value(paragraph, "pPr", "pStyle") or "")

    def kind(self, paragraph: _Element) -> tuple[BlockKind, int]:
        """What a paragraph is, and the level of a heading."""
        style = value(paragraph, "pPr", "pStyle") or ""
        for name in self._names(style):
            if name == "title":
                return BlockKind.HEADING, 1
            heading = _HEADING.search(name)
            if heading:
                return BlockKind.HEADING, int(heading[1])
            kind = next((kind for pattern, kind in _KINDS if pattern.search(name)), None)
            if kind:
                return kind, 0
        properties = [paragraph, *self._chain(style)]
        level = next((each for each in properties if inside(each, "pPr", "outlineLvl") is not None), None)
        depth = number(level, "pPr", "outlineLvl", default=_BODY_LEVEL, most=_BODY_LEVEL)
        if depth < _BODY_LEVEL:
            return BlockKind.HEADING, depth + 1
        listed = next((said for each in properties if (said := value(each, "pPr", "numPr", "numId"))), "0")
        return (BlockKind.PARAGRAPH if listed == "0" else BlockKind.LIST_ITEM), 0

    def look(self, run: _Element, paragraph_style: str) -> Look:
        """What a run looks like in a paragraph of some style."""
        own = inside(run, "rPr")
        styles = (*self._chain(value(own, "rStyle") or ""), *self._chain(paragraph_style))
        properties = [each for each in (own, *(inside(style, "rPr") for style in styles)) if each is not None]
        fonts = (inside(each, "rFonts") for each in properties)
        return Look(
            bold=_first(switch(each, "b") for each in properties) or False,
            hidden=_first(switch(each, "vanish") for each in properties) or False,
            raised=_RAISED.get(_first(value(each, "vertAlign") for each in properties) or "") or _moved(own),
            font=_first(font.get(w("ascii")) for font in fonts if font is not None) or "",
        )

    def _names(self, style: str) -> Iterator[str]:
        """The names of a style and of those it is based on; of one that is not defined, its id."""
        chain = self._chain(style)
        if not chain and style:
            yield style.lower()
        for each in chain:
            yield (value(each, "name") or "").lower()

    def _chain(self, style: str) -> tuple[_Element, ...]:
        if style not in self._chains:
            seen: dict[str, _Element] = {}
            name = style
            while name in self._styles and name not in seen:
                seen[name] = self._styles[name]
                name = value(seen[name], "basedOn") or ""
            self._chains[style] = tuple(seen.values())
        return self._chains[style]


def _first(said: Iterator[T | None]) -> T | None:
    return next((each for each in said if each is not None), None)


def _moved(properties: _Element | None) -> MarkKind | None:
    """What text is that was moved up or down by hand."""
    shift = value(properties, "position") or ""
    if not re.fullmatch(r"-?[0-9]{1,3}", shift) or abs(int(shift)) < _SHIFT:
        return None
    return MarkKind.SUBSCRIPT if shift.startswith("-") else MarkKind.SUPERSCRIPT
