"""The text of a PDF while it is written, with blocks, tables, marks, pages and the boxes of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.model.document import Block, BlockKind, Cell, Mark, MarkKind, Page, Table, WordBox
from claimcheck.readers.marks.raised import raised_kind
from claimcheck.readers.pdf.blocks import Paragraph
from claimcheck.readers.pdf.lines import Segment, shift_of
from claimcheck.readers.pdf.region import CellBox, Region
from claimcheck.readers.shapes import shape_of

_BASE = 8
"""Characters before a superscript that say what it is."""


class Writer:
    """Collects text; lines end with a line break, cells with a tab, rows with a line break."""

    def __init__(self) -> None:
        self.length = 0
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.marks: list[Mark] = []
        self.pages: list[Page] = []
        self._parts: list[str] = []
        self._tail = ""
        self._boxes: list[WordBox] = []
        self._page_start = 0
        self._begun: tuple[int, tuple[Cell, ...], int] | None = None
        self.doubtful: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def end_page(self, number: int) -> None:
        """Close a page."""
        self.pages.append(Page(number, self._page_start, self.length, tuple(self._boxes)))
        self._page_start, self._boxes = self.length, []

    def paragraph(self, paragraph: Paragraph) -> None:
        """Write a block of lines."""
        start = self.length
        self._lines(paragraph.lines)
        if paragraph.kind is BlockKind.LIST_ITEM:  # as in plain text, without bullet or number
            shape = shape_of(" ".join(segment.text for segment in paragraph.lines[0]))
            start += shape.offset if shape else 0
        self.blocks.append(Block(start, self.length, paragraph.kind, paragraph.level))
        self._put("\n")

    def boilerplate(self, lines: Iterable[Segment | str]) -> None:
        """Write lines that are no part of what the page says, a block each."""
        for line in lines:
            start = self.length
            if isinstance(line, str):
                self._put(line)
            else:
                self._lines([[line]])
            if self.length > start:
                self.blocks.append(Block(start, self.length, BlockKind.BOILERPLATE))
                self._put("\n")

    def outside(self, text: str) -> None:
        """Write what stands where nobody sees it."""
        if text:
            self.doubtful.append((self.length, self.length + len(text)))
            self.boilerplate([text])

    def table(self, region: Region, *, doubtful: bool = False, goes_on: bool = False) -> None:
        """Write a table row by row.

        Args:
            region: the table, or its second half where the one before was written with `goes_on`.
            doubtful: whether another reader sees another table.
            goes_on: whether its rest stands on the next page.
        """
        begun, before, first = self._begun or (self.length, (), 0)
        start = self.length
        rows: dict[int, list[CellBox]] = {}
        for cell in region.cells:
            rows.setdefault(cell.row, []).append(cell)
        cells: list[Cell] = []
        for number in sorted(rows):
            if cells:
                self._put("\n")
            column = 0
            for cell in sorted(rows[number], key=lambda cell: cell.column):
                self._put("\t" * (cell.column - column))
                column = cell.column
                begin = self.length
                self._lines([[segment] for segment in cell.segments], " ")
                row, spans = first + number, (cell.row_span, cell.column_span)
                cells.append(Cell(row, cell.column, begin, self.length, cell.header, *spans))
        start = cells[0].start if cells else start
        if doubtful:
            self.doubtful.append((start, self.length))
        end = self.length
        self._put("\n")
        self._begun = (begun if before else start, (*before, *cells), first + max(rows) + 1) if goes_on else None
        if not goes_on:
            start = begun if before else start
            self.blocks.append(Block(start, end, BlockKind.TABLE))
            self.tables.append(Table(start, end, (*before, *cells)))

    def _lines(self, lines: Sequence[Sequence[Segment]], between: str = "\n") -> None:
        for number, line in enumerate(lines):
            if number:
                broken = self._tail.endswith("-") and line[0].text[:1].islower()
                self._put("\n" if broken else between)
            for index, segment in enumerate(line):
                if index:
                    self._put(" ")
                self._segment(segment)

    def _segment(self, segment: Segment) -> None:
        shifted: tuple[int, int] | None = None  # where a superscript or subscript started, and which it is
        word = self.length
        edges = (segment.x0, segment.y0, segment.x0, segment.y1)
        for index, (run, spaced) in enumerate(zip(segment.runs, segment.spaces, strict=True)):
            shift = shift_of(run, segment)
            if shifted and (shift != shifted[1] or spaced):
                self._mark(*shifted)
                shifted = None
            if spaced:
                self._boxes.append(WordBox(word, self.length, *(round(edge, 2) for edge in edges)))
                self._put(" ")
            if spaced or index == 0:
                word, edges = self.length, (run.x0, run.y0, run.x1, run.y1)
            if shift and shifted is None:
                shifted = (self.length, shift)
            if run.unseen:
                self.doubtful.append((self.length, self.length + len(run.text)))
            self._put(run.text)
            edges = (edges[0], min(edges[1], run.y0), max(edges[2], run.x1), max(edges[3], run.y1))
        if shifted:
            self._mark(*shifted)
        self._boxes.append(WordBox(word, self.length, *(round(edge, 2) for edge in edges)))

    def _mark(self, start: int, shift: int) -> None:
        length = self.length - start
        content, base = self._tail[-length:], self._tail[: len(self._tail) - length][-_BASE:]
        kind = raised_kind(base, content) if shift > 0 else MarkKind.SUBSCRIPT
        self.marks.append(Mark(start, self.length, kind))

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.length += len(text)
            self._tail = (self._tail + text)[-200:]
