"""The lines drawn on a page: what frames tables, and draws figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claimcheck.readers.pdf.frame import Frame

_THIN = 2.0
_SHORTEST = 6.0
_LONG = 30.0
_TOUCH = 1.0
_MOST = 3_000
"""More paths than this are a drawing, not a table."""


Rule = tuple[float, float, float]
"""Left end, height and right end."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal lines, and how many lines and boxes a table might be drawn with."""

    horizontal: tuple[Rule, ...]
    vertical: int
    boxes: int

    @property
    def may_frame_cells(self) -> bool:
        """Whether there is enough for a grid."""
        return (len(self.horizontal) >= 3 and self.vertical >= 2) or self.boxes >= 4


def read_rules(page: Any, frame: Frame) -> Rules:
    """The rules of a page of pypdfium2."""
    import pypdfium2.raw as pdfium

    horizontal: list[Rule] = []
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
    return Rules(tuple(_joined(horizontal)), vertical, boxes)


def _joined(pieces: list[Rule]) -> list[Rule]:
    """Lines put together of the pieces that each cell has of them."""
    lines: list[Rule] = []
    for x0, y, x1 in sorted(pieces, key=lambda piece: (round(piece[1]), piece[0])):
        if lines and abs(y - lines[-1][1]) <= 1 and x0 <= lines[-1][2] + _TOUCH:
            lines[-1] = (lines[-1][0], lines[-1][1], max(x1, lines[-1][2]))
        else:
            lines.append((x0, y, x1))
    return sorted(lines, key=lambda line: line[1])
