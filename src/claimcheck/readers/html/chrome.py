"""Which elements of a page are not shown, and which surround the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind
from claimcheck.readers.structure import structure

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = {
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "svg", "iframe", "object", "embed",
    "select", "option", "datalist", "textarea", "button", "input", "canvas", "audio", "video", "del", "map",
    "annotation", "annotation-xml",
}  # fmt: skip
_HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|(?:content-)?visibility\s*:\s*hidden)", re.IGNORECASE)
_AROUND = {"nav", "footer", "aside", "form", "dialog"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar"}
_NEVER = {"html", "body", "main", "article", "h1", "table", "tr", "td", "th", "thead", "tbody", "sup", "sub", "a"}
_CONTENT = ("article", "main", "h1")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def is_unseen(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of an element, or only what stands beside it too.

    What opens on a click is seen: `details`, and what is hidden `until-found`. So is a whole page that hides itself
    until its script has run. Style sheets are not asked.
    """
    if element.tag in {"html", "body"}:
        return False
    if element.tag in _UNSEEN or element.get("hidden", "until-found").lower() != "until-found":
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    return element.get("aria-hidden") == "true" and _doubles(element)


def _doubles(element: HtmlElement) -> bool:
    """Whether the element before or after says the same for a screen reader, or this one says nothing in words."""
    said = _squeezed(element)
    if not any(char.isalnum() for char in said):
        return True
    beside = [neighbour for neighbour in (element.getprevious(), element.getnext()) if neighbour is not None]
    return any(said in _squeezed(neighbour) for neighbour in beside if neighbour.get("aria-hidden") != "true")


def _squeezed(element: HtmlElement) -> str:
    return "".join("".join(element.itertext()).split())


def kind_around(element: HtmlElement) -> BlockKind | None:
    """`boilerplate` or `reference` for an element that makes all of its content that, else None."""
    if element.tag in _NEVER:
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    if structure().reference_classes.intersection(name.lower() for name in names):
        return BlockKind.REFERENCE
    if element.get("role") == "doc-bibliography":
        return BlockKind.REFERENCE
    header = element.tag == "header" and not any(parent.tag in _CONTENT for parent in element.iterancestors())
    named = element.tag in _AROUND or element.get("role") in _ROLES or header
    if named or structure().chrome.intersection(word for name in names for word in _words(name)):
        return None if _holds_article(element) else BlockKind.BOILERPLATE
    return None


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _holds_article(element: HtmlElement) -> bool:
    return next(element.iter(*_CONTENT), None) is not None
