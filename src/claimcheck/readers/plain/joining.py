"""Which lines of a plain text belong to one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.model.document import BlockKind
from claimcheck.readers.plain.lines import Layout, Line
from claimcheck.readers.shapes import Shape, shape_of
from claimcheck.readers.structure import is_section

_CUT_WORD = re.compile(r"[^\W\d_]-$")
_COLUMNS = re.compile(r"\S {3,}\S")
_RUNNING = Shape(BlockKind.BOILERPLATE, alone=True)
_NUMBER = re.compile(r"[0-9]{1,4}")
_GOES_ON = re.compile(r"[a-z(\[,;)\]%&=<>≥≤±+/–−]|[0-9]")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block, and what the first of them says it is."""

    lines: tuple[Line, ...]
    shape: Shape | None

    @property
    def start(self) -> int:
        """Where its content starts, after a bullet or `#`."""
        return self.lines[0].start + (self.shape.offset if self.shape else 0)

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1].end


def group_lines(lines: list[Line], layout: Layout, running: frozenset[int]) -> list[Group]:
    """Join the lines that one paragraph, list item or caption was broken into."""
    groups: list[Group] = []
    current: list[Line] = []
    shape: Shape | None = None
    full = False
    for index, (line, is_full) in enumerate(zip(lines, layout.full, strict=True)):
        here = _RUNNING if line.start in running else shape_of(line.text)
        if (
            current
            and _joins(current, full, shape, line, here, layout)
            and not (current[-1].finished and _opens_paragraph(lines, layout, index, shape))
        ):
            current.append(line)
        else:
            if current:
                groups.append(Group(tuple(current), shape))
            current, shape = [line], here
        full = is_full
    if current:
        groups.append(Group(tuple(current), shape))
    return groups


def _joins(
    current: list[Line], full: bool, shape: Shape | None, line: Line, here: Shape | None, layout: Layout
) -> bool:
    """Whether a line goes on with the paragraph `current`, whose last line is as long as wrapped lines are or not."""
    last = current[-1]
    if is_section(line.text) or (len(current) == 1 and is_section(last.text)):
        return False
    if (shape and shape.alone) or (here and _opens(here, current, line)):
        return False
    if _COLUMNS.search(line.text) or (_COLUMNS.search(last.text) and line.indent <= last.indent):
        return False  # columns made with spaces: each line is a row
    if _CUT_WORD.search(last.text) and line.text[0].islower() and line.gap <= 1 + layout.double:
        return True
    if line.gap > layout.double:
        return layout.double and full and not last.finished and line.text[0].islower()
    if shape and shape.kind is BlockKind.LIST_ITEM and line.indent > current[0].indent:
        return True
    if last.finished:
        return full
    return bool(full or (_GOES_ON.match(line.text) and _is_prose(last, line)))


def _opens_paragraph(lines: list[Line], layout: Layout, index: int, shape: Shape | None) -> bool:
    """Whether the line after a finished sentence starts something new."""
    if lines[index].text[0].islower():
        return True
    if shape and shape.kind is BlockKind.CAPTION and not layout.full[index]:
        return True  # words of the figure below its caption
    text = lines[index].text
    if layout.double and text[0].isupper() and not layout.full[index] and not lines[index].finished:
        return True
    # Where blank lines stand inside paragraphs, lines without one between them are a heading and what it heads.
    return layout.double and index + 1 < len(lines) and lines[index + 1].gap == 0


def _opens(here: Shape, current: list[Line], line: Line) -> bool:
    """Whether a line with a shape of its own starts a block; a wrapped line may only look like one."""
    last = current[-1]
    if here.kind is not BlockKind.LIST_ITEM or line.gap > 0 or line.indent > last.indent or last.finished:
        return True
    if not line.text[0].isdigit() or len(last.text) < 40:
        return True
    # "... in arms 1 and\n2. The ...": an item only where the paragraph is the item before it.
    number, before = _NUMBER.match(line.text), _NUMBER.match(current[0].text)
    return bool(number and before and int(number[0]) == int(before[0]) + 1)


def _is_prose(last: Line, line: Line) -> bool:
    """Two short lines that go on in lower case, not two entries of a list or figure without signs."""
    return line.text[0].islower() or len(last.text) >= 40
