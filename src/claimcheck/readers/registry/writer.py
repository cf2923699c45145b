"""The text of a record while it is written, with its blocks and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.model.document import Block, BlockKind, Cell, Table

Row = Sequence[str]


@dataclass
class Writer:
    """Collects lines; every line is a block, or a row of a table."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    trial: str = ""
    """What headings and captions begin with: the trial, where the document is about several."""
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def heading(self, text: str, level: int) -> None:
        """A heading, after an empty line."""
        if self._length:
            self._put("\n")
        self._line(f"{self.trial}{text}", BlockKind.HEADING, level)

    def line(self, text: str) -> None:
        """A paragraph; nothing for an empty text."""
        self._line(text, BlockKind.PARAGRAPH)

    def item(self, text: str) -> None:
        """An item of a list."""
        self._line(text, BlockKind.LIST_ITEM, lead="- ")

    def aside(self, text: str) -> None:
        """A line about the record or the plan of the trial, whose numbers are no findings."""
        self._line(text, BlockKind.BOILERPLATE)

    def table(self, caption: str, heads: Sequence[Row], rows: Sequence[Row], notes: Sequence[str] = ()) -> None:
        """A table with its caption above and its notes below; nothing where no row holds anything.

        Args:
            caption: one line.
            heads: the rows that name the columns, the first column included.
            rows: the others; a row of one cell opens a part of the table.
            notes: lines below.
        """
        if not any(cell for row in rows for cell in row):
            return
        self._put("\n")
        above = self._line(f"{self.trial}{caption}", BlockKind.CAPTION)
        cells = list(self._cells(heads, rows))
        start, end = cells[0].start, max(cell.end for cell in cells)
        self.blocks.append(Block(start, end, BlockKind.TABLE))
        below = [self._line(note, BlockKind.FOOTNOTE) for note in notes if note]
        spans = tuple((note.start, note.end) for note in below if note)
        self.tables.append(Table(start, end, tuple(cells), (above.start, above.end) if above else None, spans))

    def _cells(self, heads: Sequence[Row], rows: Sequence[Row]) -> list[Cell]:
        cells = []
        for index, row in enumerate((*heads, *rows)):
            for column, text in enumerate(row):
                self._put("\t" if column else "")
                if text:
                    cells.append(Cell(index, column, self._length, self._length + len(text), index < len(heads)))
                self._put(text)
            self._put("\n")
        return cells

    def _line(self, text: str, kind: BlockKind, level: int = 0, lead: str = "") -> Block | None:
        if not text:
            return None
        self._put(lead)
        block = Block(self._length, self._length + len(text), kind, level)
        self.blocks.append(block)
        self._put(f"{text}\n")
        return block

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
