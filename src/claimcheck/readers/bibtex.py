"""BibTeX, what reference managers export and LaTeX reads: one entry with a key a work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.model.document import Document
from claimcheck.model.work import CitedWork
from claimcheck.readers.bibliography import bibliography, surname, work
from claimcheck.readers.encoding import decode

if TYPE_CHECKING:
    from bibtexparser.library import Library

FORMAT = "bibtex"

_AND = re.compile(r"\s+and\s+")
_BRACES = re.compile(r"[{}]")
_PUBMED = re.compile(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/([0-9]{4,9})\b|\bPMID:?\s?([0-9]{4,9})\b")


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read a BibTeX file.

    Raises:
        DocumentError: where the file holds no text.
    """
    decoded = decode(data)
    library = _library(decoded.text)
    signed = {entry.key: str(entry["author"]) for entry in library.entries if "author" in entry}
    library = _without_latex(library)
    works = []
    at = 0
    for entry in library.entries:
        raw = entry.raw or ""
        found = decoded.text.find(raw, at) if raw else -1
        span = (found, found + len(raw)) if found >= 0 else (-1, -1)
        at = max(at, span[1])
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        works.append(_work(entry.key, signed.get(entry.key, ""), fields, span))
    failed = library.failed_blocks
    lines = ", ".join(str(block.start_line + 1) for block in failed[:5] if block.start_line is not None)
    return bibliography(name, FORMAT, decoded, works, len(failed), f"see line {lines}")


def _library(text: str) -> Library:
    import logging

    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what fails is named in the ledger
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return parse_string(plain)


def _without_latex(library: Library) -> Library:
    from bibtexparser.middlewares import LatexDecodingMiddleware

    return LatexDecodingMiddleware().transform(library)


def _work(key: str, signed: str, fields: dict[str, str], span: tuple[int, int]) -> CitedWork:
    authors = fields.get("author") or fields.get("editor") or ""
    first = _AND.split(authors)[0]
    if signed.startswith("{") and _AND.split(signed)[0].endswith("}"):  # braces keep the name of a body whole
        first = f"{{{first}}}"
    said = " ".join(fields.get(name, "") for name in ("url", "note", "annote", "howpublished"))
    linked = _PUBMED.search(said)
    pmid = fields.get("pmid") or (fields.get("eprint") if fields.get("eprinttype", "").lower() == "pubmed" else None)
    return work(
        span,
        mark=f"@{key}",
        author=_BRACES.sub("", surname(first)) or None,
        year=fields.get("year") or fields.get("date"),
        title=_BRACES.sub("", fields.get("title", "")) or None,
        journal=_BRACES.sub("", fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle") or ""),
        volume=fields.get("volume"),
        page=fields.get("pages"),
        doi=fields.get("doi") or said,
        pmid=pmid or ((linked[1] or linked[2]) if linked else None),
    )
