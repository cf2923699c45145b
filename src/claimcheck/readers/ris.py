"""RIS, what reference managers and journals export: one record of tagged lines a work."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from claimcheck.config import ReadOptions
from claimcheck.model.document import Document
from claimcheck.model.work import CitedWork
from claimcheck.readers.bibliography import bibliography, surname, work
from claimcheck.readers.encoding import decode

FORMAT = "ris"

_RECORD = re.compile(r"^TY {1,2}- .*?^ER {1,2}-[^\r\n]*", re.DOTALL | re.MULTILINE)
_OPENS = re.compile(r"^TY {1,2}- ", re.MULTILINE)
_AUTHORS = ("authors", "first_authors")
_TITLES = ("title", "primary_title")
_JOURNALS = ("journal_name", "secondary_title", "alternate_title3", "alternate_title2", "alternate_title1")
_YEARS = ("year", "publication_year", "date")
_DOIS = ("doi", "type_of_work", "urls", "url", "link1", "file_attachments2")
_PMID = re.compile(r"[0-9]{5,8}")
_PUBMED = re.compile(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/([0-9]{4,9})\b|\bPMID:?\s?([0-9]{4,9})\b")


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a RIS file.

    Raises:
        DocumentError: where the file holds no text.
    """
    import rispy

    decoded = decode(data)
    works: list[CitedWork] = []
    lost = 0
    for match in _RECORD.finditer(decoded.text):
        try:
            records = rispy.loads(match[0].replace("\r\n", "\n").replace("\r", "\n"))
        except (ValueError, KeyError, TypeError, IndexError, OSError):  # a record that breaks the form
            records = []
        works += [_work(record, match.span()) for record in records[:1]]
        lost += not records
    lost += max(0, len(_OPENS.findall(decoded.text)) - len(works) - lost)
    return bibliography(name, FORMAT, decoded, works, lost, "each goes from a line `TY  - ` to a line `ER  -`")


def _work(record: Mapping[str, Any], span: tuple[int, int]) -> CitedWork:
    authors = _first(record, _AUTHORS)
    return work(
        span,
        mark=_text(record.get("id")),
        author=surname(authors) if authors else None,
        year=_first(record, _YEARS),
        title=_first(record, _TITLES),
        journal=_first(record, _JOURNALS),
        volume=_text(record.get("volume")),
        page=_text(record.get("start_page")),
        doi=next((text for key in _DOIS if "10." in (text := _text(record.get(key)))), None),
        pmid=_pmid(record),
    )


def _first(record: Mapping[str, Any], keys: Sequence[str]) -> str | None:
    return next((text for key in keys if (text := _text(record.get(key)))), None)


def _text(value: object) -> str:
    """A field as text; of a list its first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value.strip() if isinstance(value, str) else ""


def _pmid(record: Mapping[str, Any]) -> str | None:
    number = _text(record.get("accession_number"))
    base = _text(record.get("name_of_database")).casefold()
    if _PMID.fullmatch(number) and (not base or "pubmed" in base or "medline" in base):
        return number
    found = _PUBMED.search(" ".join(_text(value) for value in record.values() if isinstance(value, str | list)))
    return (found[1] or found[2]) if found else None
