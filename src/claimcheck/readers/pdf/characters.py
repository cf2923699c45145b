"""The characters of a page, as runs: pieces of words whose characters share size and baseline."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

_HYPHENS = {"\ufffe", "\x02", "\u00ad"}
"""What pdfium gives for a hyphen that it takes for a soft one, at a line's end."""
_BREAKS = {" ", "\r", "\n", "\t", "\u00a0", "\u2002", "\u2003", "\u2009", "\u200a", "\u202f", "\u3000", "\x00"}
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "-bd", ".b", "extb")
_SHIFT = 0.08
_RESIZE = 0.08
_GAP = 0.22
_MOST = 200_000
"""Characters read of one page; more than any page that people read has."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a word on the page, upright, from the top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    font: str
    space: bool
    """Whether the document has a space before it."""


class _Char(NamedTuple):
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    x: float
    base: float
    size: float
    at: int


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned so that most of its text stands upright."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int = 0
    """Quarter turns counter-clockwise of the text on the page."""

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, upright, from the top left."""
        x, y = x - self.left, y - self.bottom
        if not self.turns:
            return x, self.height - y
        match self.turns:
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case _:
                return self.height - y, self.width - x

    @property
    def upright(self) -> tuple[float, float]:
        """Width and height of the page as its text is read."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


def read_runs(textpage: Any, box: tuple[float, float, float, float]) -> tuple[list[Run], str, Frame]:
    """The runs of a page in the order of the file, what stands across its text, and its frame.

    Args:
        textpage: a text page of pypdfium2.
        box: the visible box of the page: left, bottom, right, top.
    """
    import pypdfium2.raw as pdfium

    count = min(pdfium.FPDFText_CountChars(textpage), _MOST)
    step = max(1, count // 40)
    angles = Counter(_turns(pdfium.FPDFText_GetCharAngle(textpage, index)) for index in range(0, count, step))
    frame = Frame(box[0], box[1], box[2] - box[0], box[3] - box[1], angles.most_common(1)[0][0] if angles else 0)
    runs: list[Run] = []
    across: list[str] = []
    for chars, space in _pieces(_chars(textpage, count, frame)):
        first = chars[0]
        text = "".join(char.text for char in chars)
        if _turns(pdfium.FPDFText_GetCharAngle(textpage, first.at)) != frame.turns:
            across.append(f" {text}" if space else text)
            continue
        font = _font(textpage, first.at)
        bold = any(mark in font for mark in _BOLD)
        x0, x1 = min(char.x0 for char in chars), max(char.x1 for char in chars)
        runs.append(Run(text, x0, first.y0, x1, first.y1, first.base, first.size, bold, font, space))
    return runs, "".join(across).strip(), frame


def _chars(textpage: Any, count: int, frame: Frame) -> Iterator[_Char | None]:
    """Visible characters; None where the file or pdfium has a space or line break."""
    import pypdfium2.raw as pdfium

    page = textpage.raw  # the loop runs once a character: no attribute is looked up in it that need not be
    unicode, loose_box, char_origin = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    place = frame.place
    width, height = frame.upright
    for index in range(count):
        text = chr(unicode(page, index))
        if text in _BREAKS:
            yield None
            continue
        loose_box(page, index, box_at)
        char_origin(page, index, x_at, y_at)
        x0, y1 = place(box.left, box.bottom)
        x1, y0 = place(box.right, box.top)
        if frame.turns:
            x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if x0 < -1 or y0 < -1 or x0 > width + 1 or y0 > height + 1:
            yield None
            continue
        origin, base = place(x.value, y.value)
        size = y1 - y0
        if size <= 0:
            size = pdfium.FPDFText_GetFontSize(page, index) or 1.0
        yield _Char("-" if text in _HYPHENS else text, x0, y0, x1, y1, origin, base, size, index)


def _pieces(chars: Iterator[_Char | None]) -> Iterator[tuple[list[_Char], bool]]:
    """Characters that follow each other without space, shift or change of size; and whether a space was before."""
    piece: list[_Char] = []
    space = pending = False
    for char in chars:
        if char is None:
            pending = True
            continue
        if piece and (pending or _breaks(piece[-1], char)):
            yield piece, space
            piece, space = [], pending
        elif not piece:
            space = pending
        pending = False
        piece.append(char)
    if piece:
        yield piece, space


def _breaks(last: _Char, char: _Char) -> bool:
    size = max(last.size, char.size)
    gap = char.x0 - last.x1
    return (
        abs(char.base - last.base) > _SHIFT * size
        or abs(char.size - last.size) > _RESIZE * size
        or gap > _GAP * size
        or gap < -size
    )


def _turns(angle: float) -> int:
    """Quarter turns counter-clockwise; pdfium counts angles clockwise, and gives -1 where it knows none."""
    return -round(angle / (math.pi / 2)) % 4 if angle >= 0 else 0


def _font(textpage: Any, index: int) -> str:
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(96)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, buffer, 96, flags)
    return buffer.value.decode("utf-8", "replace").lower()
