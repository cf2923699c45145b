"""What the stages hand on: one number, or several that stand as one span."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from claimcheck.model import Comparator


class Shape(StrEnum):
    """How the numbers of a span belong together."""

    POINT = "point"
    RANGE = "range"
    LIST = "list"
    PRODUCT = "product"
    RATIO = "ratio"
    DATE = "date"
    SPECIAL = "special"
    NAME = "name"
    """Digits of a name: never a quantity, but a link in a list of labels (`Figs. 2A and 3`)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, or several that one span holds."""

    start: int
    end: int
    values: tuple[Decimal, ...] = ()
    unit: tuple[int, int] | None = None
    """Where the unit stands, if there is one."""
    shape: Shape = Shape.POINT
    spread: Decimal | None = None
    comparator: Comparator = Comparator.EQUAL
    words: bool = False
    decimals: int = 0

    @property
    def bare(self) -> bool:
        """A number with nothing beside it."""
        return self.unit is None and self.shape is Shape.POINT and self.spread is None

    @property
    def is_year(self) -> bool:
        """Whole numbers that may be years."""
        return (
            self.unit is None
            and bool(self.values)
            and all(1500 <= v < 2100 and v == int(v) for v in self.values)
            and not self.decimals
        )

    def joined(self, other: Figure, shape: Shape) -> Figure:
        """This figure and a later one as one span; the unit is the later one's where it has one."""
        return replace(
            self,
            end=other.end,
            values=self.values + other.values,
            unit=other.unit or self.unit,
            shape=shape,
            spread=self.spread if self.spread is not None else other.spread,
            decimals=max(self.decimals, other.decimals),
        )
