"""Lines in reading order put together to paragraphs, headings, captions and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.model.document import BlockKind
from claimcheck.readers.pdf.lines import Segment
from claimcheck.readers.pdf.region import Region
from claimcheck.readers.plain.lines import is_finished
from claimcheck.readers.shapes import Shape, caption_label, heading_level, shape_of
from claimcheck.readers.structure import is_section

_LEADING = 1.35
_LINE_SHARE = 0.25
_LINE = 10
"""How much more a character counts in a line than in a cell or a label."""
_SIZE = 0.06
_INDENT = 0.6
_SHORT = 0.85
_BIGGER = 1.08
_TITLE = re.compile(r"[^\W\d_]{4}.*\s.*[^\W\d_]{3}", re.DOTALL)
_SMALL_PRINT = 0.95
_FLOATING = {BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE}
_STARTS = {BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE, BlockKind.LIST_ITEM}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one block, each a row of segments from left to right."""

    lines: tuple[tuple[Segment, ...], ...]
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: the size of its text and the distance of its lines."""

    size: float
    leading: float
    font: str


def measure(pages: Sequence[Sequence[Segment]]) -> Measure:
    """The size that most of the text has, lines counted before cells, and the distance that most lines of it have."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for page in pages:
        width = max((segment.x1 for segment in page), default=0.0) - min((segment.x0 for segment in page), default=0.0)
        for segment in page:
            weight = len(segment.text) * (_LINE if segment.width > _LINE_SHARE * width else 1)
            sizes[round(segment.size, 1)] += weight
            fonts[segment.font] += weight
    size = sizes.most_common(1)[0][0] if sizes else 1.0
    font = fonts.most_common(1)[0][0] if fonts else ""
    steps: Counter[float] = Counter()
    for page in pages:
        lines = sorted((s for s in page if abs(s.size - size) < 0.1), key=lambda s: (round(s.x0), s.base))
        for first, second in pairwise(lines):
            if 0.6 * size < second.base - first.base < 2.2 * size and abs(first.x0 - second.x0) < 1:
                steps[round(second.base - first.base, 1)] += 1
    return Measure(size, steps.most_common(1)[0][0] if steps else 1.15 * size, font)


def paragraphs(columns: Sequence[Sequence[Segment | Region]], usual: Measure) -> list[Paragraph | Region]:
    """The blocks of a page."""
    found: list[Paragraph | Region] = []
    lines: list[list[Segment]] = []
    items = [(item, edges) for column in columns for edges in [_edges(column)] for item in column]
    for item, edges in items:
        if isinstance(item, Segment) and lines and _same_line(lines[-1], item):
            lines[-1].append(item)
            continue
        if isinstance(item, Segment) and (not lines or _continues(lines, [item], edges, usual)):
            lines.append([item])
            continue
        if lines:
            found.append(_paragraph(lines, usual))
        lines = [[item]] if isinstance(item, Segment) else []
        if isinstance(item, Region):
            found.append(item)
    if lines:
        found.append(_paragraph(lines, usual))
    return _noted(_rejoined(found), usual)


def text_of(lines: Sequence[Sequence[Segment]]) -> str:
    """The text of lines, joined by spaces."""
    return " ".join(" ".join(segment.text for segment in line) for line in lines)


def _edges(column: Sequence[Segment | Region]) -> tuple[float, float]:
    segments = [item for item in column if isinstance(item, Segment)]
    if not segments:
        return 0.0, 0.0
    lefts = Counter(round(segment.x0) for segment in segments)
    rights = sorted(segment.x1 for segment in segments)
    return float(min(lefts, key=lambda x: (-lefts[x], x))), rights[int(0.9 * (len(rights) - 1))]


def _same_line(line: Sequence[Segment], segment: Segment) -> bool:
    return abs(line[0].base - segment.base) < 0.4 * max(line[0].size, segment.size) and segment.x0 >= line[-1].x1 - 1


def _continues(lines: list[list[Segment]], line: list[Segment], edges: tuple[float, float], usual: Measure) -> bool:
    last, here = lines[-1][0], line[0]
    step = here.base - last.base
    leading = lines[-1][0].base - lines[-2][0].base if len(lines) > 1 else None
    limit = min(_LEADING * usual.leading * max(1, here.size / usual.size), 1.2 * leading if leading else 1e9)
    if (
        step <= 0
        or step > max(limit, 0.9 * here.size)
        or abs(here.size - last.size) > _SIZE * max(here.size, last.size)
    ):
        return False
    if here.bold != last.bold and not _opens_bold(lines, here):
        return False
    if len(lines) == 1 and (is_section(last.text) or (here.font != last.font and _stands_alone(last, here, edges))):
        return False
    shape = shape_of(" ".join(segment.text for segment in line))
    if shape and shape.kind in _STARTS and not _only_looks(shape, lines, here):
        return False
    return not _new_paragraph(lines, here, edges)


def _stands_alone(last: Segment, here: Segment, edges: tuple[float, float]) -> bool:
    """A short line in a type of its own before a line of text: a heading."""
    one_type = all(run.font == last.font for run in last.runs)
    short = last.x1 - last.x0 < 0.7 * (edges[1] - edges[0])
    return one_type and short and not is_finished(last.text) and here.text[:1].isupper()


