"""The stage `read`: a file becomes a `Document`; a file that cannot be read becomes one that says why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, cast

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import Document, Status
from claimcheck.readers.opening import bytes_of
from claimcheck.readers.others import why_not

DEFAULT = ReadOptions()

# Suffix -> module of this package with `parse(data, name, options)`; it is imported when such a file is read.
READERS: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
        ".pdf": "pdf",
        ".docx": "docx",
        ".csv": "delimited",
        ".tsv": "delimited",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".json": "registry",
        ".ris": "ris",
        ".bib": "bibtex",
        ".nxml": "jats",
        ".xml": "jats",
    }
)


class Reader(Protocol):
    """A module that reads one format."""

    FORMAT: str

    def parse(self, data: bytes, name: str, options: ReadOptions) -> Document:
        """Read the bytes of a file; raises `DocumentError` where nothing of it can be read."""


def read(path: Path, name: str | None = None, options: ReadOptions = DEFAULT) -> Document:
    """Read a file into a document.

    Args:
        path: the file.
        name: its path in results, POSIX; by default `path` as given.
        options: what the reader is told beside the bytes.

    Returns:
        The document. It never raises for a bad file: status and reason say what is wrong.
    """
    name = path.as_posix() if name is None else name
    if _suffix(name) not in READERS:  # not opened: it may be a film
        return _unsupported(name, None)
    try:
        data = bytes_of(path, options.max_bytes)
    except DocumentError as error:
        return _unread(name, None, Status(error.status), error.reason)
    return parse(data, name, options)


def parse(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Read the bytes of the file `name`, whose suffix chooses the reader; never raises for a bad file."""
    module = READERS.get(_suffix(name))
    if module is None:
        return _unsupported(name, data)
    reader = cast("Reader", import_module(f"{__name__}.{module}"))
    try:
        document = reader.parse(data, name, options)
    except DocumentError as error:
        return _unread(name, data, Status(error.status), error.reason, reader.FORMAT)
    return replace(document, path=name, sha256=_sha256(data))


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _unsupported(name: str, data: bytes | None) -> Document:
    return _unread(name, data, Status.UNSUPPORTED, why_not(_suffix(name), READERS))


def _unread(name: str, data: bytes | None, status: Status, reason: str, format_name: str = "unknown") -> Document:
    sha256 = "" if data is None else _sha256(data)
    return Document(name, format_name, sha256, "", status=status, reason=reason)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
