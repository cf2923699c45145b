"""DOCX: the parts of the archive walked with lxml, since text alone would lose changes, marks and merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import Document, Metadata, Status
from claimcheck.readers.identity import metadata_of, own_title
from claimcheck.readers.marks import find_marks
from claimcheck.readers.marks.brackets import bracketed
from claimcheck.readers.marks.hyphens import hyphens
from claimcheck.readers.marks.markup import addresses
from claimcheck.readers.marks.raised import raised
from claimcheck.readers.sections import mark_sections
from claimcheck.readers.tables import attach

if TYPE_CHECKING:
    from lxml.etree import _Element

    from claimcheck.readers.docx.package import Package
    from claimcheck.readers.docx.runs import Wrote
    from claimcheck.readers.docx.walk import Walk

FORMAT = "docx"

_FINDERS = (addresses, bracketed, raised, hyphens)
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a Word document: headers, running text, footers, notes, in this order.

    Raises:
        DocumentError: no DOCX, one that is broken, encrypted, or too large to unpack.
    """
    from claimcheck.readers.docx.names import inside
    from claimcheck.readers.docx.package import open_package

    package = open_package(data)
    main, root = package.main()
    body = inside(root, "body")
    if body is None:
        raise DocumentError(Status.UNREADABLE, f"not a Word document: {main} has no text body")
    walk = walk_parts(package, main, body, options.track_changes)
    text = walk.writer.text
    blocks = mark_sections(text, walk.writer.blocks)
    # The notes come after: they stand below no heading and no table.
    tables = walk.notes(attach(text, blocks, walk.tables))
    text, blocks = walk.writer.text, blocks + walk.writer.blocks[len(blocks) :]
    status, reason = _status(package, walk, text)
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=text,
        blocks=tuple(blocks),
        tables=tuple(tables),
        marks=find_marks(text, blocks, _FINDERS, walk.writer.marks),
        metadata=_metadata(metadata_of(text, blocks, walk.title), package.core(), walk.title),
        status=status,
        reason=reason,
    )


def walk_parts(package: Package, main: str, body: _Element, view: str, wrote: Wrote | None = None) -> Walk:
    """Write the headers, the running text and the footers; the notes follow (`Walk.notes`)."""
    from claimcheck.readers.docx.notes import read_notes
    from claimcheck.readers.docx.styles import Styles
    from claimcheck.readers.docx.walk import Walk

    settings = package.part(main, "settings")
    notes = {kind: read_notes(kind, package.part(main, f"{kind}s"), settings) for kind in ("footnote", "endnote")}
    walk = Walk(Styles(package.part(main, "styles")), notes, view, wrote)
    walk.around(package.parts(main, "header"))
    walk.body(body)
    walk.around(package.parts(main, "footer"))
    return walk


def _status(package: Package, walk: Walk, text: str) -> tuple[Status, str | None]:
    faults = list(dict.fromkeys(package.faults))
    if not text.strip():
        faults.append("no text in the document (only pictures?)")
    if walk.embedded:
        faults.append(f"documents inside it that were not read: {walk.embedded}; paste their text into it")
    return (Status.PARTIAL, "; ".join(faults)) if faults else (Status.OK, None)


def _metadata(found: Metadata, core: _Element | None, printed: str | None) -> Metadata:
    """What the text says of itself, then what the properties of the file say."""
    if core is None:
        return found
    said = {name: " ".join((core.findtext(f"{_DUBLIN_CORE}{name}") or "").split()) for name in ("title", "language")}
    title = printed or own_title(said["title"]) or found.title
    return Metadata(title, said["language"] or None, found.identifiers)
