"""A document as read: one text that never changes, and what is known about stretches of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from claimcheck.model.ignore import Ignore
from claimcheck.model.work import CitedWork

LINE_END = re.compile(r"\r\n?|\n")
"""What ends a line, in line numbers and wherever lines are shown."""


class BlockKind(StrEnum):
    """What a stretch of text is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    FRONT_MATTER = "front_matter"
    BOILERPLATE = "boilerplate"


class MarkKind(StrEnum):
    """Why characters are not what they seem to be in the plain text."""

    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"
    HYPHENATION = "hyphenation"


class Status(StrEnum):
    """How reading a document ended (contract.md, coverage ledger)."""

    OK = "ok"
    PARTIAL = "partial"
    TEXT_SUSPECT = "text_suspect"
    TABLES_SKIPPED = "tables_skipped"
    ENCRYPTED = "encrypted"
    NOT_TEXT = "not_text"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    OUT_OF_TIME = "out_of_time"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    SKIPPED_SYMLINK = "skipped_symlink"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Block:
    """A half-open span of the text and what it is; blocks do not overlap and stand in order."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    """Depth of a heading, 1 the highest; 0 for every other kind."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its place in the grid and its span in the text."""

    row: int
    column: int
    start: int
    end: int
    header: bool = False
    row_span: int = 1
    column_span: int = 1
    address: str | None = None
    """Where it stands in a spreadsheet, as the program that shows it says it: `Sheet1!B7`; `B7` in a CSV."""


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """What the columns of a table hold, by the words of `claimcheck.mapping.ROLES`."""

    columns: tuple[tuple[int, str], ...]
    constants: tuple[tuple[str, str], ...] = ()
    """Role -> what holds for every row."""
    heads: tuple[tuple[int, tuple[tuple[int, str], ...]], ...] = ()
    """Column filled in rows that head others -> what the columns of such a row hold; the outer heads first."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells are spans of the text."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    caption: tuple[int, int] | None = None
    notes: tuple[tuple[int, int], ...] = ()
    """Spans of footnotes and abbreviation lists below the table."""
    roles: ColumnRoles | None = None
    """What its columns hold, where a mapping says so."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span whose characters carry a meaning that plain text loses."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class WordBox:
    """Where a stretch of text stands on a page, in PDF points from the top left."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number (1-based), its span of the text and the boxes of its words."""

    number: int
    start: int
    end: int
    boxes: tuple[WordBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself outside its running text."""

    title: str | None = None
    language: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs such as `("doi", "10.1000/x")`, `("pmid", "123")`, `("nct", "NCT00000000")`: the document's own."""
    dates: tuple[tuple[str, str], ...] = ()
    """Pairs such as ("received", "2015-03-02"): ISO 8601, as precise as printed."""
    author: str | None = None
    """Surname of the first author."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read.

    `text` is never changed after reading: every later span points into it. A document that
    could not be read has an empty text and says why in `status` and `reason`.
    """

    path: str
    """POSIX path relative to the scanned root."""
    format: str
    """Name of the reader: `text`, `markdown`, `html`, `pdf`, ..."""
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    pages: tuple[Page, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    doubtful: tuple[tuple[int, int], ...] = ()
    """Spans that another reader reads differently, or that nobody sees on the page: what they say accuses nobody."""
    status: Status = Status.OK
    reason: str | None = None
    page_count: int | None = None
    """Pages of the file, read or not; None where the format has none."""
    pages_without_text: tuple[int, ...] = ()
    encoding: str | None = None
    decimal_comma: bool = False
    """Its numbers are printed with a decimal comma, `10,9`."""
    ignores: tuple[Ignore, ...] = ()
    """Its comments that tell rules to keep quiet."""
    works: tuple[CitedWork, ...] = ()
    """Entries of its reference list whose fields the format itself gives, or all that a bibliography holds."""
    abstract: tuple[int, int] | None = None
    """Where its abstract stands, half-open, if the format itself says so."""

    def page_of(self, offset: int) -> int | None:
        """The 1-based page number at an offset, or None where the format has no pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].number if index >= 0 else None

    def line_of(self, offset: int) -> int:
        """The 1-based line number at an offset of the text; a line ends with LF, CR or both."""
        # A CR that an LF follows is half of one end of a line, also where the offset stands between the two.
        lone = self.text.count("\r", 0, offset) - self.text.count("\r\n", 0, offset + 1)
        return self.text.count("\n", 0, offset) + lone + 1

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None
