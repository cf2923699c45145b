"""A page as pdfium gives it, before its layout is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from claimcheck.readers.pdf.characters import Box, Run, read_characters
from claimcheck.readers.pdf.frame import Frame
from claimcheck.readers.pdf.lines import Segment, segments_of
from claimcheck.readers.pdf.rules import Rules, read_grounds, read_rules
from claimcheck.readers.shapes import caption_label

_UNKNOWN = 0.05
"""The share of characters without a known letter from which a page's text is not to be trusted."""


@dataclass
class RawPage:
    """What was read of a page before its layout is known."""

    number: int
    runs: list[Run] = field(default_factory=list)
    across: str = ""
    outside: str = ""
    frame: Frame = field(default_factory=lambda: Frame(0, 0, 0, 0))
    rules: Rules = field(default_factory=Rules)
    box: Box = (0.0, 0.0, 0.0, 0.0)
    """The media box: left, bottom, right, top."""
    turned: bool = False
    """Whether pdfium's page and pdfplumber's differ in orientation."""
    empty: bool = False
    """Whether the page has content, but no text."""
    broken: bool = False
    """Whether pdfium cannot open it."""
    garbled: bool = False
    """Whether too many of its characters have no known letter."""

    @cached_property
    def segments(self) -> list[Segment]:
        """The segments of all its runs."""
        return segments_of(self.runs)

    @property
    def shift(self) -> tuple[float, float]:
        """Where our origin, the corner of the visible page, stands in the whole page of pdfplumber."""
        return self.frame.left, self.box[3] - self.box[1] - self.frame.bottom - self.frame.height

    @property
    def has_caption(self) -> bool:
        """Whether a line on it opens the caption of a table."""
        return any(caption_label(segment.text) == "table" for segment in self.segments)

    @property
    def hides(self) -> bool:
        """Whether it has text in its visible part that nobody sees; printers' marks outside are no reason to wonder."""
        return any(run.unseen for run in self.runs)


def read_page(pdf: Any, number: int) -> RawPage:
    """Read the page of a number (1-based) of a pypdfium2 document; one that cannot be opened says so."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    raw = RawPage(number)
    try:
        page = pdf[number - 1]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        raw.broken = True
        return raw
    raw.box = page.get_mediabox()
    found = read_characters(textpage, page.get_cropbox())
    raw.runs, raw.across, raw.outside, raw.frame = found.runs, found.across, found.outside, found.frame
    raw.garbled = found.unknown > _UNKNOWN
    if raw.runs:
        raw.rules = read_rules(page, raw.frame)
        raw.turned = page.get_rotation() != 0 or raw.frame.turns != 0
        if any(run.unseen for run in raw.runs):
            grounds = read_grounds(page, raw.frame)
            raw.runs = [replace(run, unseen=False) if _is_backed(run, grounds) else run for run in raw.runs]
    else:
        raw.empty = pdfium.FPDFPage_CountObjects(page) > 0
    textpage.close()
    page.close()
    return raw


def _is_backed(run: Run, grounds: list[Box]) -> bool:
    """Whether white or inkless text stands on a picture or a coloured ground, and so can be read, or is its OCR."""
    x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
    return not run.unseen or any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in grounds)
