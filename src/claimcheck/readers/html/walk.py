"""One walk over the tree of a page, from which its text, blocks, tables and marks come."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.model.document import Block, BlockKind, Mark, MarkKind, Table
from claimcheck.readers.grid import finish_grid
from claimcheck.readers.html.chrome import is_unseen, kind_around
from claimcheck.readers.html.formulas import is_denominator, script_kind
from claimcheck.readers.html.grid import Grid
from claimcheck.readers.html.images import Image
from claimcheck.readers.ignores import TAG, Found, of_element
from claimcheck.readers.marks.raised import raised_kind
from claimcheck.readers.plain import find_parts
from claimcheck.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "header", "hr", "html", "legend", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = _BLOCKS | _KINDS.keys() | _HEADINGS.keys()
_BOLD = {"b", "strong"}
_GROUPS = {"thead", "tbody", "tfoot"}
_LINK_TO_NOTE = re.compile(r"#(?!t(?:ab|bl)?\d|f(?:ig)?\d|s(?:ec)?\d)[\w.:-]*\d$", re.IGNORECASE)
_NUMBERS = re.compile(r"\[?[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3})*\]?$")


@dataclass(frozen=True, slots=True)
class Page:
    """What the walk found."""

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    marks: tuple[Mark, ...]
    images: tuple[Image, ...]
    ignores: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around a text say of it."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    around: BlockKind | None = None
    bold: bool = False
    pre: bool = False
    grid: Grid | None = None
    cell: bool = False


def walk(root: HtmlElement) -> Page:
    """Write the text of a page; the walk keeps its own stack, since pages may nest deeper than Python does."""
    return _Walk().run(root)


class _Walk:
    def __init__(self) -> None:
        self.writer = Writer()
        self.tables: list[Table] = []
        self.images: list[Image] = []
        self.ignores: list[Found] = []
        self.preformatted: set[int] = set()
        self.term_end = -1

    def run(self, root: HtmlElement) -> Page:
        stack: list[tuple[HtmlElement, _Context, _Context | None, int]] = [(root, _Context(), None, 0)]
        while stack:
            element, outer, inner, start = stack.pop()
            if inner is not None:
                self._leave(element, outer, inner, start)
                self._text(element.tail, outer)
                continue
            if not isinstance(element.tag, str) or is_unseen(element):
                self._text(element.tail, outer)
                continue
            if element.tag == TAG:
                self._ignore(element)
            if is_denominator(element):
                self.writer.glue("/")
            inner = self._enter(element, outer)
            stack.append((element, outer, inner, self.writer.length))
            self._text(element.text, inner)
            stack.extend((child, inner, None, 0) for child in reversed(element))
        self.writer.close(BlockKind.PARAGRAPH)
        writer = self.writer
        blocks, tables = _with_lines(writer.text, writer.blocks, self.tables, self.preformatted)
        return Page(
            writer.text, tuple(blocks), tuple(tables), tuple(writer.marks), tuple(self.images), tuple(self.ignores)
        )

    def _ignore(self, element: HtmlElement) -> None:
        found = of_element(element.get("line"), element.get("said"), self.writer.length, inside=self.writer.open)
        if found is not None:
            self.ignores.append(found)

    def _text(self, text: str | None, context: _Context) -> None:
        if not text or (context.grid and not context.cell and not text.strip()):
            return
        if context.pre:
            self.writer.raw(text)
        else:
            self.writer.write(text, bold=context.bold)

    def _enter(self, element: HtmlElement, outer: _Context) -> _Context:
        tag = element.tag
        context = replace(outer, around=outer.around or kind_around(element))
        if tag == "img" and context.around is None:
            self.images.append(Image(self.writer.length, element.get("alt") or ""))
        if outer.cell:
            if tag in _PARTS or tag in {"br", "td", "th"}:
                self.writer.write(" ")
            return context
        if tag == "br":
            self._break(outer)
        elif tag in _PARTS:
            if outer.grid is None or tag == "caption":
                self._close(outer)
            context = self._block_context(element, tag, context)
        elif tag in {"td", "th"} and context.grid is not None:
            if context.grid.column:
                self.writer.glue("\t")
            context = replace(context, cell=True)
        return replace(context, bold=context.bold or tag in _BOLD)

    def _break(self, context: _Context) -> None:
        """A line break; a second one right behind it parts paragraphs."""
        if self.writer.broken and not context.pre:
            self._close(context)
        else:
            self.writer.glue("\n")

    def _block_context(self, element: HtmlElement, tag: str, context: _Context) -> _Context:
        if tag == "table" and _is_data(element):
            return replace(context, kind=BlockKind.TABLE, grid=Grid())
        if tag in _GROUPS and context.grid is not None:
            context.grid.end_group()
        if tag == "tr" and context.grid is not None:
            context.grid.next_row()
            self.writer.glue("\n")
        if tag == "caption":
            return replace(context, kind=BlockKind.CAPTION, grid=None)
        if tag in _HEADINGS:
            return replace(context, kind=BlockKind.HEADING, level=_HEADINGS[tag])
        if tag in _KINDS:
            return replace(context, kind=_KINDS[tag])
        return replace(context, pre=context.pre or tag == "pre")

    def _leave(self, element: HtmlElement, outer: _Context, inner: _Context, start: int) -> None:
        tag = element.tag
        if tag in {"sup", "sub", "a"} or script_kind(element):
            self._mark(element, start)
        if tag in _GROUPS and inner.grid is not None and not outer.cell:
            inner.grid.end_group()
        if inner.cell and not outer.cell and inner.grid is not None:
            inner.grid.add(element, start, self.writer.length)
        elif tag == "table" and inner.grid is not None and outer.grid is None:
            self._finish_table(inner)
        elif tag == "dt" and not outer.cell and inner.grid is None:
            self.writer.glue("\n")
            self.term_end = self.writer.length
        elif not outer.cell and tag in _PARTS and (tag not in _BLOCKS or inner.grid is None):
            if tag == "dl":
                self.term_end = -1
            self._close(inner)
            if tag == "pre" and self.writer.blocks and self.writer.blocks[-1].start >= start:
                self.preformatted.add(self.writer.blocks[-1].start)

    def _finish_table(self, inner: _Context) -> None:
        assert inner.grid is not None
        table = finish_grid(self.writer, inner.grid.closed(), inner.around)
        if table is not None:
            self.tables.append(table)

    def _close(self, context: _Context) -> None:
        if self.writer.length == self.term_end:
            return  # a term stays open for what is said of it
        self.writer.close(context.around or context.kind, 0 if context.around else context.level)

    def _mark(self, element: HtmlElement, start: int) -> None:
        content = self.writer.text_from(start)
        lead = len(content) - len(content.lstrip())
        content = content.strip()
        if not content:
            return
        begin = start + lead
        kind = _mark_kind(element, content, self.writer.text_from(max(0, start - 8))[: min(start, 8)])
        if kind and not any(mark.start < begin + len(content) and begin < mark.end for mark in self.writer.marks[-3:]):
            self.writer.marks.append(Mark(begin, begin + len(content), kind))


def _mark_kind(element: HtmlElement, content: str, base: str) -> MarkKind | None:
    if element.tag == "sub":
        return MarkKind.SUBSCRIPT
    if in_formula := script_kind(element):
        return in_formula
    points = _LINK_TO_NOTE.search(element.get("href") or "") is not None or element.get("role") == "doc-noteref"
    if element.tag == "a":
        return MarkKind.REFERENCE if points and _NUMBERS.match(content) else None
    if any(child.tag == "a" for child in element) and _NUMBERS.match(content):
        return MarkKind.REFERENCE
    return raised_kind(base, content)


def _is_data(table: HtmlElement) -> bool:
    """Whether a table holds data rather than the layout of the page.

    One inside which others stand is layout, unless it says by a caption or heads of its own that it is none.
    """
    if (
        table.get("role") in {"presentation", "none"}
        or next(table.iterdescendants("h1", "h2", "form"), None) is not None
    ):
        return False
    return next(table.iterdescendants("table"), None) is None or bool(table.xpath("caption | tr/th | */tr/th"))


def _with_lines(
    text: str, blocks: list[Block], tables: list[Table], preformatted: set[int]
) -> tuple[list[Block], list[Table]]:
    """Read preformatted text by its lines, as a text file is."""
    read: list[Block] = []
    tables = list(tables)
    for block in blocks:
        if block.start in preformatted and block.kind is BlockKind.PARAGRAPH:
            found = find_parts(text, block.start, block.end)
            read += found.blocks
            tables += found.tables
        else:
            read.append(block)
    return read, sorted(tables, key=lambda table: table.start)
