"""Plain text: the text is the file decoded, nothing added or removed."""

from __future__ import annotations

from claimcheck.config import ReadOptions
from claimcheck.model.document import Document
from claimcheck.readers.encoding import decode
from claimcheck.readers.identity import metadata_of
from claimcheck.readers.marks import find_marks
from claimcheck.readers.plain import find_blocks

FORMAT = "text"


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a plain text.

    Raises:
        DocumentError: where the file holds no text.
    """
    decoded = decode(data)
    text = decoded.text
    found = find_blocks(text)
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=text,
        blocks=found.blocks,
        tables=found.tables,
        marks=find_marks(text, found.blocks),
        metadata=metadata_of(text, found.blocks),
        status=decoded.status,
        reason=decoded.reason,
        encoding=decoded.encoding,
    )
