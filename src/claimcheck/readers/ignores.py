"""Comments such as `<!-- claimcheck: ignore[V101] reason -->`: where they stand, what they say, what they cover.

Parsers of HTML and XML drop comments, so those of ours become elements before; a reader notes where it meets one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claimcheck.model.document import LINE_END, Block, BlockKind, Cell, Table
from claimcheck.model.ignore import Ignore
from claimcheck.readers.tables import trim

Span = tuple[int, int]
TAG = "claimcheck-ignore"
"""The element that stands for a comment of ours."""
# Every comment is taken from its own beginning to its own end, so that one inside another is text, as for a parser.
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_OURS = re.compile(r"<!--\s{0,99}claimcheck:(.*)-->", re.DOTALL)
_IGNORE = re.compile(r"ignore\[([^\[\]]*)\](.*)", re.DOTALL)
_FORM = "write ignore[RULE] and the reason, as in ignore[V101] the poster has the later cut-off"
_APART = frozenset({BlockKind.BOILERPLATE, BlockKind.FRONT_MATTER})
"""Blocks that make no claims: a comment that is a block of its own is one."""
_WHOLE = _APART | {BlockKind.TABLE}


@dataclass(frozen=True, slots=True)
class Found:
    """A comment and where it stands."""

    ignore: Ignore
    at: int
    """Offset in the text of the document."""
    inside: bool
    """Whether a block was begun before it and goes on, or ends, with it."""


def ours(comment: str, line: int = 0) -> Ignore | None:
    """What a comment says; None where it is not for us.

    >>> ours("<!-- claimcheck: ignore[V101, S101] other cut-off -->", 7)
    Ignore(start=0, end=0, line=7, rules=('V101', 'S101'), reason='other cut-off', fault=None)
    >>> ours("<!-- claimcheck: ignore -->").fault
    'no rule is named: write ignore[RULE] and the reason, as in ignore[V101] the poster has the later cut-off'
    >>> ours("<!-- a comment -->")
    """
    match = _OURS.fullmatch(comment)
    if match is None:
        return None
    said = match[1].strip()
    parts = _IGNORE.fullmatch(said)
    rules = tuple(name.strip() for name in parts[1].split(",") if name.strip()) if parts else ()
    reason = " ".join(parts[2].split()) if parts else ""
    fault = None
    if not rules:
        fault = f"{'no rule is named' if said.startswith('ignore') else 'not understood'}: {_FORM}"
    elif not reason:
        fault = f"no reason is given: {_FORM}"
    return Ignore(0, 0, line, rules, reason, fault)


def as_elements(text: str) -> str:
    """A page or an article with our comments as elements; all others stay."""
    if "claimcheck:" not in text:
        return text
    line = line_at(text)
    return COMMENT.sub(lambda match: element(match[0], line(match.start())), text)


def element(comment: str, line: int) -> str:
    """The element for a comment of ours; any other comment as it is."""
    if ours(comment) is None:
        return comment
    # In figures and letters alone: nothing in it can end an attribute or open a tag.
    return f"<{TAG} line='{line}' said='{comment.encode().hex()}'></{TAG}>"


def line_at(text: str) -> Callable[[int], int]:
    """A function from an offset to the number of its line, for texts that many offsets are asked of."""
    ends = [match.end() for match in LINE_END.finditer(text)]
    return lambda at: bisect_right(ends, at) + 1


def of_element(line: str | None, said: str | None, at: int, *, inside: bool) -> Found | None:
    """What an element says, where a reader met it."""
    try:
        ignore = ours(bytes.fromhex(said or "").decode(), int(line or ""))
    except ValueError:  # an element of this name that the document brought itself
        return None
    return None if ignore is None else Found(ignore, at, inside)


def covered(found: Sequence[Found], blocks: Sequence[Block], tables: Sequence[Table]) -> tuple[Ignore, ...]:
    """The comments with what they cover; one behind the last block covers nothing."""
    content = [block for block in blocks if block.kind not in _APART]
    return tuple(_covering(item, content, tables) for item in found)


def _covering(item: Found, content: Sequence[Block], tables: Sequence[Table]) -> Ignore:
    find = bisect_right if item.inside else bisect_left
    place = find(content, item.at, key=lambda block: block.start) - item.inside
    if not 0 <= place < len(content):
        return item.ignore
    start, end = content[place].start, content[place].end
    spans = [(start, end)]
    if content[place].kind is BlockKind.CAPTION:
        spans += [(t.start, t.end) for t in tables if t.caption and t.caption[0] < end and start < t.caption[1]]
    return replace(item.ignore, start=min(first for first, _ in spans), end=max(last for _, last in spans))


def within(comment: Span, blocks: Sequence[Block]) -> bool:
    """Whether a comment stands in a block with other text."""
    place = bisect_right(blocks, comment[0], key=lambda block: block.start) - 1
    return place >= 0 and blocks[place].kind not in _APART and comment[1] <= blocks[place].end


def cut(text: str, blocks: Sequence[Block], comments: Sequence[Span]) -> list[Block]:
    """The blocks without the comments in them, which are no text; tables stay whole, their cells are cut."""
    parts: list[Block] = []
    for block in blocks:
        start = block.start
        for first, last in _among(comments, block.start, block.end) if block.kind not in _WHOLE else ():
            parts += _stretch(text, start, first, block)
            parts.append(Block(first, last, BlockKind.BOILERPLATE))
            start = last
        parts += [block] if start == block.start else _stretch(text, start, block.end, block)
    return parts


def cut_cells(text: str, table: Table, comments: Sequence[Span]) -> Table:
    """The table without the comments at the edges of its cells."""
    if not _among(comments, table.start, table.end):
        return table
    return replace(table, cells=tuple(_cut_cell(text, cell, comments) for cell in table.cells))


def _cut_cell(text: str, cell: Cell, comments: Sequence[Span]) -> Cell:
    for start, end in _among(comments, cell.start, cell.end):
        before, after = trim(text, cell.start, start), trim(text, end, cell.end)
        kept = before if before[0] < before[1] else after
        cell = replace(cell, start=kept[0], end=kept[1])
    return cell


def _among(comments: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """The comments in a stretch; they stand in order."""
    first = bisect_left(comments, (start, 0))
    return [span for span in comments[first : bisect_left(comments, (end, 0))] if span[1] <= end]


def _stretch(text: str, start: int, end: int, block: Block) -> list[Block]:
    first, last = trim(text, start, end)
    return [replace(block, start=first, end=last)] if first < last else []
