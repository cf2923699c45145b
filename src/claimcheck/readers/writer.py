"""The text of a page while it is written, with its blocks, marks and white space rules."""

from __future__ import annotations

import re

from claimcheck.model.document import Block, BlockKind, Mark
from claimcheck.readers.shapes import heading_level, shape_of

_SPACES = re.compile(r"[ \t\r\n\f]+")  # HTML's white space; no-break spaces stay
_REFINED = {BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE}
_BOLD_LEVEL = 2


class Writer:
    """Collects text; a block is open from its first character that is not white space to `close`."""

    def __init__(self) -> None:
        self.length = 0
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self._parts: list[str] = []
        self._last = "\n"
        self._space = False
        self._start: int | None = None
        self._bold = 0

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def write(self, text: str, *, bold: bool = False) -> None:
        """Add running text; runs of white space become one space, none at the edges of a block."""
        lead = bool(text) and _SPACES.match(text[0]) is not None
        collapsed = _SPACES.sub(" ", text).strip(" ")
        if not collapsed:
            self._space = self._space or lead
            return
        if (lead or self._space) and self._start is not None and self._last not in "\n\t ":
            self._put(" ")
        self._space = _SPACES.match(text[-1]) is not None
        if self._start is None:
            self._start = self.length
        self._put(collapsed)
        self._bold += len(collapsed) if bold else 0

    def raw(self, text: str) -> None:
        """Add text whose white space counts."""
        if text and self._start is None:
            self._start = self.length
        self._put(text)

    def glue(self, sign: str) -> None:
        """Put a tab or line break between parts of one block."""
        self._space = False
        if self._start is not None or sign == "\t":
            self._start = self.length if self._start is None else self._start
            self._put(sign)

    @property
    def open(self) -> bool:
        """Whether a block was begun and not ended."""
        return self._start is not None

    @property
    def broken(self) -> bool:
        """Whether the open block ends with a line break."""
        return self._start is not None and self._last == "\n"

    def close(self, kind: BlockKind, level: int = 0) -> None:
        """End the open block, if there is one, and start a new line."""
        start, self._start, self._space = self._start, None, False
        bold, self._bold = self._bold, 0
        if start is None:
            return
        content = self.text_from(start)
        stripped = content.strip()
        if stripped:
            begin = start + content.index(stripped)
            kind, level = _refined(kind, level, stripped, 10 * bold >= 9 * len(stripped))
            self.blocks.append(Block(begin, begin + len(stripped), kind, level))
        self._put("\n")

    def text_from(self, start: int) -> str:
        """The text written since an offset."""
        taken: list[str] = []
        length = self.length
        for part in reversed(self._parts):
            if length <= start:
                break
            length -= len(part)
            taken.append(part)
        return "".join(reversed(taken))[max(0, start - length) :]

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.length += len(text)
            self._last = text[-1]


def _refined(kind: BlockKind, level: int, content: str, bold: bool) -> tuple[BlockKind, int]:
    """A paragraph may be a caption, a note or, all in bold, a heading."""
    if kind is not BlockKind.PARAGRAPH:
        return kind, level
    shape = shape_of(content)
    if shape and shape.kind in _REFINED:
        return shape.kind, 0
    found = heading_level(content) if bold else None
    return (BlockKind.HEADING, found + _BOLD_LEVEL) if found else (kind, 0)
