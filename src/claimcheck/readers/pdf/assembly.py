"""The pages of a PDF put together to one text."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.readers.pdf.across import last_table, rest_of
from claimcheck.readers.pdf.blocks import Measure, Paragraph, measure, text_of
from claimcheck.readers.pdf.layout import Item, lay_out
from claimcheck.readers.pdf.lines import Segment
from claimcheck.readers.pdf.pages import RawPage
from claimcheck.readers.pdf.region import Region
from claimcheck.readers.pdf.running import running_segments
from claimcheck.readers.pdf.second import Second
from claimcheck.readers.pdf.writer import Writer
from claimcheck.readers.shapes import caption_label

_BELOW = 40.0
"""Points below its caption in which a picture of a table starts."""


def write(pages: Sequence[RawPage], second: Second) -> Writer:
    """The text of the pages in reading order, with what stands beside it."""
    segments = [page.segments for page in pages]
    usual: Measure = measure(segments)
    running = running_segments(segments, [page.frame.upright[1] for page in pages], usual.size)
    layouts: list[list[Item]] = []
    doubted: set[int] = set()
    for page, heads in zip(pages, running, strict=True):
        before = pages[page.number - 2] if page.number > 1 else page
        frames = second.frames(page) if page.has_caption or before.has_caption else []
        above = last_table(layouts[-1]) if layouts else None
        items = lay_out(page, heads, usual, frames, above)
        doubted |= {id(item) for item in items if isinstance(item, Region) and second.doubts(page, item)}
        layouts.append(items)
        second.findings.pictures += [page.number] * _count_pictures(page, items)
    return _written(pages, running, layouts, doubted)


def _written(
    pages: Sequence[RawPage], running: Sequence[list[Segment]], layouts: list[list[Item]], doubted: set[int]
) -> Writer:
    """Write the layouts.

    Running heads and feet stand before and after their page, but never inside a table that goes on over its end.
    """
    writer = Writer()
    rests = [rest_of(last_table(above), below) for above, below in zip([[], *layouts], layouts, strict=False)]
    for index, (page, heads, items) in enumerate(zip(pages, running, layouts, strict=True)):
        rest = rests[index]
        goes_on = index + 1 < len(pages) and rests[index + 1] is not None
        middle = page.frame.upright[1] / 2
        upper, lower = [s for s in heads if s.base < middle], [s for s in heads if s.base >= middle]
        if rest is not None:
            writer.table(rest, doubtful=id(items[0]) in doubted, goes_on=goes_on and len(items) == 1)
        writer.boilerplate(upper)
        if goes_on:
            writer.boilerplate(lower)
            writer.boilerplate([page.across])
            writer.outside(page.outside)
        for item in items[rest is not None :]:
            if isinstance(item, Region):
                writer.table(item, doubtful=id(item) in doubted, goes_on=goes_on and item is items[-1])
            else:
                writer.paragraph(item)
        if not goes_on:
            writer.boilerplate(lower)
            writer.boilerplate([page.across])
            writer.outside(page.outside)
        writer.end_page(page.number)
    return writer


def _count_pictures(page: RawPage, items: Sequence[Item]) -> int:
    """How many captions of tables stand over a picture, with no table read."""
    return sum(
        1
        for item, after in zip(items, [*items[1:], None], strict=False)
        if isinstance(item, Paragraph)
        and caption_label(text_of(item.lines)) == "table"
        and not isinstance(after, Region)
        and _over_picture(item, page)
    )


def _over_picture(caption: Paragraph, page: RawPage) -> bool:
    x0, x1 = min(line[0].x0 for line in caption.lines), max(line[-1].x1 for line in caption.lines)
    base = caption.lines[-1][0].base
    return any(-2 < top - base < _BELOW and left < x1 and right > x0 for left, top, right, _ in page.rules.pictures)
