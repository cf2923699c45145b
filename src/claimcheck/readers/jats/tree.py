"""Bytes or text to a tree of XML elements: no entity is expanded, nothing is fetched, broken files are mended."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.errors import DocumentError
from claimcheck.model.document import Status

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD = 200
# A name inside CDATA or a comment is text; what a document declares itself is its own.
_NAMED = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE[^\[>]*\[.*?(?:\]\s*>|\Z)"
    r"|&(?P<name>[A-Za-z][A-Za-z0-9]{1,31});",
    re.DOTALL,
)
_DECLARATION = re.compile(r"<!ENTITY\s+(?P<name>[\w.-]+)\s")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}


class Tree(NamedTuple):
    """The root of a file, its tags without namespaces, and what was wrong with the file."""

    root: _Element
    fault: str | None = None
    entities: tuple[str, ...] = ()
    """Entities that nothing explains; they stand in the text as printed."""


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

    data = _with_characters(text.lstrip("\ufeff \t\r\n")).encode("utf-8", "replace")
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
    unknown = list(root.iter(etree.Entity))
    for entity in unknown:
        _print(entity)
    return Tree(root, fault, tuple(sorted({entity.text or "" for entity in unknown})))


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


def _print(entity: _Element) -> None:
    """Put an entity's name into the text in its place."""
    entity.tail = f"{entity.text or ''}{entity.tail or ''}"
    release_tail(entity)
    parent = entity.getparent()
    if parent is not None:
        parent.remove(entity)


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


def _with_characters(text: str) -> str:
    """The text with the characters that HTML's names stand for, which XML knows only from a DTD."""
    own = {match["name"] for match in _DECLARATION.finditer(text)} if "<!ENTITY" in text else set()

    def character(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None or name in _OF_XML or name in own:
            return match[0]
        return html5.get(f"{name};", match[0])

    return _NAMED.sub(character, text)


def _said(error: Exception) -> str:
    return " ".join(str(getattr(error, "msg", None) or error).split())
