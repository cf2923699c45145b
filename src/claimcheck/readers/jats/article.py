"""A JATS article: in which order its parts are written, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind, Metadata
from claimcheck.readers.jats.dates import iso_date
from claimcheck.readers.jats.floats import settle_floats
from claimcheck.readers.jats.oasis import settle_oasis
from claimcheck.readers.jats.tree import plain, release_tail
from claimcheck.readers.jats.walk import Walk
from claimcheck.readers.trial_numbers import registered

if TYPE_CHECKING:
    from lxml.etree import _Element

_ORDER = ("body", "floats-group", "floats-wrap", "back")
_IDS = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid"}
_DATES = {
    "received": "received",
    "rev-recd": "revised",
    "accepted": "accepted",
    "epub": "published",
    "pub": "published",
    "epub-ppub": "published",
    "ppub": "issued",
    "collection": "issued",
}
"""Types of dates as JATS names them, and as we do; others are left out."""
_REGISTRATION = re.compile(r"\b(?:regist(?:ration|ry|ered)|trial number)\b", re.IGNORECASE)


def write_article(walk: Walk, article: _Element) -> Metadata:
    """Write an article: title, abstract, body, floats, back; what is about the article itself comes last.

    The head of a document is where its study and its drug are looked for, so the authors do not stand there.
    """
    for surname in article.iter("surname"):
        surname.tail = surname.tail or " "
    settle_floats(article)
    settle_oasis(article)
    walk.entries |= {name for ref in article.iter("ref") if (name := ref.get("id"))}
    front = article.findall("front/article-meta/*")
    titles = article.findall("front/article-meta/title-group/article-title")
    for title in titles[:1]:
        walk.heading(title, 1)
    for subtitle in article.findall("front/article-meta/title-group/subtitle"):
        walk.heading(subtitle, 2)
    abstracts = [part for part in front if part.tag == "abstract"]
    parts = sorted((part for part in article if part.tag != "front"), key=_place)
    start = walk.writer.length
    for part in abstracts:
        walk.write(part, depth=1)
    walk.abstract = (start, walk.writer.length) if start < walk.writer.length else None
    for part in parts:
        walk.write(part, depth=1)
    for part in [*front, *article.findall("front/notes")]:
        if part.tag != "abstract":
            walk.write(part, depth=1, around=BlockKind.BOILERPLATE)
    return Metadata(
        title=(_title(titles[0]) or None) if titles else None,
        language=article.get("{http://www.w3.org/XML/1998/namespace}lang"),
        identifiers=tuple(dict.fromkeys([*_identifiers(article), *registered(_about_registration(article))])),
        dates=tuple(dict.fromkeys(_dates(article))),
        author=_surname(article),
    )


def _surname(article: _Element) -> str | None:
    """The surname of the first author."""
    for contributor in article.iterfind("front/article-meta/contrib-group/contrib"):
        if contributor.get("contrib-type") in {"author", None}:
            return plain(next(contributor.iter("surname", "collab"), None)) or None
    return None


def _place(part: _Element) -> int:
    """Floats that no paragraph names stand before the back; what is no part of `_ORDER` stands behind it."""
    return _ORDER.index(part.tag) if part.tag in _ORDER else len(_ORDER)


def _title(element: _Element) -> str:
    """A title without the signs of its notes."""
    bare = deepcopy(element)
    for pointer in list(bare.iter("xref", "fn")):
        release_tail(pointer)
        pointer.clear()
    return plain(bare)


def _identifiers(article: _Element) -> Iterator[tuple[str, str]]:
    for element in article.findall("front/article-meta/article-id"):
        name = _IDS.get(element.get("pub-id-type") or "")
        value = "".join((element.text or "").split())
        if name and value:
            yield name, f"PMC{value}" if name == "pmcid" and value.isdigit() else value


def _dates(article: _Element) -> Iterator[tuple[str, str]]:
    meta = "front/article-meta"
    for date in [*article.findall(f"{meta}/history/date"), *article.findall(f"{meta}/pub-date")]:
        kind = date.get("date-type") or date.get("pub-type") or ""
        name = _DATES.get(kind)
        said = iso_date(date.findtext("year"), date.findtext("month"), date.findtext("day"))
        if name and said:
            yield name, said


def _about_registration(article: _Element) -> Iterator[str]:
    """The abstract, and the sections and notes that speak of the registration of the trial."""
    for part in article.iter("abstract", "sec", "notes", "fn"):
        title = part.findtext("title") or ""
        if part.tag == "abstract" or _REGISTRATION.search(title):
            yield plain(part)
