"""One walk over the stories of a document (headers, body, notes), from which its text, blocks and tables come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind, Cell, Table
from claimcheck.readers.docx.changes import TWIN, settle
from claimcheck.readers.docx.fields import drop_instructions
from claimcheck.readers.docx.grid import find_all, find_rows, is_layout
from claimcheck.readers.docx.names import inside, mc, plain, value, w
from claimcheck.readers.docx.notes import Notes
from claimcheck.readers.docx.runs import Runs, Wrote
from claimcheck.readers.docx.styles import Styles
from claimcheck.readers.grid import finish_grid
from claimcheck.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENTS = "Table of Contents"


class Walk:
    """A document while its text is written."""

    def __init__(self, styles: Styles, notes: Mapping[str, Notes], view: str, wrote: Wrote | None = None) -> None:
        """A walk that nothing was written in.

        Args:
            styles: of the document.
            notes: by kind, `footnote` and `endnote`.
            view: which text of tracked changes is read, one of `config.TRACK_CHANGES`.
            wrote: told of each element that is written (`Runs`).
        """
        self.writer = Writer()
        self.tables: list[Table] = []
        self.title: str | None = None
        self.embedded = 0
        """Documents inside the document, which are not read."""
        self._styles = styles
        self._notes = notes
        self._view = view
        self._runs = Runs(self.writer, styles, notes, wrote)
        self._below_title = 0
        self._twins: set[int] = set()

    def body(self, body: _Element) -> None:
        """Write the running text; below a title every heading is one level deeper than its style says."""
        self._prepare(body)
        self._below_title = int(any(self._styles.is_title(each) and plain(each) for each in body.iter(w("p"))))
        self._blocks(body, None)

    def around(self, stories: Iterable[_Element]) -> None:
        """Write headers or footers, each text once."""
        seen: set[str] = set()
        for story in stories:
            self._prepare(story)
            text = plain(story)
            if text not in seen:
                self._blocks(story, BlockKind.BOILERPLATE)
            seen.add(text)

    def notes(self, tables: Sequence[Table]) -> list[Table]:
        """Write the notes that the text points to; the tables come back with those that they point to.

        Args:
            tables: those of this walk, with their captions.
        """
        spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for kind, notes in self._notes.items():
            for note, label, content in notes.used():
                first = len(self.writer.blocks)
                self._runs.own_label = (label, notes.mark)
                self._prepare(content)
                self._blocks(content, notes.block)
                spans[kind, note] = [(block.start, block.end) for block in self.writer.blocks[first:]]
        paired = [self._paired(index, tables) for index in range(len(tables))]
        return [replace(table, notes=(*table.notes, *self._own_notes(table, spans))) for table in paired]

    def _paired(self, index: int, tables: Sequence[Table]) -> Table:
        """A table that stands twice has its caption above the first and its notes below the second."""
        table = tables[index]
        if index in self._twins:
            return replace(table, caption=table.caption or tables[index - 1].caption)
        if index + 1 in self._twins:
            return replace(table, notes=table.notes or tables[index + 1].notes)
        return table

    def _own_notes(self, table: Table, spans: Mapping[tuple[str, str], list[tuple[int, int]]]) -> list[tuple[int, int]]:
        pointed = [(kind, note) for at, kind, note in self._runs.pointers if table.start <= at < table.end]
        return [span for key in dict.fromkeys(pointed) for span in spans.get(key, [])]

    def _prepare(self, story: _Element) -> None:
        settle(story, self._view)
        drop_instructions(story)

    def _blocks(self, element: _Element, around: BlockKind | None) -> None:
        for child in element:
            if child.tag == w("p"):
                self._paragraph(child, around)
            elif child.tag == w("tbl"):
                self._table(child, around)
            elif child.tag == w("sdt"):
                self._control(child, around)
            elif child.tag == w("altChunk"):
                self.embedded += 1
            elif child.tag == mc("AlternateContent"):
                for first in islice(child, 1):
                    self._blocks(first, around)
            else:
                self._blocks(child, around)

    def _control(self, control: _Element, around: BlockKind | None) -> None:
        content = inside(control, "sdtContent")
        if content is None or inside(control, "sdtPr", "showingPlcHdr") is not None:
            return
        is_contents = value(control, "sdtPr", "docPartObj", "docPartGallery") == _CONTENTS
        self._blocks(content, BlockKind.BOILERPLATE if is_contents else around)

    def _paragraph(self, paragraph: _Element, around: BlockKind | None) -> None:
        kind, level = self._styles.kind(paragraph)
        is_title = level > 0 and self._styles.is_title(paragraph)
        start = self.writer.length
        self._runs.write(paragraph)
        boxes, self._runs.boxes = self._runs.boxes, []
        if is_title and self.title is None:
            self.title = " ".join(self.writer.text_from(start).split()) or None
        if around:
            self.writer.close(around)
        else:
            self.writer.close(kind, level + self._below_title if level and not is_title else level)
        for box in boxes:
            self._blocks(box, around)

    def _table(self, table: _Element, around: BlockKind | None) -> None:
        rows = find_rows(table)
        if around or is_layout(rows):
            for place in (place for row in rows for place in row):
                self._blocks(place.element, around)
            return
        cells = []
        for index, row in enumerate(rows):
            if index:
                self.writer.glue("\n")
            for place in row:
                if place is not row[0]:
                    self.writer.glue("\t")
                start = self.writer.length
                self._cell(place.element)
                end = self.writer.length
                cells.append(Cell(place.row, place.column, start, end, place.header, place.rows, place.columns))
        found = finish_grid(self.writer, cells)
        if found is not None:
            if TWIN in table.attrib and self.tables:
                self._twins.add(len(self.tables))
            self.tables.append(found)

    def _cell(self, element: _Element) -> None:
        """Write all that is in a cell on one line, the rows of a table inside it one after the other."""
        for child in element:
            if child.tag == w("p"):
                self.writer.write(" ")
                self._runs.write(child, in_cell=True)
                boxes, self._runs.boxes = self._runs.boxes, []
                for box in boxes:
                    self._cell(box)
            elif child.tag == w("tbl"):
                for index, row in enumerate(find_all(child, "tr")):
                    self.writer.write("; " if index else " ")
                    for cell in find_all(row, "tc"):
                        self._cell(cell)
            elif child.tag == w("altChunk"):
                self.embedded += 1
            elif child.tag == mc("AlternateContent"):
                for first in islice(child, 1):
                    self._cell(first)
            else:
                self._cell(child)
