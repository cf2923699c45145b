"""XML of articles: JATS and its forerunner NLM, one article or several, and PubMed's records; the root decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import Document, Metadata, Status
from claimcheck.readers.encoding import Decoded, decode
from claimcheck.readers.ignores import covered
from claimcheck.readers.marks import find_marks
from claimcheck.readers.marks.brackets import bracketed
from claimcheck.readers.marks.hyphens import hyphens
from claimcheck.readers.marks.markup import addresses
from claimcheck.readers.marks.raised import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

    from claimcheck.readers.jats.tree import Tree
    from claimcheck.readers.jats.walk import Walk

FORMAT = "jats"

_FINDERS = (addresses, bracketed, raised, hyphens)
_Write = Callable[["Walk", "_Element"], Metadata]


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read an XML file of one or several articles.

    Raises:
        DocumentError: where the file is no text, no XML, or XML of another kind.
    """
    from claimcheck.readers.jats.tree import declared_encoding, grow
    from claimcheck.readers.jats.walk import Walk

    decoded = decode(data, declared_encoding(data))
    tree = grow(decoded.text)
    root = tree.root
    kind = ROOTS.get(root.tag)
    if kind is None:
        known = ", ".join(ROOTS)
        raise DocumentError(Status.UNSUPPORTED, f"XML with the root element <{root.tag}> is not read; read are {known}")
    form, single, write = kind
    articles = list(root.iter(*single)) if root.tag not in single else [root]
    articles = [article for article in articles if not any(parent.tag in single for parent in article.iterancestors())]
    walk = Walk()
    found = [write(walk, article) for article in articles]
    text = walk.writer.text
    blocks = tuple(walk.writer.blocks)
    status, reason = _status(decoded, tree, len(articles), walk)
    return Document(
        path=name,
        format=form,
        sha256="",
        text=text,
        blocks=blocks,
        tables=tuple(walk.tables),
        marks=find_marks(text, blocks, _FINDERS, walk.marks()),
        # Of several articles none is what the file is about.
        metadata=found[0] if len(found) == 1 else Metadata(),
        status=status,
        reason=reason,
        encoding=decoded.encoding,
        ignores=covered(walk.ignores, blocks, walk.tables),
        works=tuple(walk.works),
        abstract=walk.abstract if len(found) == 1 else None,
    )


def _article(walk: Walk, element: _Element) -> Metadata:
    from claimcheck.readers.jats.article import write_article

    return write_article(walk, element)


def _record(walk: Walk, element: _Element) -> Metadata:
    from claimcheck.readers.jats.pubmed import write_record

    return write_record(walk, element)


_RECORDS = ("PubmedArticle", "PubmedBookArticle")

ROOTS: Mapping[str, tuple[str, tuple[str, ...], _Write]] = MappingProxyType(
    {
        "article": (FORMAT, ("article",), _article),
        "pmc-articleset": (FORMAT, ("article",), _article),
        "PubmedArticle": ("pubmed", _RECORDS, _record),
        "PubmedArticleSet": ("pubmed", _RECORDS, _record),
    }
)
"""Root element -> name of the format, the elements that are one article each, and what writes one."""


def _status(decoded: Decoded, tree: Tree, articles: int, walk: Walk) -> tuple[Status, str | None]:
    """How reading ended; a fault of the whole file outweighs tables that are images."""
    partial = [said for said in (decoded.reason, tree.fault) if said]
    if articles > 1:
        partial.append(f"{articles} articles in one file, read as one document: save each in a file of its own")
    if articles == 0:
        partial.append("no article in the file")
    elif not walk.writer.blocks:
        partial.append("no text in the article")
    if tree.entities:
        partial.append(f"entities that are not known stand as printed: {', '.join(tree.entities[:5])}")
    images = []
    if walk.images:
        count = f"{len(walk.images)} table{'s are' if len(walk.images) > 1 else ' is'}"
        images.append(f"{count} only there as an image, not read: {', '.join(walk.images)}")
    reason = "; ".join([*partial, *images]) or None
    return Status.PARTIAL if partial else Status.TABLES_SKIPPED if images else Status.OK, reason
