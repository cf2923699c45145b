"""What a text says of itself: its title and its identifiers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from claimcheck.model.document import Block, BlockKind, Metadata
from claimcheck.readers.dates import labelled_dates
from claimcheck.readers.structure import heading_key, structure

_TITLE = re.compile(r"TITLE:\s*(?P<title>\S[^\r\n]*)")
_DOI = re.compile(r"(?:\bdoi:?\s*|doi\.org/)(?P<doi>10\.[0-9]{4,9}/[^\s\"<>\])]+)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID:?\s*(?P<pmid>[0-9]{5,9})\b")
_PMCID = re.compile(r"\bPMCID:?\s*(?P<pmcid>PMC[0-9]{5,9})\b")
_NO_TITLE = re.compile(r"untitled|microsoft word|\.(?:docx?|indd|pdf|tex|qxd|dvi)\b|^\W*$", re.IGNORECASE)
_SHORT = 10
_HEAD = 4_000
_PROSE = 200


def metadata_of(text: str, blocks: Sequence[Block], title: str | None = None) -> Metadata:
    """Title, identifiers and dates of a text without other metadata.

    An identifier counts as the document's own only where one stands at its head, before any reference list.
    """
    references = (block.start for block in blocks if block.kind is BlockKind.REFERENCE)
    head = text[: min(_HEAD, next(references, _HEAD))]
    found = (("doi", _DOI), ("pmid", _PMID), ("pmcid", _PMCID))
    identifiers = [(name, _only(pattern, name, head)) for name, pattern in found]
    return Metadata(
        title=title or _title(text, blocks),
        identifiers=tuple((name, value) for name, value in identifiers if value),
        dates=_dates(head),
    )


def own_title(title: str) -> str | None:
    """The title in the properties of a file, or None where a program filled it in."""
    return title if len(title) > _SHORT and not _NO_TITLE.search(title) else None


def _dates(head: str) -> tuple[tuple[str, str], ...]:
    """The labelled dates of which the head gives one alone: two under one label belong to two works."""
    found = sorted(set(labelled_dates(head)))
    names = Counter(name for name, _ in found)
    return tuple((name, said) for name, said in found if names[name] == 1)


def _about_itself() -> frozenset[str]:
    return structure().boilerplate_headings | structure().aside_headings


def _only(pattern: re.Pattern[str], group: str, head: str) -> str | None:
    values = {match[group].rstrip(".,;") for match in pattern.finditer(head)}
    return values.pop() if len(values) == 1 else None


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    labelled = _TITLE.match(text.lstrip("\ufeff \r\n\t"))
    if labelled:
        return labelled["title"].strip()
    for block in blocks:
        heading = " ".join(text[block.start : block.end].split())
        if block.kind is BlockKind.HEADING and heading_key(heading) not in _about_itself():
            return heading
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start >= _PROSE:
            return None
    return None
