"""How a page is turned so that most of its text stands upright."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page and the turns of its text; places in it are upright, from the top left."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int = 0
    """Quarter turns counter-clockwise of the text on the page."""

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, upright, from the top left."""
        x, y = x - self.left, y - self.bottom
        match self.turns:
            case 0:
                return x, self.height - y
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case _:
                return self.height - y, self.width - x

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of the page as x0, y0, x1, y1, upright, from the top left."""
        (xa, ya), (xb, yb) = self.place(left, bottom), self.place(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    @property
    def upright(self) -> tuple[float, float]:
        """Width and height of the page as its text is read."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)
