"""What a page says of itself in its head: title, identifiers and dates, in `meta` elements and in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimcheck.model.document import Metadata
from claimcheck.readers.bibliography import surname
from claimcheck.readers.dates import iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("citation_title", "dc.title", "og:title")
_IDENTIFIERS = {
    "citation_doi": "doi",
    "prism.doi": "doi",
    "dc.identifier": "doi",
    "bepress_citation_doi": "doi",
    "citation_pmid": "pmid",
    "citation_pmcid": "pmcid",
}
_DATES = {
    "citation_online_date": "published",
    "citation_publication_date": "published",
    "citation_date": "published",
    "article:published_time": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.issued": "published",
    "prism.publicationdate": "published",
    "article:modified_time": "updated",
    "og:updated_time": "updated",
    "dcterms.modified": "updated",
    "last-modified": "updated",
}
"""Of several that say one thing the first listed counts: that of the article before that of the page."""
_LINKED_DATES = {"datePublished": "published", "dateModified": "updated"}
_LINKED_KINDS = re.compile(r"Article$|^(?:Report|BlogPosting|WebPage|MedicalWebPage|DigitalDocument|CreativeWork)$")
_LINKED_LARGEST = 1_000_000
_DOI = re.compile(r"\b10\.[0-9]{4,9}/[^\s\"<>]+")


def metadata_of_page(root: HtmlElement, found: Metadata) -> Metadata:
    """What the head of a page says; what it leaves unsaid is taken from `found`, read in the text."""
    metas: dict[str, str] = {}
    for key, value in _metas(root):
        if value:
            metas.setdefault(key, value)
    linked = _linked(root)
    title = next((metas[key] for key in _TITLES if key in metas), None) or _words(linked.get("headline"))
    title = title or " ".join((root.findtext(".//title") or "").split())
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Metadata(
        title=title or found.title,
        language=language or _words(linked.get("inLanguage")) or None,
        identifiers=tuple(sorted((dict(found.identifiers) | dict(_identifiers(metas, linked))).items())),
        dates=tuple(sorted((dict(found.dates) | dict(_dates(metas, linked))).items())),
        author=surname(metas["citation_author"]) if metas.get("citation_author") else found.author,
    )


def _metas(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        key = meta.get("name") or meta.get("property") or meta.get("itemprop") or meta.get("http-equiv")
        if key:
            yield key.lower(), (meta.get("content") or "").strip()


def _identifiers(metas: Mapping[str, str], linked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    said = {key: linked.get(key) for key in ("sameAs", "url", "@id", "identifier")}
    for value in said.values():
        values = value if isinstance(value, list) else [value]
        for one in values:
            doi = _DOI.search(_words(one.get("value") if isinstance(one, dict) else one))
            if doi:
                yield "doi", doi[0]
    for key, name in _IDENTIFIERS.items():
        own = (_DOI if name == "doi" else re.compile(r"\w+")).search(metas.get(key, ""))
        if own:
            yield name, own[0]


def _dates(metas: Mapping[str, str], linked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs, those that count most last."""
    for key, name in _LINKED_DATES.items():
        said = iso_date(_words(linked.get(key)))
        if said:
            yield name, said
    for key, name in reversed(_DATES.items()):
        said = iso_date(metas.get(key, ""))
        if said:
            yield name, said


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _linked(root: HtmlElement) -> Mapping[str, Any]:
    """The first object of a page's JSON-LD that describes the article; what it cites and what it links to is nested."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(text) > _LINKED_LARGEST:
            continue
        try:
            data = json.loads(text, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):  # not JSON, or nested deeper than Python recurses
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if any(_LINKED_KINDS.search(_words(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _objects(data: object) -> Iterator[Mapping[str, Any]]:
    """The objects at the top of JSON-LD, alone, in a list or in a graph."""
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield item
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))
