"""The characters of a page, as runs: pieces of words whose characters share size and baseline."""

from __future__ import annotations

import ctypes
import math
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.readers.pdf.fonts import Settings
from claimcheck.readers.pdf.frame import Frame
from claimcheck.readers.pdf.signs import SUSPECT, true_signs

_HYPHENS = {"\ufffe", "\x02", "\u00ad"}
"""What pdfium gives for a hyphen that it takes for a soft one, at a line's end."""
_BREAKS = frozenset(" \r\n\t\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\x00")
_SHIFT = 0.08
_RESIZE = 0.08
_GAP = 0.22
_LEAST = 1.0
"""Points below which nobody reads a character."""
_MOST = 200_000
"""Characters read of one page; more than any page that people read has."""

Box = tuple[float, float, float, float]


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
    """Whether the file has a space before it."""
    apart: bool = False
    """Whether pdfium sees a space before it, by the places of the letters, where the file has none."""
    unseen: bool = False
    """Whether it is drawn too small to read, without ink or in white."""
    coded: str = ""
    """The characters that the file says it has, where signs are drawn in their place."""


@dataclass(frozen=True, slots=True)
class Characters:
    """What a page has of characters."""

    runs: list[Run]
    """In the order of the file."""
    across: str
    """What stands across the text, such as the label of an axis."""
    outside: str
    """What stands outside the visible page."""
    unknown: float
    """The share of characters of which the file does not say what they are."""
    frame: Frame


def read_characters(textpage: Any, box: Box) -> Characters:
    """The runs of a page, what stands across its text, and how it is turned.

    Args:
        textpage: a text page of pypdfium2.
        box: the visible box of the page: left, bottom, right, top.
    """
    import pypdfium2.raw as pdfium

    text = _text(textpage)
    sample = range(0, len(text), max(1, len(text) // 40))
    angles = Counter(_turns(pdfium.FPDFText_GetCharAngle(textpage, index)) for index in sample)
    unknown = sum(_is_unknown(textpage, index, text[index]) for index in sample) / max(1, len(sample))
    turns = angles.most_common(1)[0][0] if angles else 0
    frame = Frame(box[0], box[1], box[2] - box[0], box[3] - box[1], turns)
    settings = Settings(textpage)
    runs: list[Run] = []
    across: list[str] = []
    outside: list[str] = []
    width, height = frame.upright
    boxes = _boxes(textpage, len(text))
    for first, last, space in _pieces(text, boxes, frame):
        said = _said(text[first:last])
        x0, y0, x1, y1 = frame.box(*_around(boxes[first], boxes[last - 1]))
        if x0 < -1 or y0 < -1 or x1 > width + 1 or y1 > height + 1:
            outside.append(f" {said}" if space >= 0 else said)
            continue
        if _turns(pdfium.FPDFText_GetCharAngle(textpage, first)) != turns:
            across.append(f" {said}" if space >= 0 else said)
            continue
        coded = said
        if not SUSPECT.isdisjoint(said):
            said = true_signs(textpage, settings, said, first)
        setting = settings.of(first)
        size = setting.size if setting.size > 0 else max(y1 - y0, 1.0)
        apart = space >= 0 and pdfium.FPDFText_IsGenerated(textpage, space) == 1
        unseen = setting.unseen or size < _LEAST
        base = _base(textpage, first, frame)
        bold, font = setting.font.bold, setting.font.name
        runs.append(Run(said, x0, y0, x1, y1, base, size, bold, font, space >= 0 and not apart, apart, unseen, coded))
    return Characters(runs, "".join(across).strip(), "".join(outside).strip(), unknown, frame)


def _is_unknown(textpage: Any, index: int, char: str) -> bool:
    """Whether a character is drawn, but only its number in its font is known."""
    import pypdfium2.raw as pdfium

    if char == "\ufffd" or "\ue000" <= char <= "\uf8ff":
        return True
    return char not in _HYPHENS and pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1


def _text(textpage: Any) -> str:
    """One character for each of pdfium's, so that an index into one is an index into the other."""
    import pypdfium2.raw as pdfium

    count = min(pdfium.FPDFText_CountChars(textpage), _MOST)
    text: str = textpage.get_text_range(0, count) if count else ""
    if len(text) == count:
        return text
    page = textpage.raw  # some have no character, and the text is shorter by them
    return "".join(chr(pdfium.FPDFText_GetUnicode(page, index)) for index in range(count))


def _boxes(textpage: Any, count: int) -> list[Box]:
    """Left, top, right and bottom of each character, as wide as it is set and as high as its font."""
    import pypdfium2.raw as pdfium

    size = ctypes.sizeof(pdfium.FS_RECTF)
    memory = bytearray(size * (count + 1))
    at, page, read = pdfium.FS_RECTF.from_buffer(memory), textpage.raw, pdfium.FPDFText_GetLooseCharBox
    byref = ctypes.byref
    for index in range(count):  # once a character: nothing else is done in this loop
        read(page, index, byref(at, index * size))
    return list(struct.iter_unpack("4f", memory))


def _pieces(text: str, boxes: Sequence[Box], frame: Frame) -> Iterator[tuple[int, int, int]]:
    """First and last index of characters that follow each other without space, shift or change of size.

    The third is the index of the space before them, -1 where there is none.
    """
    across = frame.turns % 2
    forward = 1 if frame.turns in {0, 1} else -1
    start, space, pending = -1, -1, -1
    end = foot = high = 0.0
    for index, char in enumerate(text):
        if char in _BREAKS:
            if start >= 0:
                yield start, index, space
                start = -1
            pending = index
            continue
        left, top, right, bottom = boxes[index]
        if across:
            left, right, top, bottom = bottom, top, right, left
        if forward < 0:
            left, right = -right, -left
        tall = abs(top - bottom)
        if start >= 0:
            gap = left - end
            size = max(tall, high)
            if (
                gap > _GAP * size
                or gap < -size
                or abs(bottom - foot) > _SHIFT * size
                or abs(tall - high) > _RESIZE * size
            ):
                yield start, index, space
                start = -1
        if start < 0:
            start, space, pending = index, pending, -1
        end, foot, high = right, bottom, tall
    if start >= 0:
        yield start, len(text), space


def _around(first: Box, last: Box) -> Box:
    """The box of a piece, by its first and its last character."""
    return min(first[0], last[0]), max(first[1], last[1]), max(first[2], last[2]), min(first[3], last[3])


def _said(text: str) -> str:
    return text if _HYPHENS.isdisjoint(text) else "".join("-" if char in _HYPHENS else char for char in text)


def _base(textpage: Any, index: int, frame: Frame) -> float:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    return frame.place(x.value, y.value)[1]


def _turns(angle: float) -> int:
    """Quarter turns counter-clockwise; pdfium counts angles clockwise, and gives -1 where it knows none."""
    return -round(angle / (math.pi / 2)) % 4 if angle >= 0 else 0
