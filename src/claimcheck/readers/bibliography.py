"""What readers of bibliographies share: a record's fields -> the work, and the document that a file of records is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.model.document import Block, BlockKind, Document, Status
from claimcheck.model.work import CitedWork
from claimcheck.readers.encoding import Decoded

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>]+")
_PAGE = re.compile(r"[A-Za-z]{0,3}[0-9]+")


def work(
    span: tuple[int, int],
    *,
    mark: str = "",
    author: str | None = None,
    year: str | None = None,
    title: str | None = None,
    journal: str | None = None,
    volume: str | None = None,
    page: str | None = None,
    doi: str | None = None,
    pmid: str | None = None,
) -> CitedWork:
    """The work of a record, its fields as its format gives them; `author` is the surname of the first."""
    said = _YEAR.search(year or "")
    first = _PAGE.search(page or "")
    number = _DOI.search(doi or "")
    title, author = _words(title), _words(author)
    name = f"{author or ' '.join((title or '').split()[:4])} {said[0] if said else ''}".strip()
    return CitedWork(
        mark=mark or name,
        name=name,
        doi=number[0] if number else None,
        title=title.rstrip(".") if title else None,
        author=author,
        year=said[0] if said else None,
        journal=_words(journal),
        pmid=pmid,
        place=f"{volume}:{first[0].casefold()}" if volume and first else None,
        start=span[0],
        end=span[1],
    )


def surname(name: str) -> str:
    """The surname of `Shaw, Alice T.` or `Alice T. Shaw`; a body's name as it is, where it is written `{...}`.

    >>> surname("van der Berg, Jan"), surname("Alice T. Shaw"), surname("{World Health Organization}")
    ('van der Berg', 'Shaw', 'World Health Organization')
    """
    name = " ".join(name.split())
    if name.startswith("{") and name.endswith("}"):
        return name[1:-1]
    if "," in name:
        return name.partition(",")[0].strip()
    words = name.split()
    particles = [at for at, word in enumerate(words[:-1]) if at and word.islower()]
    return " ".join(words[particles[0] :] if particles else words[-1:])


def bibliography(
    name: str, form: str, decoded: Decoded, works: Sequence[CitedWork], lost: int = 0, reason: str | None = None
) -> Document:
    """The document of a file of records: nothing but a reference list, which makes no claims.

    Args:
        name: the file's path in results.
        form: name of the format.
        decoded: the text.
        works: its records.
        lost: how many records could not be read.
        reason: why.
    """
    said = f"{lost} record{'s' if lost > 1 else ''} could not be read: {reason}" if lost else None
    said = said or (None if works else "no record in the file")
    text = decoded.text
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    blocks = (Block(start, len(text.rstrip()), BlockKind.REFERENCE),) if text.strip("\ufeff \t\r\n") else ()
    return Document(
        path=name,
        format=form,
        sha256="",
        text=text,
        blocks=blocks,
        works=tuple(works),
        status=Status.PARTIAL if said else decoded.status,
        reason=said or decoded.reason,
        encoding=decoded.encoding,
    )


def _words(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
