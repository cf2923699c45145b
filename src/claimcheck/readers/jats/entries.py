"""An entry of the reference list as a line of text: as printed, or put together from its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.readers.jats.tree import plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_CITATIONS = ("element-citation", "mixed-citation", "citation", "nlm-citation", "note", "p")
_NUMBER = re.compile(r"[\[(]?(?P<number>[0-9]{1,3})[\]).:]*")
_INITIALS = re.compile(r"[^\W\d_]+")
_GROUP = "person-group"
_NAMES = {"name", "string-name", "collab", "etal", "anonymous"}
_VOLUME = {"volume", "issue", "fpage", "lpage", "elocation-id", "page-range"}
_FIELDS = ("article-title", "chapter-title", "part-title", "trans-title", "source", "year")
_IDS = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: "}
_SHORTEST = 4


def entry_of(ref: _Element) -> str:
    """The entry with its number first, such as `7. Lee J, Kim SH. A title. A journal. 2014;3(2):15–20`."""
    for surname in ref.iter("surname"):
        surname.tail = surname.tail or " "
    label = plain(ref.find("label"))
    number = _NUMBER.fullmatch(label)
    inside = ref.find("citation-alternatives")
    citations = [child for child in (ref if inside is None else inside) if child.tag in _CITATIONS]
    if len(citations) > 1:
        # One work twice, in fields and as a line of text, is told from two works by the type or by the wrapper.
        once = [child for child in citations if child.get("citation-type") != "display-unstructured"]
        citations = (once or citations)[: 1 if inside is not None else None]
    lines = [line for line in map(_citation, citations) if line] or [plain(ref)]
    return " ".join([f"{number['number']}." if number else label, *lines]).strip()


def _citation(citation: _Element) -> str:
    if citation.tag in {"note", "p"} or _is_printed(citation):
        return plain(citation)
    return _composed(citation)


def _is_printed(citation: _Element) -> bool:
    """Whether the citation holds its own punctuation rather than fields alone."""
    own = [citation.text, *(child.tail for child in citation)]
    return any(text and text.strip() for text in own)


def _composed(citation: _Element) -> str:
    fields = {child.tag: plain(child) for child in reversed(citation)}
    parts = [", ".join(_authors(citation))]
    parts += [fields[name] for name in _FIELDS if fields.get(name) and name != "year"]
    known = {*_NAMES, *_VOLUME, *_FIELDS, _GROUP, "month", "day", "season", "pub-id"}
    parts += [plain(child) for child in citation if child.tag not in known]
    parts.append(_issue(fields))
    parts += [f"{_IDS[kind]}{plain(child)}" for child in citation.iter("pub-id") for kind in _kinds(child)]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _kinds(identifier: _Element) -> list[str]:
    kind = identifier.get("pub-id-type")
    return [kind] if kind in _IDS else []


def _issue(fields: dict[str, str]) -> str:
    """`2014;3(2):15–20`, of what is given."""
    issue = f"({fields['issue']})" if fields.get("issue") else ""
    pages = "–".join(fields[name] for name in ("fpage", "lpage") if fields.get(name))
    pages = pages or fields.get("page-range", "") or fields.get("elocation-id", "")
    volume = ";".join(part for part in (fields.get("year", ""), f"{fields.get('volume', '')}{issue}") if part)
    return ":".join(part for part in (volume, pages) if part)


def _authors(citation: _Element) -> Iterator[str]:
    groups = citation.findall(_GROUP)
    authors = [group for group in groups if group.get("person-group-type") in {"author", None}] or groups[:1]
    for person in (child for place in ([citation, *authors]) for child in place if child.tag in _NAMES):
        if person.tag == "etal":
            yield "et al"
        elif person.find("surname") is not None:
            parts = (plain(person.find("surname")), _initials(plain(person.find("given-names"))))
            yield " ".join(part for part in parts if part)
        else:
            yield plain(person)


def _initials(given: str) -> str:
    """`Soo-Hyun` -> `SH`; what is short and all capitals is initials already."""
    if given.isupper() and given.isalpha() and len(given) < _SHORTEST:
        return given
    return "".join(name[0].upper() if not name.isupper() else name for name in _INITIALS.findall(given))
