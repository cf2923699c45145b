"""A page from its runs to its blocks in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.readers.pdf.blocks import Measure, Paragraph, paragraphs
from claimcheck.readers.pdf.characters import Box
from claimcheck.readers.pdf.columns import find_gutter, reading_order
from claimcheck.readers.pdf.lines import Segment, cut_at, segments_of
from claimcheck.readers.pdf.pages import RawPage
from claimcheck.readers.pdf.region import Region
from claimcheck.readers.pdf.ruled import region_of
from claimcheck.readers.pdf.tables import find_tables, go_on

Item = Paragraph | Region


def lay_out(
    page: RawPage,
    running: Sequence[Segment],
    usual: Measure,
    frames: Sequence[Sequence[Box]] = (),
    above: Region | None = None,
) -> list[Item]:
    """The blocks and tables of a page, without its running heads.

    Args:
        page: the page.
        running: its running heads and feet.
        usual: what is usual in the document.
        frames: the cells of its framed tables.
        above: the table that the page before ends with, and that may go on here.
    """
    segments = _without(page.segments, running)
    regions: list[Region] = []
    for cells in frames:
        found = region_of(cells, [run for segment in segments for run in segment.runs])
        if found:
            regions.append(found[0])
            taken = {id(run) for run in found[1]}
            segments = segments_of([run for segment in segments for run in segment.runs if id(run) not in taken])
    gutter = find_gutter(segments)
    if gutter is not None:
        segments = [part for segment in segments for part in cut_at(segment, *gutter)]
    rest = go_on(above, segments) if above and not regions else None
    for region, used in [rest] if rest else []:
        regions.append(region)
        segments = _without(segments, used)
    for region, used in find_tables(segments, gutter.x if gutter else None, page.rules):
        regions.append(region)
        segments = _without(segments, used)
    return paragraphs(reading_order([*segments, *regions], page.rules.horizontal), usual)


def _without(segments: Sequence[Segment], used: Sequence[Segment]) -> list[Segment]:
    gone = {id(run) for segment in used for run in segment.runs}
    return [segment for segment in segments if id(segment.runs[0]) not in gone]
