"""Markdown: the text is the file decoded; markdown-it-py's line maps say what each line is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.model.document import LINE_END, Block, BlockKind, Document, Table
from claimcheck.model.ignore import Ignore
from claimcheck.readers.encoding import decode
from claimcheck.readers.front_matter import front_matter
from claimcheck.readers.identity import metadata_of
from claimcheck.readers.ignores import COMMENT, Found, covered, cut, cut_cells, line_at, ours, within
from claimcheck.readers.marks import find_marks
from claimcheck.readers.plain import find_parts
from claimcheck.readers.plain.rows import pipe_cells
from claimcheck.readers.sections import mark_sections
from claimcheck.readers.shapes import heading_level, shape_of
from claimcheck.readers.tables import attach, make_table, trim

if TYPE_CHECKING:
    from markdown_it.token import Token

FORMAT = "markdown"

_BOLD = re.compile(r"(?:\*\*|__)[^*_\n]+(?:\*\*|__):?$")
_KEPT = {BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE}
_PLACES = {"heading_open", "heading_close", "list_item_open", "list_item_close"}
_CONTENTS = {"inline", "fence", "code_block", "html_block"}
_LONG_LINE = 200
_COMMENT = "<!--"


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a Markdown file.

    Raises:
        DocumentError: where the file holds no text.
    """
    decoded = decode(data)
    text = decoded.text
    front = front_matter(text)
    source = _Source(text, front.end if front else 0)
    blocks, tables = source.read()
    if front:
        blocks.insert(0, Block(front.start, front.end, BlockKind.FRONT_MATTER))
    blocks = mark_sections(text, blocks)
    tables = list(attach(text, blocks, tables))
    comments = source.comments()
    ignores = covered(
        [Found(ignore, span[0], within(span, blocks)) for span, ignore in comments.items()], blocks, tables
    )
    blocks, tables = cut(text, blocks, [*comments]), [cut_cells(text, table, [*comments]) for table in tables]
    found = metadata_of(text, blocks)
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=text,
        blocks=tuple(blocks),
        tables=tuple(tables),
        marks=find_marks(text, blocks),
        metadata=front.metadata(found) if front else found,
        status=decoded.status,
        reason=decoded.reason,
        encoding=decoded.encoding,
        ignores=ignores,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a token stands: inside a list, inside a heading of some depth."""

    in_list: int = 0
    level: int = 0


class _Source:
    """A Markdown text with its tokens, and where its lines are."""

    def __init__(self, text: str, start: int) -> None:
        from markdown_it import MarkdownIt

        self.text = text
        self.tokens: list[Token] = MarkdownIt("commonmark").enable("table").parse(text[start:])
        self.starts = [start, *(match.end() for match in LINE_END.finditer(text, start)), len(text)]

    def read(self) -> tuple[list[Block], list[Table]]:
        """The blocks and the tables, in order."""
        blocks: list[Block] = []
        tables: list[Table] = []
        place, in_table = _Place(), False
        for token in self.tokens:
            if token.type == "table_open" and token.map:
                in_table = True
                last = self._table_end(*token.map)
                tables.append(self._table(token.map[0], last))
                blocks.append(Block(tables[-1].start, tables[-1].end, BlockKind.TABLE))
                self._plain(self.starts[last], self.starts[min(token.map[1], len(self.starts) - 1)], blocks, tables)
            elif token.type == "table_close":
                in_table = False
            elif token.type in _PLACES:
                place = _moved(place, token)
            elif not in_table and token.map and token.type in _CONTENTS:
                block = self._block(token, place)
                if block.kind is BlockKind.PARAGRAPH and self._is_plain(block):
                    self._plain(block.start, block.end, blocks, tables)
                elif block.end > block.start:
                    blocks.append(block)
        return blocks, tables

    def comments(self) -> dict[tuple[int, int], Ignore]:
        """Span -> what a comment of ours says; one in a block of code is code."""
        found: dict[tuple[int, int], Ignore] = {}
        if "claimcheck:" not in self.text:
            return found
        line = line_at(self.text)
        for token in self.tokens:
            is_html = token.type == "html_block" or any(
                child.type == "html_inline" and ours(child.content) for child in token.children or ()
            )
            if is_html and token.map:
                first, last = (self.starts[min(number, len(self.starts) - 1)] for number in token.map)
                for match in COMMENT.finditer(self.text, first, last):
                    if said := ours(match[0], line(match.start())):
                        found[match.span()] = said
        return found

    def _table_end(self, first: int, last: int) -> int:
        """A line without a pipe ends a table, even where no blank line stands between them."""
        number = first + 2
        while number < last and "|" in self.text[slice(*self._line(number))]:
            number += 1
        return number

    def _table(self, first: int, last: int) -> Table:
        rows = [pipe_cells(self.text, *self._line(number)) for number in range(first, last) if number != first + 1]
        return make_table(self.text, rows, 1)

    def _is_plain(self, block: Block) -> bool:
        """Whether lines are paragraphs or rows of their own: Markdown written by a converter, not by hand."""
        lines = self.text[block.start : block.end].splitlines()
        return len(lines) > 1 and any("\t" in line or len(line) > _LONG_LINE for line in lines)

    def _plain(self, start: int, end: int, blocks: list[Block], tables: list[Table]) -> None:
        found = find_parts(self.text, start, end)
        blocks += found.blocks
        tables += found.tables

    def _block(self, token: Token, place: _Place) -> Block:
        assert token.map is not None
        first, last = token.map
        start, end = self._trimmed(first, last)
        content = token.content.strip()
        if token.type == "inline":
            # The content without bullet, `#` or `>`; markup inside it stays.
            head = content.split("\n", 1)[0].strip()
            found = self.text.find(head, self.starts[first], end)
            start = max(found, start)
            tail = content.rsplit("\n", 1)[-1].strip()
            close = self.text.rfind(tail, max(start, self.starts[max(first, last - 1)]), end)
            end = close + len(tail) if close >= 0 else end
        if place.level:
            return Block(start, end, BlockKind.HEADING, place.level)
        return replace(_kind_of(content, place), start=start, end=end)

    def _line(self, number: int) -> tuple[int, int]:
        following = min(number + 1, len(self.starts) - 1)
        return self.starts[number], self.starts[following]

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        return trim(self.text, self.starts[first], self.starts[min(last, len(self.starts) - 1)])


def _moved(place: _Place, token: Token) -> _Place:
    if token.type.startswith("heading"):
        return replace(place, level=int(token.tag[1:]) if token.nesting == 1 else 0)
    return replace(place, in_list=place.in_list + token.nesting)


def _kind_of(content: str, place: _Place) -> Block:
    shape = shape_of(content.split("\n", 1)[0])
    if content.startswith(_COMMENT):
        return Block(0, 0, BlockKind.BOILERPLATE)
    if shape and shape.kind in _KEPT:
        return Block(0, 0, shape.kind)
    if place.in_list:
        return Block(0, 0, BlockKind.LIST_ITEM)
    level = heading_level(content) if _BOLD.match(content) else None
    return Block(0, 0, BlockKind.HEADING, level + 1) if level else Block(0, 0, BlockKind.PARAGRAPH)