def _opens_bold(lines: list[list[Segment]], here: Segment) -> bool:
    """A paragraph or caption whose first words are bold goes on in plain type."""
    first = lines[0][0]
    mixed = any(run.bold != first.runs[0].bold for run in lines[-1][-1].runs)
    return not here.bold and (mixed or caption_label(first.text) is not None)


def _only_looks(shape: Shape, lines: list[list[Segment]], here: Segment) -> bool:
    """A wrapped line may start with a number and stop, as the second of `... of group` and `2. Patients` does."""
    if shape.kind is not BlockKind.LIST_ITEM:
        return shape.kind is BlockKind.CAPTION and not is_finished(text_of(lines[-1:]))
    hanging = here.x0 > lines[0][0].x0 + 0.3 * here.size
    return not is_finished(text_of(lines[-1:])) and (hanging or not here.text[:1].isdigit())


def _new_paragraph(lines: list[list[Segment]], here: Segment, edges: tuple[float, float]) -> bool:
    last = lines[-1][-1]
    if here.x0 > lines[-1][0].x0 + _INDENT * here.size and len(lines) > 1 and here.x0 > lines[-2][0].x0 + 1:
        return True  # an indented first line
    if len(lines) == 1 and here.x0 > lines[0][0].x0 + _INDENT * here.size:
        return is_finished(text_of(lines)) and shape_of(text_of(lines)) is None
    short = last.x1 < edges[0] + _SHORT * (edges[1] - edges[0])
    return short and is_finished(last.text) and not here.text[:1].islower()


def _paragraph(lines: list[list[Segment]], usual: Measure) -> Paragraph:
    text = text_of(lines)
    rows = tuple(tuple(line) for line in lines)
    first = lines[0][0]
    shape = shape_of(text)
    if shape and shape.kind in _STARTS - {BlockKind.LIST_ITEM}:
        return Paragraph(rows, shape.kind)
    bold = all(segment.bold for line in lines for segment in line)
    bigger = first.size > _BIGGER * usual.size
    alone = len(lines) == 1 and (is_section(text) or _in_own_type(first, usual))
    if (bold or bigger or alone) and len(lines) <= 4:
        level = heading_level(text[:1].upper() + text[1:])
        if level is not None or (bigger and _TITLE.search(text) and len(text) < 250 and not text.endswith(".")):
            return Paragraph(rows, BlockKind.HEADING, _depth(first.size / usual.size, level or 2))
    return Paragraph(rows, shape.kind if shape else BlockKind.PARAGRAPH)


def _in_own_type(line: Segment, usual: Measure) -> bool:
    return line.size > _SMALL_PRINT * usual.size and all(run.font != usual.font for run in line.runs)


def _depth(ratio: float, level: int) -> int:
    return 1 if ratio > 1.45 else max(2, level)


def _noted(found: list[Paragraph | Region], usual: Measure) -> list[Paragraph | Region]:
    """Small print right below a table are its notes."""
    noted: list[Paragraph | Region] = []
    below = False
    for item in found:
        if isinstance(item, Region):
            below = True
        elif below and _is_small_print(item, usual):
            item = Paragraph(item.lines, BlockKind.FOOTNOTE)
        elif item.kind is not BlockKind.FOOTNOTE:
            below = False
        noted.append(item)
    return noted


def _is_small_print(item: Paragraph, usual: Measure) -> bool:
    small = item.kind is BlockKind.PARAGRAPH and item.lines[0][0].size < _SMALL_PRINT * usual.size
    return small and sum(word.isalpha() for word in text_of(item.lines).split()) >= 3


def _rejoined(found: list[Paragraph | Region]) -> list[Paragraph | Region]:
    """Put a paragraph together that goes on at the head of the next column, before notes and tables between."""
    joined: list[Paragraph | Region] = []
    for item in found:
        index = len(joined) - 1
        while index >= 0 and _floats(joined[index]):
            index -= 1
        last = joined[index] if index >= 0 else None
        sure = not any(isinstance(passed, Paragraph) and _is_boilerplate(passed) for passed in joined[index + 1 :])
        if isinstance(last, Paragraph) and isinstance(item, Paragraph) and goes_on(last, item, sure=sure):
            joined[index] = Paragraph((*last.lines, *item.lines), last.kind, last.level)
        else:
            joined.append(item)
    return joined


def _is_boilerplate(item: Paragraph) -> bool:
    return item.kind is BlockKind.BOILERPLATE


def _floats(item: Paragraph | Region) -> bool:
    return isinstance(item, Region) or item.kind in _FLOATING


def goes_on(last: Paragraph, item: Paragraph, *, sure: bool = True) -> bool:
    """Whether a paragraph is the second half of the one before it; where not `sure`, only a small letter says so."""
    same = item.kind is BlockKind.PARAGRAPH and last.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    start = text_of(item.lines[:1])[:1]
    size = abs(last.lines[-1][0].size - item.lines[0][0].size) < _SIZE * item.lines[0][0].size
    goes = start.islower() or (sure and start in "(0123456789")
    return same and size and goes and not is_finished(text_of(last.lines[-1:]))
