"""What is drawn on a page: the lines that frame tables, pictures, and the grounds that text stands on."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from claimcheck.readers.pdf.characters import Box
from claimcheck.readers.pdf.frame import Frame

_THIN = 2.0
_SHORTEST = 6.0
_LONG = 30.0
_TOUCH = 1.0
_PICTURE = 60.0
"""Points that a picture of a table is at least wide and high."""
_WHITE = 250
MOST = 3_000
"""More paths than this are a drawing, not a table."""

Rule = tuple[float, float, float]
"""Left end, height and right end."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal lines, how many lines and boxes a table might be drawn with, and where pictures stand."""

    horizontal: tuple[Rule, ...] = ()
    vertical: int = 0
    boxes: int = 0
    pictures: tuple[Box, ...] = ()
    crowded: bool = False
    """Whether there are more lines than anyone draws a table with, so that none was looked at."""

    @property
    def may_frame_cells(self) -> bool:
        """Whether there is enough for a grid."""
        return (len(self.horizontal) >= 3 and self.vertical >= 2) or self.boxes >= 4


def read_rules(page: Any, frame: Frame) -> Rules:
    """The rules and pictures of a page of pypdfium2."""
    import pypdfium2.raw as pdfium

    horizontal: list[Rule] = []
    pictures: list[Box] = []
    vertical = boxes = 0
    drawn = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    for number, thing in enumerate(page.get_objects(filter=drawn, max_depth=3)):
        if number >= MOST:
            return Rules(crowded=True)
        x0, y0, x1, y1 = _place(thing, frame)
        width, height = x1 - x0, y1 - y0
        if height <= _THIN and width >= _LONG:  # some producers draw a line as a flat picture
            horizontal.append((x0, (y0 + y1) / 2, x1))
        elif thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            if min(width, height) >= _PICTURE:
                pictures.append((x0, y0, x1, y1))
        elif width <= _THIN and height >= _SHORTEST:
            vertical += 1
        elif width >= _LONG / 2 and height >= _SHORTEST:
            boxes += 1
    return Rules(tuple(_joined(horizontal)), vertical, boxes, tuple(pictures))


def read_grounds(page: Any, frame: Frame) -> list[Box]:
    """Where something that is not white lies on a page: pictures, shadings and filled shapes."""
    import pypdfium2.raw as pdfium

    drawn = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING]
    grounds = []
    for number, thing in enumerate(page.get_objects(filter=drawn, max_depth=3)):
        if number >= MOST:
            break
        if thing.type != pdfium.FPDF_PAGEOBJ_PATH or _is_coloured(thing):
            grounds.append(_place(thing, frame))
    return grounds


def _place(thing: Any, frame: Frame) -> Box:
    left, bottom, right, top = thing.get_bounds()
    return frame.box(left, top, right, bottom)


def _is_coloured(path: Any) -> bool:
    import pypdfium2.raw as pdfium

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    filled = mode.value and pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return bool(filled) and alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _joined(pieces: list[Rule]) -> list[Rule]:
    """Lines put together of the pieces that each cell has of them."""
    lines: list[Rule] = []
    for x0, y, x1 in sorted(pieces, key=lambda piece: (round(piece[1]), piece[0])):
        if lines and abs(y - lines[-1][1]) <= 1 and x0 <= lines[-1][2] + _TOUCH:
            lines[-1] = (lines[-1][0], lines[-1][1], max(x1, lines[-1][2]))
        else:
            lines.append((x0, y, x1))
    return sorted(lines, key=lambda line: line[1])
