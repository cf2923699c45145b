"""HTML: what a reader of the page sees, as one text; tags say what each stretch is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import Document, Status
from claimcheck.readers.encoding import Decoded, decode
from claimcheck.readers.html.images import image_tables, reason_of
from claimcheck.readers.html.metadata import metadata_of_page
from claimcheck.readers.identity import metadata_of
from claimcheck.readers.ignores import as_elements, covered
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
_HIDDEN_TEXT = "//body//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]"
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{50000,}")
_TOO_DEEP = "not read to its end: elements nest deeper than the parser goes (2,048)"
_MOST_ATTRIBUTES = 10_000
"""More of them in one element cost the parser their square."""
_FINDERS = (addresses, bracketed, raised, hyphens)


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a web page.

    Raises:
        DocumentError: where the file holds no text.
    """
    from claimcheck.readers.html.walk import walk

    decoded = decode(data, _declared(data))
    root, fault = _tree(as_elements(decoded.text))
    page = walk(root) if root is not None else None
    if root is None or page is None or not page.blocks:
        return _empty(name, decoded, root, fault)
    blocks = mark_sections(page.text, page.blocks)
    tables = tuple(attach(page.text, blocks, page.tables))
    unread = reason_of(image_tables(page.text, blocks, tables, page.images))
    status = Status.PARTIAL if fault else Status.TABLES_SKIPPED if unread and not decoded.guessed else decoded.status
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=page.text,
        blocks=tuple(blocks),
        tables=tables,
        marks=find_marks(page.text, blocks, _FINDERS, page.marks),
        metadata=metadata_of_page(root, metadata_of(page.text, blocks)),
        status=status,
        reason="; ".join(reason for reason in (fault, decoded.reason, unread) if reason) or None,
        encoding=decoded.encoding,
        ignores=covered(page.ignores, blocks, tables),
    )


def _empty(name: str, decoded: Decoded, root: HtmlElement | None, fault: str | None) -> Document:
    """A page of which nothing is seen: too deep, all of it hidden, or without any text but what a script makes."""
    status, reason = Status.PARTIAL, "no visible text in the page (is it made by a script?)"
    if fault:
        status, reason = Status.TOO_LARGE, fault
    elif root is not None and any(part.strip() for part in root.xpath(_HIDDEN_TEXT)):
        status, reason = Status.TEXT_SUSPECT, "there is text in the page, but all of it is hidden"
    return Document(name, FORMAT, "", "", status=status, reason=reason, encoding=decoded.encoding)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.search(data[:_HEAD])
    return match[1].decode("ascii", "replace") if match else None


def _tree(text: str) -> tuple[HtmlElement | None, str | None]:
    """The tree of a page, and what the parser could not take of it."""
    from lxml import etree, html

    if any(len(match[0].split()) > _MOST_ATTRIBUTES for match in _LONG_TAG.finditer(text)):
        raise DocumentError(Status.TOO_LARGE, f"an element with more than {_MOST_ATTRIBUTES:,} attributes")
    # huge_tree: else a page that nests 256 deep, or has 10 MB between two tags, comes back empty without an error.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # raised for a page without any content
        root = None
    except etree.LxmlError as error:
        raise DocumentError(Status.UNREADABLE, f"not readable as HTML: {error}") from error
    limits = [error for error in parser.error_log if error.type_name == "ERR_RESOURCE_LIMIT"]
    return root, _TOO_DEEP if limits else None
