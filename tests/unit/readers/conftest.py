"""What the tests of the readers share: an outline of a document, and PDFs drawn for a test."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimcheck.model.document import Document, Table

Draw = Callable[[Any], None]
MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def documents(root: Path) -> Path:
    """Small documents made for the tests."""
    return root / "tests" / "documents"


@pytest.fixture(scope="session")
def outline() -> Callable[[Document], str]:
    """A document's blocks, tables and marks, as a text to compare."""

    def describe(document: Document) -> str:
        text = document.text
        lines = [f"{document.format} {document.status} {document.metadata.title!r}"]
        for block in document.blocks:
            level = block.level or ""
            lines.append(f"{block.kind}{level} {block.start}-{block.end} {text[block.start : block.end]!r}")
        for table in document.tables:
            lines += _table(text, table)
        lines += [f"mark {mark.kind} {mark.start} {text[mark.start : mark.end]!r}" for mark in document.marks]
        return "\n".join(lines) + "\n"

    return describe


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Draw a PDF, one function a page, on A4 with the origin at the bottom left."""

    def make(*pages: Draw, password: str | None = None) -> bytes:
        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.pdfgen.canvas import Canvas

        buffer = io.BytesIO()
        lock = StandardEncryption(password, canPrint=0) if password else None
        canvas = Canvas(buffer, pagesize=(595, 842), invariant=1, encrypt=lock)
        for page in pages:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


def _table(text: str, table: Table) -> list[str]:
    caption = text[slice(*table.caption)] if table.caption else None
    lines = [f"table {table.start}-{table.end} {caption!r} {[text[slice(*note)] for note in table.notes]!r}"]
    for cell in table.cells:
        place = f"{cell.row},{cell.column}" + (
            f" {cell.row_span}x{cell.column_span}" if cell.row_span + cell.column_span > 2 else ""
        )
        where = f" {cell.address}" if cell.address else ""
        lines.append(f"  {'head' if cell.header else 'cell'} {place}{where} {text[cell.start : cell.end]!r}")
    return lines
