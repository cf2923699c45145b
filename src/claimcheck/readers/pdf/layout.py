"""A page from its runs to its blocks in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claimcheck.readers.pdf.blocks import Measure, Paragraph, paragraphs
from claimcheck.readers.pdf.characters import Run
from claimcheck.readers.pdf.frame import Frame
from claimcheck.readers.pdf.columns import find_gutter, reading_order
from claimcheck.readers.pdf.lines import Segment, cut_at, segments_of
from claimcheck.readers.pdf.region import Region
from claimcheck.readers.pdf.ruled import Box, region_of
from claimcheck.readers.pdf.rules import Rules
from claimcheck.readers.pdf.tables import find_tables
from claimcheck.readers.shapes import caption_label


@dataclass
class RawPage:
    """What was read of a page before its layout is known."""

    number: int
    runs: list[Run] = field(default_factory=list)
    across: str = ""
    frame: Frame = field(default_factory=lambda: Frame(0, 0, 0, 0))
    rules: Rules = field(default_factory=lambda: Rules((), 0, 0))
    frames: list[list[Box]] = field(default_factory=list)
    turned: bool = False
    """Whether pdfium's page and pdfplumber's differ in orientation or place."""
    empty: bool = False
    """Whether the page has content, but no text."""

    @cached_property
    def segments(self) -> list[Segment]:
        """The segments of all its runs."""
        return segments_of(self.runs)

    @property
    def has_caption(self) -> bool:
        """Whether a line on it opens the caption of a table."""
        return any(caption_label(segment.text) == "table" for segment in self.segments)


def lay_out(page: RawPage, running: Sequence[Segment], usual: Measure) -> list[Paragraph | Region]:
    """The blocks and tables of a page, without its running heads."""
    gone = {id(run) for segment in running for run in segment.runs}
    runs = [run for run in page.runs if id(run) not in gone]
    regions: list[Region] = []
    for frames in page.frames:
        found = region_of(frames, runs)
        if found:
            regions.append(found[0])
            taken = {id(run) for run in found[1]}
            runs = [run for run in runs if id(run) not in taken]
    segments = segments_of(runs)
    gutter = find_gutter(segments)
    if gutter is not None:
        segments = [part for segment in segments for part in cut_at(segment, *gutter)]
    for region, used in find_tables(segments, gutter.x if gutter else None, page.rules):
        regions.append(region)
        gone = {id(run) for segment in used for run in segment.runs}
        segments = [segment for segment in segments if id(segment.runs[0]) not in gone]
    return paragraphs(reading_order([*segments, *regions]), usual)
