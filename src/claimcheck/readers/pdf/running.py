"""Running heads, running feet and page numbers: what comes back at the same height of several pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from claimcheck.readers.pdf.lines import Segment
from claimcheck.readers.pdf.region import rows_of
from claimcheck.readers.shapes import caption_label

_MARGIN = 0.12
_OUTER = 0.08
_SMALL = 0.95
_NUMBER = re.compile(r"[0-9]+|\b[ivxlc]+\b")
_PAGE = re.compile(r"(?:page\s*)?#(?:\s*(?:of|/|\|)\s*#)?$", re.IGNORECASE)
_HEIGHT = 4


@dataclass(frozen=True, slots=True)
class _Margins:
    """The rows of a page's margins, from the edge inwards."""

    rows: tuple[tuple[list[Segment], ...], tuple[list[Segment], ...]]
    height: float


def running_segments(
    pages: Sequence[Sequence[Segment]], heights: Sequence[float], usual_size: float
) -> list[list[Segment]]:
    """For each page the segments of its margins that other pages have at the same height, and page numbers.

    They stand from top to bottom. What stands further in than the first row that does not come back is no running head.
    """
    margins = [_margins(page, height) for page, height in zip(pages, heights, strict=True)]
    seen: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, margin in enumerate(margins):
        for segment in (segment for side in margin.rows for row in side for segment in row):
            seen[_key(segment)].add((number, round(segment.base)))

    def runs_on(segment: Segment, number: int, height: float) -> bool:
        if caption_label(segment.text):
            return False
        outer = segment.y1 < _OUTER * height or segment.y0 > (1 - _OUTER) * height
        small = outer and segment.size < _SMALL * usual_size
        return small or _is_page_number(segment) or _comes_back(segment, number, seen[_key(segment)])

    return [
        sorted(
            (
                segment
                for side in margin.rows
                for row in takewhile(lambda row: all(runs_on(s, number, margin.height) for s in row), side)  # noqa: B023
                for segment in row
            ),
            key=lambda segment: (round(segment.base), segment.x0),
        )
        for number, margin in enumerate(margins)
    ]


def _margins(page: Sequence[Segment], height: float) -> _Margins:
    head = rows_of([segment for segment in page if segment.y1 < _MARGIN * height])
    foot = rows_of([segment for segment in page if segment.y0 > (1 - _MARGIN) * height])
    return _Margins((tuple(head), tuple(reversed(foot))), height)


def _key(segment: Segment) -> str:
    return _NUMBER.sub("#", segment.text)


def _comes_back(segment: Segment, number: int, places: set[tuple[int, int]]) -> bool:
    return any(page != number and abs(base - segment.base) <= _HEIGHT for page, base in places)


def _is_page_number(segment: Segment) -> bool:
    return _PAGE.match(_key(segment).strip()) is not None
