"""An XML text as a tree of elements: no entity is expanded, nothing is fetched, broken files are mended."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.errors import DocumentError
from claimcheck.model.document import Status
from claimcheck.readers.ignores import element as ignore_element
from claimcheck.readers.ignores import line_at

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD = 200
# A name inside CDATA or a comment is text. What is not closed goes to the end, so that one pass is enough.
_NAMED = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|(?P<doctype><!DOCTYPE[^\[>]{0,2000}(?:\[.*?(?:\]\s*>|\Z)|>))"
    r"|&(?P<name>[A-Za-z_][\w.-]{0,63});",
    re.DOTALL,
)
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}


class Tree(NamedTuple):
    """The root of a file, its tags without namespaces, and what was wrong with the file."""

    root: _Element
    fault: str | None
    entities: tuple[str, ...]
    """Entities that neither XML nor HTML knows; they stand in the text as printed."""


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the XML declaration names."""
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii") if match else None


def grow(text: str) -> Tree:
    """The tree of an XML text.

    Raises:
        DocumentError: where no element can be read, `unreadable`.
    """
    from lxml import etree

    text, unknown = _without_entities(text.lstrip("\ufeff \t\r\n"))
    data = text.encode("utf-8", "replace")
    fault = None
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        mended = etree.fromstring(data, _parser(recover=True)) if data else None
        if mended is None:
            raise DocumentError(Status.UNREADABLE, f"not XML: {_said(error)}") from error
        root, fault = mended, f"broken XML, read as far as it goes: {_said(error)}"
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return Tree(root, fault, unknown)


def plain(element: _Element | None) -> str:
    """The text of an element and of all in it, white space collapsed."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def parent_of(element: _Element) -> str:
    """The tag of the element around one, empty for the root."""
    parent = element.getparent()
    return "" if parent is None else parent.tag


def release_tail(element: _Element) -> None:
    """Leave the text behind an element where it is, so that the element can be taken away."""
    tail, element.tail = element.tail, None
    before, parent = element.getprevious(), element.getparent()
    if not tail or parent is None:
        return
    if before is not None:
        before.tail = f"{before.tail or ''}{tail}"
    else:
        parent.text = f"{parent.text or ''}{tail}"


def _parser(*, recover: bool) -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,  # keeps the limits on depth and size
        remove_comments=True,
        remove_pis=True,
    )


def _without_entities(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its document type and with the characters that HTML's names stand for; what stays as printed.

    The parser never sees a declaration, so that it has nothing to expand and nothing to fetch.
    """
    unknown: set[str] = set()
    line = line_at(text) if "claimcheck:" in text else None

    def character(match: re.Match[str]) -> str:
        name = match["name"]
        if line is not None and match[0].startswith("<!--"):
            return ignore_element(match[0], line(match.start()))
        if match["doctype"] is not None:
            return "\n" * match[0].count("\n")  # messages count lines
        if name is None or name in _OF_XML:
            return match[0]
        known = html5.get(f"{name};")
        if known is None:
            unknown.add(match[0])
            return f"&amp;{name};"
        return known.replace("&", "&amp;").replace("<", "&lt;")  # `&AMP;` and `&LT;` are HTML's names too

    return _NAMED.sub(character, text), tuple(sorted(unknown))


def _said(error: Exception) -> str:
    return " ".join(str(getattr(error, "msg", None) or error).split())
