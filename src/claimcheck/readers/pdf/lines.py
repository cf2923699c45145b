"""Runs put together to segments: stretches of one line without a wide gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from claimcheck.readers.pdf.characters import Run

_SAME_LINE = 0.5
_WIDE = 0.85
"""A gap of this many sizes ends a segment: narrower than a gutter, wider than a justified space."""
_CUT_GAP = 0.5
_CUT_SHARE = 0.7
_WORD_GAP = 0.16
_CLOSING = frozenset(".,;:)]}%’”")
_NO_GAP = 0.02
_LEVEL = 0.05
_TRACKED = 0.3
_LETTERS = 4
_RAISED = 0.1
_SMALLER = 0.93


@dataclass(frozen=True, slots=True)
class Segment:
    """Runs of one line, from left to right."""

    runs: tuple[Run, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    font: str
    spaces: tuple[bool, ...]
    """Whether a space belongs before each run."""
    text: str
    """The characters with the spaces between words."""

    @property
    def order(self) -> float:
        """Where it stands among the others from top to bottom: a line has one baseline, but not one top."""
        return self.base

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.x1 - self.x0


def segment_of(runs: Sequence[Run]) -> Segment:
    """A segment of runs that stand on one line; most of its characters give its size and baseline."""
    runs = sorted(runs, key=lambda run: run.x0)
    weights: dict[tuple[float, float], int] = {}
    for run in runs:
        key = (round(run.size, 1), round(run.base, 1))
        weights[key] = weights.get(key, 0) + len(run.text)
    size, base = max(weights, key=lambda key: (weights[key], key))
    main = [run for run in runs if round(run.base, 1) == base] or runs
    fonts: dict[str, int] = {}
    for run in runs:
        fonts[run.font] = fonts.get(run.font, 0) + len(run.text)
    font = max(fonts, key=lambda name: (fonts[name], name))
    bold = 2 * sum(len(run.text) for run in runs if run.bold) > sum(len(run.text) for run in runs)
    top, bottom = min(run.y0 for run in main), max(run.y1 for run in main)
    right = max(run.x1 for run in runs)
    spaces = (False, *_spaces(runs))
    text = "".join(f" {run.text}" if space else run.text for run, space in zip(runs, spaces, strict=True))
    return Segment(tuple(runs), runs[0].x0, top, right, bottom, base, size, bold, font, spaces, text)


def _spaces(runs: Sequence[Run]) -> list[bool]:
    """Whether a space belongs between each run and the next."""
    spaces = [_has_space(left, right) for left, right in pairwise(runs)]
    if len(runs) >= _LETTERS and 2 * sum(len(run.text) == 1 and run.text.isupper() for run in runs) > len(runs):
        gaps = [right.x0 - left.x1 for left, right in pairwise(runs)]
        usual = median(gaps)
        if 0 < usual < _TRACKED * runs[0].size:  # l e t t e r s set apart: only what is wider ends a word
            return [space and gap > 1.6 * usual for space, gap in zip(spaces, gaps, strict=True)]
    return spaces


def _has_space(left: Run, right: Run) -> bool:
    gap = right.x0 - left.x1
    if gap > _WORD_GAP * min(left.size, right.size):
        return True
    if gap <= _NO_GAP * left.size or right.text[0] in _CLOSING:
        return False  # before a closing sign a narrow space keeps it off an italic or raised letter
    return right.space or (right.apart and abs(left.base - right.base) < _LEVEL * left.size)


def shift_of(run: Run, segment: Segment) -> int:
    """1 for a superscript of a line, -1 for a subscript, 0 for the rest."""
    if run.size > _SMALLER * segment.size:
        return 0
    shift = segment.base - run.base
    return (shift > _RAISED * segment.size) - (shift < -0.05 * segment.size)


def segments_of(runs: Sequence[Run]) -> list[Segment]:
    """The segments of a page: runs that follow each other in the file, then what the file has in another order."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and _follows(groups[-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return _merged([segment_of(group) for group in groups])


def split(segment: Segment, gap: float) -> list[Segment]:
    """A segment cut where the space is wider than `gap` sizes, as between the cells of a table."""
    parts: list[list[Run]] = [[segment.runs[0]]]
    for run in segment.runs[1:]:
        last = parts[-1][-1]
        if run.x0 - last.x1 > gap * segment.size:
            parts.append([run])
        else:
            parts[-1].append(run)
    return [segment_of(part) for part in parts]


def cut_at(segment: Segment, gutter: float, width: float) -> list[Segment]:
    """A segment cut where it reaches over a gutter, with a gap wider than a space between words and about as wide."""
    if not segment.x0 < gutter < segment.x1:
        return [segment]
    least = max(_CUT_GAP * segment.size, _CUT_SHARE * width)
    for index in range(1, len(segment.runs)):
        left, right = segment.runs[index - 1].x1, segment.runs[index].x0
        if right - left > least and left - segment.size < gutter < right + segment.size:
            return [segment_of(segment.runs[:index]), segment_of(segment.runs[index:])]
    return [segment]


def _follows(group: list[Run], run: Run) -> bool:
    last = group[-1]
    size = max(last.size, run.size)
    near = -0.5 * size < run.x0 - last.x1 < _WIDE * size
    return near and any(_on_one_line(other, run) for other in group[-3:])


def _merged(segments: list[Segment]) -> list[Segment]:
    """Join pieces of one line that touch, such as a superscript written after the line."""
    rest = sorted(segments, key=lambda segment: (segment.x0, segment.y0))
    by_band: dict[int, list[Segment]] = {}
    for segment in rest:
        band = int(segment.base // 6)
        near = [(key, other) for key in (band - 1, band, band + 1) for other in by_band.get(key, ())]
        joined = next(
            ((key, other) for key, other in near if _touches(other, segment) or _fills_gap(other, segment)), None
        )
        if joined:
            key, other = joined
            by_band[key].remove(other)
            segment = segment_of((*other.runs, *segment.runs))
        by_band.setdefault(int(segment.base // 6), []).append(segment)
    found = [segment for band in by_band.values() for segment in band]
    return sorted(found, key=lambda segment: (segment.y0, segment.x0))


def _touches(left: Segment, right: Segment) -> bool:
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    limit = _WIDE if abs(left.size - right.size) < 0.1 * size else 0.3
    return -0.3 * size < gap < limit * size and _on_one_line(left, right)


def _fills_gap(line: Segment, segment: Segment) -> bool:
    """Whether a small piece stands in the space that its line left for it."""
    if not line.x0 < segment.x0 < segment.x1 < line.x1 or not _on_one_line(line, segment):
        return False
    slack = 0.1 * segment.size
    return all(run.x1 < segment.x0 + slack or run.x0 > segment.x1 - slack for run in line.runs)


def _on_one_line(left: Run | Segment, right: Run | Segment) -> bool:
    """Whether two pieces share a line; a smaller one may stand higher or lower, but still beside the other."""
    size = max(left.size, right.size)
    shift = abs(left.base - right.base)
    if shift < (_SAME_LINE - 0.2) * size:
        return True
    if min(left.size, right.size) > _SMALLER * size:
        return False
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return shift < _SAME_LINE * size or (shift < 0.7 * size and overlap > 0.35 * min(left.size, right.size))
