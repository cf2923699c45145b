"""PDF: characters and boxes by pypdfium2, reading order of our own, framed tables by pdfplumber."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import PurePosixPath
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
from claimcheck.readers.pdf.blocks import Measure, measure
from claimcheck.readers.pdf.characters import read_characters
from claimcheck.readers.pdf.layout import RawPage, lay_out
from claimcheck.readers.pdf.region import Region
from claimcheck.readers.pdf.ruled import FAULTS, find_frames
from claimcheck.readers.pdf.rules import read_rules
from claimcheck.readers.pdf.running import running_segments
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
        pages = [_read_page(pdf, number) for number in range(len(pdf))]
        title = (pdf.get_metadata_dict().get("Title") or "").strip()
    finally:
        pdf.close()
    fault = _find_frames(data, pages)
    writer = _write(pages)
    text = writer.text
    blocks = mark_sections(text, writer.blocks)
    without = tuple(page.number for page in pages if page.empty)
    status, reason = _status(name, without, len(pages), fault)
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
        status=status,
        reason=reason,
        page_count=len(pages),
        pages_without_text=without,
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


def _read_page(pdf: Any, number: int) -> RawPage:
    import pypdfium2
    import pypdfium2.raw as pdfium

    raw = RawPage(number + 1)
    try:
        page = pdf[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        raw.empty = True
        return raw
    found = read_characters(textpage, page.get_cropbox())
    raw.runs, raw.across, raw.frame = found.runs, found.across, found.frame
    if raw.runs:
        raw.rules = read_rules(page, raw.frame)
        raw.turned = page.get_rotation() != 0 or raw.frame.turns != 0 or page.get_cropbox() != page.get_mediabox()
    else:
        raw.empty = pdfium.FPDFPage_CountObjects(page) > 0
    textpage.close()
    page.close()
    return raw


def _find_frames(data: bytes, pages: Sequence[RawPage]) -> str | None:
    """Let pdfplumber find the cells of framed tables on the pages that may hold one; what went wrong, if so."""
    likely = [page for page in pages if page.rules.may_frame_cells and not page.turned]
    wanted = [page for page in likely if page.has_caption or (page.number > 1 and pages[page.number - 2].has_caption)]
    if not wanted:
        return None
    try:
        for number, frames in find_frames(data, [page.number - 1 for page in wanted]):
            pages[number].frames = frames
    except FAULTS as error:
        return f"framed tables were not looked for: {type(error).__name__} in pdfplumber"
    return None


def _write(pages: Sequence[RawPage]) -> Writer:
    segments = [page.segments for page in pages]
    usual: Measure = measure(segments)
    running = running_segments(segments, [page.frame.upright[1] for page in pages], usual.size)
    writer = Writer()
    for page, heads in zip(pages, running, strict=True):
        middle = page.frame.upright[1] / 2
        writer.boilerplate(head for head in heads if head.base < middle)
        for item in lay_out(page, heads, usual):
            if isinstance(item, Region):
                writer.table(item)
            else:
                writer.paragraph(item)
        writer.boilerplate(head for head in heads if head.base >= middle)
        writer.boilerplate([page.across])
        writer.end_page(page.number)
    return writer


def _status(name: str, without: Sequence[int], count: int, fault: str | None) -> tuple[Status, str | None]:
    if without:
        path = PurePosixPath(name)
        command = f"ocrmypdf --skip-text {shlex.quote(path.name)} {shlex.quote(path.stem + '.ocr.pdf')}"
        where = "no page" if len(without) == count else f"page {', '.join(map(str, without))} of {count}"
        said = f"{where} has a text layer" if len(without) == count else f"no text layer on {where}"
        reason = f"{said}; make one with: {command}"
        return Status.PARTIAL, f"{reason}; {fault}" if fault else reason
    return (Status.TABLES_SKIPPED, fault) if fault else (Status.OK, None)


def _metadata(text: str, writer: Writer, title: str) -> Metadata:
    first = writer.pages[0].end if writer.pages else 0
    heads = [block for block in writer.blocks if block.kind is BlockKind.HEADING and block.start < first]
    top = max((block for block in heads if block.level == 1), key=lambda block: block.end - block.start, default=None)
    printed = " ".join(text[top.start : top.end].split()) if top else None
    return metadata_of(text, writer.blocks, printed or own_title(title))
