"""The lines drawn on a page: what frames tables, and draws figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claimcheck.readers.pdf.frame import Frame

_THIN = 2.0
_SHORTEST = 6.0
_LONG = 30.0
_MOST = 3_000
"""More paths than this are a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal lines as (x0, y, x1), and how many lines and boxes a table might be drawn with."""

    horizontal: tuple[tuple[float, float, float], ...]
    vertical: int
    boxes: int

    @property
    def may_frame_cells(self) -> bool:
        """Whether there is enough for a grid."""
        return (len(self.horizontal) >= 3 and self.vertical >= 2) or self.boxes >= 4


def read_rules(page: Any, frame: Frame) -> Rules:
    """The rules of a page of pypdfium2."""
    import pypdfium2.raw as pdfium

    horizontal = []
    vertical = boxes = 0
    for number, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number >= _MOST:
            return Rules((), 0, 0)
        left, bottom, right, top = path.get_bounds()
        (xa, ya), (xb, yb) = frame.place(left, bottom), frame.place(right, top)
        width, height = abs(xb - xa), abs(yb - ya)
        if height <= _THIN and width >= _LONG:
            horizontal.append((min(xa, xb), (ya + yb) / 2, max(xa, xb)))
        elif width <= _THIN and height >= _SHORTEST:
            vertical += 1
        elif width >= _LONG / 2 and height >= _SHORTEST:
            boxes += 1
    return Rules(tuple(sorted(horizontal, key=lambda rule: rule[1])), vertical, boxes)
