"""PDF: characters and boxes by pypdfium2, reading order of our own, tables by both and pdfplumber."""

from __future__ import annotations

from typing import Any

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import BlockKind, Document, Metadata, Status
from claimcheck.readers.encoding import signature
from claimcheck.readers.identity import metadata_of, own_title
from claimcheck.readers.marks import find_marks
from claimcheck.readers.marks.brackets import bracketed
from claimcheck.readers.marks.hyphens import hyphens
from claimcheck.readers.marks.markup import addresses
from claimcheck.readers.marks.raised import raised
from claimcheck.readers.pdf.assembly import write
from claimcheck.readers.pdf.findings import Findings
from claimcheck.readers.pdf.pages import read_page
from claimcheck.readers.pdf.second import Second
from claimcheck.readers.pdf.writer import Writer
from claimcheck.readers.sections import mark_sections
from claimcheck.readers.tables import attach

FORMAT = "pdf"

_FINDERS = (addresses, bracketed, raised, hyphens)


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a PDF.

    Raises:
        DocumentError: where it is no PDF, is broken or encrypted.
    """
    pdf = _open(data)
    try:
        pages = [read_page(pdf, number) for number in range(1, len(pdf) + 1)]
        title = (pdf.get_metadata_dict().get("Title") or "").strip()
    finally:
        pdf.close()
    findings = Findings(
        len(pages),
        without_text=[page.number for page in pages if page.empty],
        broken=[page.number for page in pages if page.broken],
        garbled=[page.number for page in pages if page.garbled],
        hidden=[page.number for page in pages if page.hides],
    )
    second = Second(data, findings)
    second.look_for_text(pages)
    writer = write(pages, second)
    second.close()
    text = writer.text
    blocks = mark_sections(text, writer.blocks)
    status, reason = findings.status(name)
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=text,
        blocks=tuple(blocks),
        tables=tuple(attach(text, blocks, writer.tables)),
        marks=find_marks(text, blocks, _FINDERS, writer.marks),
        pages=tuple(writer.pages),
        metadata=_metadata(text, writer, title),
        doubtful=tuple(sorted(writer.doubtful)),
        status=status,
        reason=reason,
        page_count=len(pages),
        pages_without_text=tuple(findings.without_text),
    )


def _open(data: bytes) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    if b"%PDF-" not in data[:1024]:
        what = signature(data)
        said = f"its first bytes say {what}" if what else "it has no PDF header"
        raise DocumentError(Status.NOT_TEXT if what else Status.UNREADABLE, f"not a PDF: {said}")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            reason = "encrypted: opening it needs a password; save a copy without one"
            raise DocumentError(Status.ENCRYPTED, reason) from error
        raise DocumentError(Status.UNREADABLE, f"broken PDF: {error}") from error


def _metadata(text: str, writer: Writer, title: str) -> Metadata:
    first = writer.pages[0].end if writer.pages else 0
    heads = [block for block in writer.blocks if block.kind is BlockKind.HEADING and block.start < first]
    top = max((block for block in heads if block.level == 1), key=lambda block: block.end - block.start, default=None)
    printed = " ".join(text[top.start : top.end].split()) if top else None
    return metadata_of(text, writer.blocks, printed or own_title(title))
