"""A record of PubMed: title and abstract; authors, keywords and headings are about the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind, Metadata
from claimcheck.readers.jats.dates import iso_date
from claimcheck.readers.jats.tree import plain
from claimcheck.readers.jats.walk import Walk
from claimcheck.readers.trial_numbers import registered

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGES = {"eng": "en"}
_IDS = {"pubmed": "pmid", "doi": "doi", "pmc": "pmcid"}
_STATUS = {"received": "received", "revised": "revised", "accepted": "accepted"}
_BODIES = ("MedlineCitation/Article", "BookDocument")
_ABOUT = (
    "MedlineCitation/Article/AuthorList/Author",
    "MedlineCitation/Article/GrantList/Grant",
    "MedlineCitation/KeywordList/Keyword",
    "MedlineCitation/MeshHeadingList/MeshHeading",
)


def write_record(walk: Walk, record: _Element) -> Metadata:
    """Write a record: title, abstract, what is about the article, the reference list."""
    article = next((found for path in _BODIES if (found := record.find(path)) is not None), None)
    title = None if article is None else article.find("ArticleTitle")
    if title is not None:
        walk.heading(title, 1)
    abstracts = [] if article is None else article.findall("Abstract")
    for abstract in [*abstracts, *record.findall("MedlineCitation/OtherAbstract")]:
        _write_abstract(walk, abstract)
    for path in _ABOUT:
        for element in record.findall(path):
            _write_line(walk, element, BlockKind.BOILERPLATE)
    for reference in record.iterfind("PubmedData//Reference/Citation"):
        _write_line(walk, reference, BlockKind.REFERENCE)
    language = None if article is None else article.findtext("Language")
    return Metadata(
        title=plain(title) or None,
        language=_LANGUAGES.get(language or "", language),
        identifiers=tuple(dict.fromkeys([*_identifiers(record), *registered(_registered_in(record))])),
        dates=tuple(dict.fromkeys(_dates(record))),
    )


def _write_abstract(walk: Walk, abstract: _Element) -> None:
    foreign = abstract.get("Language") not in {None, "eng"}
    for part in abstract:
        if part.tag == "CopyrightInformation" or foreign:
            _write_line(walk, part, BlockKind.BOILERPLATE)
        elif part.tag == "AbstractText":
            label = (part.get("Label") or "").strip()
            if label:
                walk.writer.write(label)
                walk.writer.close(BlockKind.HEADING, 2)
            walk.write(part)
            walk.writer.close(BlockKind.PARAGRAPH)


def _write_line(walk: Walk, element: _Element, kind: BlockKind) -> None:
    """Write the fields of an element in a line of its own."""
    walk.writer.write(" ".join(" ".join(map(str, element.itertext())).split()))
    walk.writer.close(kind)


def _identifiers(record: _Element) -> Iterator[tuple[str, str]]:
    pmid = record.findtext("MedlineCitation/PMID") or record.findtext("BookDocument/PMID")
    if pmid:
        yield "pmid", pmid.strip()
    for element in record.findall("PubmedData/ArticleIdList/ArticleId"):
        name = _IDS.get(element.get("IdType") or "")
        value = (element.text or "").strip()
        if name and value:
            yield name, value
    for element in record.findall("MedlineCitation/Article/ELocationID"):
        if element.get("EIdType") == "doi" and (element.text or "").strip():
            yield "doi", (element.text or "").strip()


def _registered_in(record: _Element) -> Iterator[str]:
    """The numbers that the record lists; only where it lists none, those of its abstract."""
    listed = [element.text or "" for element in record.iter("AccessionNumber")]
    yield from listed
    if not registered(listed):
        yield from (plain(element) for element in record.iter("Abstract"))


def _dates(record: _Element) -> Iterator[tuple[str, str]]:
    places = [
        *((_STATUS.get(date.get("PubStatus") or ""), date) for date in record.iter("PubMedPubDate")),
        *(("published", date) for date in record.findall("MedlineCitation/Article/ArticleDate")),
        *(("issued", date) for date in record.findall("MedlineCitation/Article/Journal/JournalIssue/PubDate")),
    ]
    for name, date in places:
        year = date.findtext("Year") or (date.findtext("MedlineDate") or "")[:4]
        said = iso_date(year, date.findtext("Month"), date.findtext("Day"))
        if name and said:
            yield name, said
