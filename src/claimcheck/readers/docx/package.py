"""The ZIP archive around a DOCX: its parts as trees, each read within bounds."""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml.etree import _Element

from claimcheck.errors import DocumentError
from claimcheck.model.document import Status
from claimcheck.readers.docx.names import STRICT
from claimcheck.readers.encoding import signature

_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream of an OLE container in which Word puts a document that has a password."""
_MOST_ENTRIES = 10_000
_MOST_BYTES = 50_000_000
"""Of XML that is read from one document, unpacked: about 3,000 pages, and 1 GB as a tree at worst."""
_MOST_RATIO = 200
_SMALL = 1_000_000
"""Bytes up to which a part may be packed as tightly as it likes."""
_FAULTS = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_LOCK_BIT = 0x1


@dataclass(slots=True)
class Package:
    """The parts of a document by name. What cannot be read of the lesser ones is said in `faults`."""

    archive: ZipFile
    entries: dict[str, ZipInfo]
    faults: list[str] = field(default_factory=list)
    left: int = _MOST_BYTES
    relations: dict[tuple[str, str], _Element | None] = field(default_factory=dict)

    def main(self) -> tuple[str, _Element]:
        """The name and the tree of the text itself.

        Raises:
            DocumentError: where it is missing, broken or too large.
        """
        name = next(iter(self.related("", "officeDocument")), "word/document.xml")
        if name.lower() not in self.entries:
            raise DocumentError(Status.UNREADABLE, f"not a DOCX: the archive has no {name}")
        try:
            root = self._parsed(name)
        except _PartError as error:
            raise DocumentError(Status.UNREADABLE, f"broken DOCX: {error}") from error
        return name, root

    def tree(self, name: str) -> _Element | None:
        """The tree of a part, or None where there is none that can be read."""
        if name.lower() not in self.entries:
            return None
        try:
            return self._parsed(name)
        except _PartError as error:
            self.faults.append(str(error))
            return None

    def related(self, name: str, kind: str) -> list[str]:
        """The names of the parts of one kind that the part `name` points to, such as `footnotes`; "" is the archive."""
        folder, base = posixpath.split(name)
        if (folder, base) not in self.relations:
            self.relations[folder, base] = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        relations = self.relations[folder, base]
        return [] if relations is None else _targets(relations, folder, kind)

    def part(self, name: str, kind: str) -> _Element | None:
        """The tree of the one part of a kind that `name` points to, or None; a missing one is a fault."""
        for target in self.related(name, kind):
            if target.lower() not in self.entries:
                self.faults.append(f"{target} is missing")
            return self.tree(target)
        return None

    def parts(self, name: str, kind: str) -> list[_Element]:
        """The trees of all parts of a kind that `name` points to, such as `header`, in the order of their names."""
        found = [self.tree(target) for target in sorted(set(self.related(name, kind)))]
        return [root for root in found if root is not None]

    def core(self) -> _Element | None:
        """The tree of what the file says of itself: title, language."""
        return next((self.tree(target) for target in self.related("", "core-properties")), None)

    def _parsed(self, name: str) -> _Element:
        from lxml import etree

        data = self._bytes(name)
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
                reason = f"{name} is more than the XML parser takes: {error.msg}"
                raise DocumentError(Status.TOO_LARGE, reason) from error
            raise _PartError(f"{name} is no XML: {error.msg}") from error
        if getattr(root.getroottree().docinfo, "doctype", ""):
            raise _PartError(f"{name} declares a document type, which Word does not allow")
        return root

    def _bytes(self, name: str) -> bytes:
        entry = self.entries[name.lower()]
        size, packed = entry.file_size, max(entry.compress_size, 1)
        if size > _SMALL and size > _MOST_RATIO * packed:
            reason = f"{name} unpacks to {size // packed} times its size; at most {_MOST_RATIO} times is read"
            raise DocumentError(Status.TOO_LARGE, reason)
        if size > self.left:
            reason = f"more than {_MOST_BYTES // 1_000_000} MB of XML in the archive; split the document"
            raise DocumentError(Status.TOO_LARGE, reason)
        self.left -= size
        try:
            with self.archive.open(entry) as stream:
                return stream.read(size)
        except _FAULTS as error:
            raise _PartError(f"{name} cannot be unpacked: {error}") from error


def open_package(data: bytes) -> Package:
    """Open the archive.

    Raises:
        DocumentError: no archive, an encrypted one, or one that is made to do harm.
    """
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise DocumentError(Status.ENCRYPTED, "encrypted: opening it needs a password; save a copy without one")
        reason = "not a DOCX: its first bytes say an old Microsoft Office file; save it as .docx"
        raise DocumentError(Status.UNSUPPORTED, reason)
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
    except _FAULTS as error:
        what = signature(data)
        if what is None or data.startswith(b"PK"):
            said = f"broken DOCX: {error}" if data.startswith(b"PK") else "not a DOCX: it is no ZIP archive"
            raise DocumentError(Status.UNREADABLE, said) from error
        raise DocumentError(Status.NOT_TEXT, f"not a DOCX: its first bytes say {what}") from error
    if len(entries) > _MOST_ENTRIES:
        raise DocumentError(Status.TOO_LARGE, f"the archive has more than {_MOST_ENTRIES:,} entries")
    if any(entry.flag_bits & _LOCK_BIT for entry in entries):
        raise DocumentError(Status.ENCRYPTED, "encrypted: the archive has a password; save a copy without one")
    named = {entry.filename.lower(): entry for entry in entries}
    if len(named) < len(entries):
        raise DocumentError(Status.UNREADABLE, "broken DOCX: two parts of the archive have one name")
    return Package(archive, named)


class _PartError(Exception):
    """A part that cannot be read; the message names it."""


def _targets(relations: _Element, folder: str, kind: str) -> list[str]:
    """The names of the parts of a kind; what lies outside the archive is left there."""
    found = []
    for relation in relations:
        target = relation.get("Target") or ""
        if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External" and target:
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append(posixpath.normpath(path))
    return found
