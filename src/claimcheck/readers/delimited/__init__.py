"""CSV and TSV: the text is the file decoded, cells are spans of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.config import ReadOptions
from claimcheck.model.document import Cell, Document, Metadata, Status
from claimcheck.readers.columns import Sheet, headings
from claimcheck.readers.delimited.dialect import COMMENT, Dialect, dialect_of, has_decimal_comma
from claimcheck.readers.delimited.records import Record, records
from claimcheck.readers.encoding import decode
from claimcheck.readers.identity import metadata_of
from claimcheck.readers.marks import find_marks
from claimcheck.readers.marks.brackets import bracketed
from claimcheck.readers.marks.markup import addresses
from claimcheck.readers.marks.raised import raised
from claimcheck.readers.sheets import MOST_CELLS, MOST_COLUMNS, Row, address, laid_out, with_tables
from claimcheck.readers.tables import attach, trim

FORMAT = "csv"

_FINDERS = (addresses, bracketed, raised)


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a sheet whose cells are parted by a sign.

    Raises:
        DocumentError: where the file holds no text.
    """
    decoded = decode(data)
    text = decoded.text
    dialect = dialect_of(text, name)
    rows, reasons = _rows(text, dialect)
    found, faults = headings(text, name, [Sheet(None, rows)], options.sheets)
    blocks, tables = laid_out(text, rows, found.get(0))
    blocks = with_tables(blocks, tables)
    printed = (text[cell.start : cell.end] for row in rows for cell in row)
    reasons = [*([decoded.reason] if decoded.reason else []), *faults, *reasons]
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=text,
        blocks=tuple(blocks),
        tables=tuple(attach(text, blocks, tables)),
        marks=find_marks(text, blocks, _FINDERS),
        metadata=Metadata(identifiers=metadata_of(text, blocks).identifiers),
        status=Status.PARTIAL if reasons else Status.OK,
        reason="; ".join(reasons) or None,
        encoding=decoded.encoding,
        decimal_comma=dialect.delimiter != "," and has_decimal_comma(printed),
    )


def _rows(text: str, dialect: Dialect) -> tuple[list[Row], list[str]]:
    """The rows that hold something, as far as they are read, and what is to be said of the others."""
    rows: list[Row] = []
    cells = 0
    wide = False
    for number, record in enumerate(records(text, dialect.start, dialect.delimiter)):
        if cells >= MOST_CELLS:
            return rows, [f"not read after row {number}: {MOST_CELLS:,} cells are read of a sheet"]
        wide = wide or len(record.fields) > MOST_COLUMNS
        row = list(_cells(text, number, record, dialect))
        if row:
            rows.append(row)
            cells += len(row)
    return rows, [f"columns after the {MOST_COLUMNS:,}th are not read"] if wide else []


def _cells(text: str, number: int, record: Record, dialect: Dialect) -> Iterator[Cell]:
    """The filled cells of a record; a comment, or a title above the headings, is one cell whatever signs it holds."""
    fields: Sequence[tuple[int, int]] = record.fields
    comment = text.startswith(COMMENT, record.start)
    if len(fields) != dialect.width and (comment or (number < dialect.first and _is_prose(text, record))):
        fields = [(record.start, record.end)]
    for column, (start, end) in enumerate(fields[:MOST_COLUMNS]):
        start, end = trim(text, start, end)
        if end > start:
            yield Cell(number, column, start, end, address=address(number, column))


def _is_prose(text: str, record: Record) -> bool:
    """`Efficacy, all patients`: a line whose signs are those of a sentence, each with a space behind it."""
    line = text[record.start : record.end]
    return '"' not in line and all(text[end + 1 : end + 2] == " " for _, end in record.fields[:-1])
