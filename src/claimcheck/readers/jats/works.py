"""An entry of the reference list field by field, as JATS tags it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model.work import CitedWork
from claimcheck.readers.jats.tree import plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_CITATIONS = ("element-citation", "mixed-citation", "citation", "nlm-citation")
_NUMBER = re.compile(r"[\[(]?([0-9]{1,3})[\]).:]*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def work_in(ref: _Element, start: int, end: int) -> CitedWork:
    """The fields that are tagged; the name is left to be made, since a citation may be without any.

    Args:
        ref: the entry.
        start: where its text begins.
        end: where it ends.
    """
    citation = next(ref.iter(*_CITATIONS), ref)
    number = _NUMBER.fullmatch(plain(ref.find("label")))
    year = _YEAR.search(_first(citation, "year") or "")
    volume, page = _first(citation, "volume"), _first(citation, "fpage") or _first(citation, "elocation-id")
    title = _first(citation, "article-title") or _first(citation, "chapter-title")
    return CitedWork(
        mark=number[1] if number else "",
        name="",
        doi=_identifier(citation, "doi"),
        title=title.rstrip(". ") if title else None,
        author=_first(citation, "surname") or _first(citation, "collab"),
        year=year[0] if year else None,
        journal=_first(citation, "source"),
        pmid=_identifier(citation, "pmid"),
        place=f"{volume}:{page.casefold()}" if volume and page else None,
        start=start,
        end=end,
    )


def _first(citation: _Element, tag: str) -> str | None:
    return plain(next(citation.iter(tag), None)) or None


def _identifier(citation: _Element, kind: str) -> str | None:
    for element in citation.iter("pub-id", "ext-link"):
        said = element.get("pub-id-type") or element.get("ext-link-type")
        value = plain(element)
        if said == kind and value:
            found = _DOI.search(value) if kind == "doi" else re.fullmatch(r"[0-9]{4,9}", value)
            if found:
                return found[0]
    return None
