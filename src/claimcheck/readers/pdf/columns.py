"""Reading order: pages cut into columns, and the columns into bands between what spans them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from claimcheck.readers.pdf.rules import Rule

_LINE_SHARE = 0.25
"""A piece this wide, of the width it stands in, is a line of text; narrower ones say nothing of columns."""
_FEWEST = 3
_TALL = 8
_CLEAR = 0.9
_STEPS = 60
_DEEPEST = 4
_OVER = 20.0
"""Points by which a rule reaches over a gutter on both sides to span the columns."""


class Box(Protocol):
    """Anything with a place on the page."""

    @property
    def x0(self) -> float:
        """Left edge."""

    @property
    def x1(self) -> float:
        """Right edge."""

    @property
    def y0(self) -> float:
        """Upper edge."""

    @property
    def y1(self) -> float:
        """Lower edge."""

    @property
    def order(self) -> float:
        """Where it stands among the others from top to bottom."""


class Gutter(NamedTuple):
    """The empty stripe between two columns."""

    x: float
    """Its middle."""
    width: float


Item = TypeVar("Item", bound=Box)


def reading_order(items: Sequence[Item], rules: Sequence[Rule] = (), depth: int = 0) -> list[list[Item]]:
    """The items of a page as columns in reading order, each from top to bottom.

    What spans two columns ends them, be it text or one of the rules: below it they begin anew.
    """
    gutter = find_gutter(items) if depth < _DEEPEST else None
    if gutter is None:
        return [sorted(items, key=lambda item: (item.order, item.x0))] if items else []
    ordered: list[list[Item]] = []
    band: list[Item] = []
    ends = [y for x0, y, x1 in rules if x0 < gutter.x - _OVER and x1 > gutter.x + _OVER]
    for item in sorted(items, key=lambda item: (item.order, item.x0)):
        if band and any(band[-1].order < y <= item.order for y in ends):
            ordered += _band(band, gutter.x, rules, depth)
            band = []
        if item.x0 < gutter.x < item.x1:
            ordered += _band(band, gutter.x, rules, depth)
            band = []
            if ordered and _spans(ordered[-1], gutter.x):
                ordered[-1].append(item)
            else:
                ordered.append([item])
        else:
            band.append(item)
    return ordered + _band(band, gutter.x, rules, depth)


def find_gutter(items: Sequence[Box]) -> Gutter | None:
    """The best gutter between two columns of text, or None where there is one column."""
    if len(items) < 2 * _FEWEST:
        return None
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    width = right - left
    lines = [item for item in items if item.x1 - item.x0 >= _LINE_SHARE * width]
    starts, ends = sorted(item.x0 for item in items), sorted(item.x1 for item in items)
    best: tuple[float, float, float] | None = None
    for step in range(int(0.12 * _STEPS), int(0.88 * _STEPS)):
        x = left + width * step / _STEPS
        before = [item for item in lines if item.x1 <= x]
        after = [item for item in lines if item.x0 >= x]
        if not before or not after:
            here = bisect_right(ends, x), len(items) - bisect_left(starts, x)
            if min(here) < _TALL or sum(here) < _CLEAR * len(items):
                continue
            before, after = [item for item in items if item.x1 <= x], [item for item in items if item.x0 >= x]
            if not _are_columns(before, after):
                continue
        if len(before) < _FEWEST or len(after) < _FEWEST or not _side_by_side(before, after):
            continue
        crossing = sum(1 for item in lines if item.x0 < x < item.x1)
        inner, outer = max(item.x1 for item in before), min(item.x0 for item in after)
        score = (-crossing, outer - inner, (inner + outer) / 2)
        if crossing <= len(before) + len(after) and (best is None or score > best):
            best = score
    return Gutter(best[2], best[1]) if best else None


def _are_columns(before: Sequence[Box], after: Sequence[Box]) -> bool:
    """Whether a narrow column stands beside a wide one: both with an edge in common, the wide one full of lines."""
    wide = max(before, after, key=_width)
    filled = sum(1 for item in wide if item.x1 - item.x0 > 0.5 * _width(wide))
    return _has_edge(before) and _has_edge(after) and filled > 0.5 * len(wide)


def _has_edge(items: Sequence[Box]) -> bool:
    if len(items) < _TALL:
        return False
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    at_left = sum(1 for item in items if item.x0 - left < 2)
    at_right = sum(1 for item in items if right - item.x1 < 2)
    return max(at_left, at_right) > 0.6 * len(items)


def _width(items: Sequence[Box]) -> float:
    return max(item.x1 for item in items) - min(item.x0 for item in items) if items else 0.0


def _band(items: list[Item], gutter: float, rules: Sequence[Rule], depth: int) -> list[list[Item]]:
    before = [item for item in items if item.x1 <= gutter]
    after = [item for item in items if item.x0 >= gutter]
    return reading_order(before, rules, depth + 1) + reading_order(after, rules, depth + 1)


def _side_by_side(before: Sequence[Box], after: Sequence[Box]) -> bool:
    """Whether lines of both columns stand at the same height."""
    top = max(min(item.y0 for item in before), min(item.y0 for item in after))
    bottom = min(max(item.y1 for item in before), max(item.y1 for item in after))
    beside = sum(1 for item in before if item.y1 > top and item.y0 < bottom)
    return bottom > top and beside >= 2


def _spans(column: Sequence[Box], gutter: float) -> bool:
    return all(item.x0 < gutter < item.x1 for item in column)
