"""HTML: what a reader of the page sees, as one text; tags say what each stretch is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import Document, Metadata, Status
from claimcheck.readers.encoding import decode
from claimcheck.readers.identity import metadata_of
from claimcheck.readers.marks import find_marks
from claimcheck.readers.marks.brackets import bracketed
from claimcheck.readers.marks.hyphens import hyphens
from claimcheck.readers.marks.markup import addresses
from claimcheck.readers.marks.raised import raised
from claimcheck.readers.sections import mark_sections
from claimcheck.readers.tables import attach

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FORMAT = "html"

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD = 2048
"""Bytes in which a page declares its encoding (WHATWG: 1024; old pages are longer)."""
_FINDERS = (addresses, bracketed, raised, hyphens)
_TITLES = ("citation_title", "dc.title", "og:title")
_META_IDS = {
    "citation_doi": "doi",
    "prism.doi": "doi",
    "dc.identifier": "doi",
    "bepress_citation_doi": "doi",
    "citation_pmid": "pmid",
    "citation_pmcid": "pmcid",
}
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a web page.

    Raises:
        DocumentError: where the file holds no text.
    """
    from claimcheck.readers.html.walk import walk

    decoded = decode(data, _declared(data))
    root = _tree(decoded.text)
    page = walk(root) if root is not None else None
    if page is None or not page.blocks:
        reason = "no visible text in the page (is it made by a script?)"
        return Document(name, FORMAT, "", "", status=Status.PARTIAL, reason=reason, encoding=decoded.encoding)
    blocks = mark_sections(page.text, page.blocks)
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=page.text,
        blocks=tuple(blocks),
        tables=tuple(attach(page.text, blocks, page.tables)),
        marks=find_marks(page.text, blocks, _FINDERS, page.marks),
        metadata=_metadata(root, metadata_of(page.text, blocks)),
        status=decoded.status,
        reason=decoded.reason,
        encoding=decoded.encoding,
    )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.search(data[:_HEAD])
    return match[1].decode("ascii", "replace") if match else None


def _tree(text: str) -> HtmlElement | None:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # raised for a page without any content
        return None
    except etree.LxmlError as error:
        raise DocumentError(Status.UNREADABLE, f"not readable as HTML: {error}") from error


def _metadata(root: HtmlElement | None, found: Metadata) -> Metadata:
    assert root is not None
    metas = dict(_metas(root))
    title = next((metas[key] for key in _TITLES if metas.get(key)), None) or " ".join(
        (root.findtext(".//title") or "").split()
    )
    identifiers = dict(found.identifiers)
    for key, name in _META_IDS.items():
        value = metas.get(key, "")
        own = _DOI.search(value) if name == "doi" else re.search(r"\w+", value)
        if own:
            identifiers[name] = own[0]
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Metadata(title or found.title, language or None, tuple(sorted(identifiers.items())))


def _metas(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        key = meta.get("name") or meta.get("property")
        if key:
            yield key.lower(), (meta.get("content") or "").strip()
