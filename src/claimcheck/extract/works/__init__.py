"""The works that a document cites: its reference list, read entry by entry."""

from __future__ import annotations

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
        read = work_of(entry.text, mark, entry.start, entry.end)
        found.append(_completed(given[entry.start], read) if entry.start in given else read)
    return tuple(named_apart(found))


def _completed(given: CitedWork, read: CitedWork) -> CitedWork:
    """The fields that the format gives; for the rest, what the text of the entry says."""
    author, year = given.author or read.author, given.year or read.year
    said = author == read.author and year == read.year  # `2014a` stands in the text alone
    return replace(
        read,
        mark=given.mark or read.mark,
        name=read.name if said or not author or not year else f"{author} {year}".replace(",", ""),
        doi=given.doi or read.doi,
        title=given.title or read.title,
        author=author,
        year=year,
        journal=given.journal or read.journal,
        pmid=given.pmid or read.pmid,
        place=given.place or read.place,
    )


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
