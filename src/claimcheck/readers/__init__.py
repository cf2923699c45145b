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
        ".nxml": "jats",
        ".xml": "jats",
    }
)

# Suffix of a format that is not read -> the suffix to save it under.
SAVE_AS: Mapping[str, str] = MappingProxyType(
    {
        ".doc": ".docx",
        ".docm": ".docx",
        ".odt": ".docx",
        ".rtf": ".docx",
        ".xls": ".xlsx",
        ".xlsb": ".xlsx",
        ".ods": ".xlsx",
    }
)
_PROGRAMS = {".docx": "a word processor", ".xlsx": "a spreadsheet program"}


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
    try:
        data = path.read_bytes()
    except OSError as error:
        return _unread(name, b"", Status.UNREADABLE, f"cannot be opened: {error.strerror or error}")
    return parse(data, name, options)


def parse(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Read the bytes of the file `name`, whose suffix chooses the reader; never raises for a bad file."""
    suffix = Path(name).suffix.lower()
    module = READERS.get(suffix)
    if module is None:
        return _unread(name, data, Status.UNSUPPORTED, _unsupported(suffix))
    reader = cast("Reader", import_module(f"{__name__}.{module}"))
    try:
        document = reader.parse(data, name, options)
    except DocumentError as error:
        return _unread(name, data, Status(error.status), error.reason, reader.FORMAT)
    return replace(document, path=name, sha256=_sha256(data))


def _unsupported(suffix: str) -> str:
    if suffix in SAVE_AS:
        better = SAVE_AS[suffix]
        return f"suffix {suffix} is not read; open it in {_PROGRAMS[better]} and save it as {better}"
    said = f"suffix {suffix}" if suffix else "a name without suffix"
    return f"{said} is not read; read are {', '.join(READERS)}"


def _unread(name: str, data: bytes, status: Status, reason: str, format_name: str = "unknown") -> Document:
    return Document(name, format_name, _sha256(data), "", status=status, reason=reason)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
