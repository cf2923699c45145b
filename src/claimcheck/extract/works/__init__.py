"""The works that a document cites: its reference list, read entry by entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from claimcheck.extract.works.entries import entries
from claimcheck.extract.works.fields import work_of
from claimcheck.model import CitedWork, Document

__all__ = ["named_apart", "own_work", "works"]


def works(document: Document) -> tuple[CitedWork, ...]:
    """The entries of the reference list, marked as printed or, where no number is printed, by their order.

    What the format says field by field (`Document.works`) goes before what is read out of an entry's text.
    """
    given = {work.start: work for work in document.works}
    found = [work for work in document.works if work.name]  # a bibliography says everything itself
    for position, entry in enumerate(() if found else entries(document), 1):
        mark = str(entry.number) if entry.number is not None else entry.label or str(position)
        said = given.get(entry.start)
        if said is not None and said.author and said.year and said.title:
            found.append(replace(said, mark=said.mark or mark, name=_name(said, entry.text), end=entry.end))
        else:
            read = work_of(entry.text, mark, entry.start, entry.end)
            found.append(read if said is None else _completed(said, read, entry.text))
    return tuple(named_apart(found))


def _completed(given: CitedWork, read: CitedWork, text: str) -> CitedWork:
    """The fields that the format gives; for the rest, what the text of the entry says."""
    work = replace(
        read,
        mark=given.mark or read.mark,
        doi=given.doi or read.doi,
        title=given.title or read.title,
        author=given.author or read.author,
        year=given.year or read.year,
        journal=given.journal or read.journal,
        pmid=given.pmid or read.pmid,
        place=given.place or read.place,
    )
    return replace(work, name=_name(work, text)) if work.author and work.year else work


def _name(work: CitedWork, text: str) -> str:
    """Author and year; the letter of `2014a` stands in the text of the entry alone."""
    lettered = re.search(rf"\b{work.year}[a-z]\b", text)
    return f"{work.author} {lettered[0] if lettered else work.year}".replace(",", "")


_WORDS = 5


def named_apart(works: Iterable[CitedWork]) -> list[CitedWork]:
    """The works with names that no two of them share: `Shaw 2014 (Crizotinib in ROS1-rearranged cancer)`."""
    works = list(works)
    shared = {name for name, count in Counter(work.name.casefold() for work in works).items() if count > 1}
    named: list[CitedWork] = []
    for work in works:
        if work.name.casefold() in shared and (
            said := work.title or f"{work.journal or ''} {work.place or ''}".strip()
        ):
            words = " ".join(said.replace(",", " ").replace("(", " ").replace(")", " ").split()[:_WORDS])
            work = replace(work, name=f"{work.name} ({words})")
        named.append(work)
    return named


def own_work(document: Document) -> CitedWork | None:
    """The document as a work that others may cite; None where it has neither a title nor an identifier."""
    said, dates = dict(document.metadata.identifiers), dict(document.metadata.dates)
    title, doi, pmid = document.metadata.title, said.get("doi"), said.get("pmid")
    if not title and not doi and not pmid:
        return None
    year = next((dates[name][:4] for name in ("issued", "published", "accepted") if name in dates), None)
    return CitedWork("", title or doi or pmid or "", doi, title, document.metadata.author, year, pmid=pmid)
