"""One walk over the tree of an article, from which its text, blocks, tables and marks come.

The walk calls itself: the parser refuses files that nest deeper than 256 elements.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind, Mark, MarkKind, Table
from claimcheck.model.work import CitedWork
from claimcheck.readers.ignores import TAG, Found, of_element
from claimcheck.readers.jats.context import Context, context_in
from claimcheck.readers.jats.elements import APART, BLOCKS, FORMULAS, INLINE, LABELLED, UNSEEN
from claimcheck.readers.jats.entries import entry_of
from claimcheck.readers.jats.formulas import write_formula
from claimcheck.readers.jats.pointers import is_note, joined, mark_pointer, mark_raised
from claimcheck.readers.jats.tables import dress, write_in_table, write_table
from claimcheck.readers.jats.tree import parent_of
from claimcheck.readers.jats.works import work_in
from claimcheck.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHOICE = ("table", "math", "textual-form", "p", "list")
"""What is read of several forms of one thing, the first that is there."""


@dataclass
class Walk:
    """The text of one or several articles while it is written."""

    writer: Writer = field(default_factory=Writer)
    tables: list[Table] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    """Labels of the tables that are only there as an image."""
    entries: set[str] = field(default_factory=set)
    """Ids of the entries of the reference lists."""
    ignores: list[Found] = field(default_factory=list)
    """Comments that tell rules to keep quiet."""
    works: list[CitedWork] = field(default_factory=list)
    """The entries field by field."""
    abstract: tuple[int, int] | None = None
    """Where the abstract of the last article stands."""

    def write(self, element: _Element, depth: int = 0, around: BlockKind | None = None) -> None:
        """Write an element and what is in it; `depth` is the level of the headings above it."""
        self._element(element, Context(around=around, depth=depth))

    def heading(self, element: _Element, level: int) -> None:
        """Write what is in an element as a heading."""
        self.inside(element, Context())
        self.writer.close(BlockKind.HEADING, level)

    def marks(self) -> list[Mark]:
        """The marks of the whole text, those of one citation joined."""
        return joined(self.writer.text, self.writer.marks)

    def inside(self, element: _Element, context: Context) -> None:
        """Write what is in an element."""
        self._text(element.text, context)
        for child in element:
            self._element(child, context)
            self._text(child.tail, context)

    def inline(self, element: _Element, outer: Context) -> None:
        """Write a part of running text, with the mark that it gets."""
        tag = element.tag
        apart = " " if outer.apart and tag not in INLINE else ""
        self.writer.write(apart)
        start = self.writer.length
        self.inside(element, replace(outer, bold=outer.bold or tag == "bold", apart=outer.apart or tag in APART))
        self.writer.write(apart)
        if tag == "term" and element.getnext() is not None:
            self.writer.write(": ")
        elif tag == "xref":
            mark_pointer(self.writer, element, start, self.entries)
        elif tag in {"sup", "sub"}:
            mark_raised(self.writer, element, start)

    def close(self, context: Context) -> None:
        """End the open block."""
        self.writer.close(context.around or context.kind)

    def _element(self, element: _Element, outer: Context) -> None:
        tag = element.tag
        if tag in UNSEEN:
            return
        if tag == TAG:
            self._ignore(element)
        if tag in FORMULAS:
            write_formula(self.writer, element)
        elif tag == "alternatives":
            self._alternatives(element, outer)
        elif tag == "break":
            self._break(outer)
        elif tag == "table" and not outer.cell:
            write_table(self, element, outer)
        elif outer.grid is not None:
            write_in_table(self, element, outer)
        elif tag == "label":
            self._label(element, outer)
        elif tag in BLOCKS:
            self._block(element, outer)
        else:
            self.inline(element, outer)

    def _ignore(self, element: _Element) -> None:
        found = of_element(element.get("line"), element.get("said"), self.writer.length, inside=self.writer.open)
        if found is not None:
            self.ignores.append(found)

    def _text(self, text: str | None, context: Context) -> None:
        if text and (context.grid is None or context.cell or text.strip()):
            self.writer.write(text, bold=context.bold)

    def _alternatives(self, element: _Element, outer: Context) -> None:
        chosen = next((found for name in _CHOICE if (found := element.find(name)) is not None), None)
        for child in element if chosen is None else [chosen]:
            self._element(child, outer)

    def _break(self, outer: Context) -> None:
        if outer.grid is None:
            self.writer.glue("\n")
        else:
            self.writer.write(" ")

    def _block(self, element: _Element, outer: Context) -> None:
        tag = element.tag
        if tag == "title":
            self._title(element, outer)
            return
        if not _goes_on(element):
            self.close(outer)
        if tag == "ref" and outer.around is BlockKind.REFERENCE:
            start = self.writer.length
            self.writer.write(entry_of(element))
            self.works.append(work_in(element, start, self.writer.length))
            self.close(outer)
            return
        tables, blocks = len(self.tables), len(self.writer.blocks)
        inner = context_in(element, outer)
        self.inside(element, inner)
        self.close(inner)
        if tag == "table-wrap":
            dress(self, element, tables, blocks)

    def _title(self, element: _Element, outer: Context) -> None:
        """A heading; in a caption and above keywords a line like others."""
        if parent_of(element) in {"caption", "kwd-group"}:
            self.inside(element, outer)
            self.close(outer)
            return
        self.close(outer)
        label = element.getprevious()
        if label is not None and label.tag == "label":
            self.inside(label, outer)
            self.writer.write(" ")
        self.inside(element, outer)
        self.writer.close(BlockKind.HEADING, max(outer.depth, 1))

    def _label(self, element: _Element, outer: Context) -> None:
        """A number or sign that opens a caption, a note or an item; that of a section is written with its title."""
        parent, after = parent_of(element), element.getnext()
        if after is not None and after.tag == "title" and parent not in LABELLED:
            return
        start = self.writer.length
        self.inside(element, outer)
        content = self.writer.text_from(start)
        if parent == "fn" and is_note(content.strip()):
            begin = start + len(content) - len(content.lstrip())
            self.writer.marks.append(Mark(begin, begin + len(content.strip()), MarkKind.FOOTNOTE))
        self.writer.write(" ")
        if parent in LABELLED and (after is None or after.tag != "caption"):
            self.close(replace(outer, kind=BlockKind.CAPTION))


def _goes_on(element: _Element) -> bool:
    """Whether the block goes on with what stands before it: `Table 1` and its caption, `a` and its note."""
    before, parent = element.getprevious(), parent_of(element)
    if before is not None:
        return before.tag in {"label", "term"} and parent in {
            *LABELLED,
            "fn",
            "list-item",
            "aff",
            "corresp",
            "def-item",
        }
    outer = element.getparent()
    return outer is not None and parent in {"caption", "def"} and _goes_on(outer)
