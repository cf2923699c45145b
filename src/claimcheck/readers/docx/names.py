"""The names of WordprocessingML, and how an element is asked for what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# What the strict form of the format calls the same namespaces.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_OFF = {"0", "false", "off", "none"}


def w(name: str) -> str:
    """The full name of an element or attribute of a text."""
    return f"{{{_W}}}{name}"


def m(name: str) -> str:
    """The full name of an element or attribute of a formula."""
    return f"{{{_M}}}{name}"


def mc(name: str) -> str:
    """The full name of an element that offers one thing in several forms."""
    return f"{{{_MC}}}{name}"


def inside(element: _Element | None, *path: str) -> _Element | None:
    """The first child of a child ..., by local names, or None."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """The `w:val` of an element down a path, or None where there is no such element."""
    found = inside(element, *path)
    return None if found is None else found.get(w("val"))


def number(element: _Element | None, *path: str, default: int, most: int) -> int:
    """The `w:val` down a path as an integer from 0 to `most`."""
    text = value(element, *path) or ""
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else default


def switch(element: _Element | None, *path: str) -> bool | None:
    """Whether a property is on, or None where nothing is said; `<w:b/>` is on, `<w:b w:val="0"/>` is off."""
    found = inside(element, *path)
    return None if found is None else found.get(w("val"), "1") not in _OFF


def plain(element: _Element) -> str:
    """All the text of an element, deleted text included."""
    return "".join(text.text or "" for text in element.iter(w("t"), w("delText"), m("t")))
