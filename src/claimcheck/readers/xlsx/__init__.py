"""Workbooks: each visible sheet under a heading with its name, its cells as they are shown."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import Block, Document, Mark, Metadata, Status, Table
from claimcheck.readers.columns import headings
from claimcheck.readers.encoding import signature
from claimcheck.readers.identity import metadata_of
from claimcheck.readers.marks import find_marks
from claimcheck.readers.marks.brackets import bracketed
from claimcheck.readers.marks.markup import addresses
from claimcheck.readers.marks.raised import raised
from claimcheck.readers.sheets import MOST_CELLS, laid_out, with_tables
from claimcheck.readers.tables import attach
from claimcheck.readers.xlsx.archive import opened

if TYPE_CHECKING:
    from claimcheck.readers.xlsx.rows import Unread
    from claimcheck.readers.xlsx.writer import Written

FORMAT = "xlsx"

_FINDERS = (addresses, bracketed, raised)
_OLD_OFFICE = "an old Microsoft Office file"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The name under which an encrypted workbook lies in its container."""


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a workbook.

    Raises:
        DocumentError: no workbook, or one that cannot be opened.
    """
    from claimcheck.readers.xlsx.rows import Unread

    unread = Unread()
    book = _book(data)
    try:
        written = _written(book, unread)
    except DocumentError:
        raise
    except Exception as error:
        raise DocumentError(Status.UNREADABLE, f"broken workbook: {_said(error)}") from error
    text = written.text
    found, faults = headings(text, name, written.sheets, options.sheets)
    blocks: list[Block] = []
    tables: list[Table] = []
    for index, sheet in enumerate(written.sheets):
        own, grids = laid_out(text, sheet.rows, found.get(index))
        blocks += [written.heads[index], *own]
        tables += grids
    blocks = with_tables(blocks, tables)
    marks: list[Mark] = written.marks
    reasons = [*faults, *unread.reasons()]
    if not written.sheets and not reasons:
        reasons = ["no sheet with cells in it"]
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=text,
        blocks=tuple(blocks),
        tables=tuple(attach(text, blocks, tables)),
        marks=find_marks(text, blocks, _FINDERS, marks),
        metadata=_metadata(book, text, blocks),
        status=Status.PARTIAL if reasons else Status.OK,
        reason="; ".join(reasons) or None,
    )


def _book(data: bytes) -> Any:
    """The workbook as openpyxl sees it: its sheets by name, strings and styles, but no cells yet."""
    from openpyxl import load_workbook

    what = signature(data)
    if what == _OLD_OFFICE:
        if _LOCKED in data:
            raise DocumentError(Status.ENCRYPTED, "protected by a password: save it without one")
        raise DocumentError(Status.UNREADABLE, "an old .xls under the suffix of a workbook: save it as .xlsx")
    if not data.startswith(b"PK"):
        raise DocumentError(Status.NOT_TEXT, f"not a workbook: its first bytes say {what or 'nothing known'}")
    opened(data).close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that say nothing of values
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True, rich_text=True, keep_links=False)
    except Exception as error:
        raise DocumentError(Status.UNREADABLE, f"not readable as a workbook: {_said(error)}") from error


def _written(book: Any, unread: Unread) -> Written:
    from claimcheck.readers.xlsx.rows import HIDDEN_SHEETS, SheetRows
    from claimcheck.readers.xlsx.writer import Writer

    writer = Writer(book, unread)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            unread.add(HIDDEN_SHEETS, sheet.title)
            continue
        with sheet._get_source() as source:
            writer.add(SheetRows(source, sheet, unread), MOST_CELLS)
    return writer.finish()


def _metadata(book: Any, text: str, blocks: list[Block]) -> Metadata:
    """The title of the file's properties; the name of a sheet is none."""
    title = " ".join(str(book.properties.title or "").split())
    language = " ".join(str(book.properties.language or "").split())
    return Metadata(title or None, language or None, metadata_of(text, blocks).identifiers)


def _said(error: Exception) -> str:
    """The first line of what a library says."""
    return (str(error) or type(error).__name__).splitlines()[0]
