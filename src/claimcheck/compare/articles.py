"""Two values that one article gives under one key: whether its abstract says otherwise than its body.

An article tells its results twice, in the abstract and in the body; where each tells another value, one of them is off.
What the body alone tells twice is rather two of many analyses (of a subset, an interim look, another trial): the key
holds less than the author had in mind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from claimcheck.compare.agree import Stated, agree
from claimcheck.compare.gather import Node
from claimcheck.model import Claim

Abstracts = Mapping[str, tuple[int, int]]
"""Document -> the half-open span of its abstract; documents that have none are left out."""

_PLANNED = re.compile(
    r"(?<!patients and )(?<!patients & )\bmethods?\b|\bstatistic|\bsample size|\bstudy design", re.IGNORECASE
)
"""Headings under which stands what was planned or defined. `Patients and methods` may describe the patients, too."""

_LOOSE = frozenset({"event", "characteristic", "marker"})
"""Parts that are one word of a longer heading: `patients whose disease progressed owing to new metastases`."""


class Place(Enum):
    """Where two values stand."""

    APART = "apart"
    """In several documents, in one that is no article, or in a table of studies and in the text of a review."""
    ABSTRACT_AND_BODY = "abstract and body"
    """One article gives the one in its abstract only, the other in its body only."""
    ONE_ARTICLE = "one article"
    """One article gives both in some other way."""


def place_of(a: Node, b: Node, nodes: Sequence[Node], abstracts: Abstracts) -> Place:
    """Where two values of one fact stand.

    Args:
        a: a node.
        b: a node of another value.
        nodes: all nodes of the fact.
        abstracts: the articles.
    """
    documents = a.documents | b.documents
    span = abstracts.get(next(iter(documents))) if len(documents) == 1 else None
    if span is None or _in_table_of_studies(a) is not _in_table_of_studies(b):
        return Place.APART
    parts = {_part(node.value, nodes, documents, span) for node in (a, b)}
    return Place.ABSTRACT_AND_BODY if parts == {"abstract", "body"} else Place.ONE_ARTICLE


def _in_table_of_studies(node: Node) -> bool:
    """Whether a table that names the study itself gives the value: one that retells several."""
    said = (c.attributes.keys() - c.inferred for c in node.claims if c.table is not None)
    return any("study" in parts and parts.isdisjoint(_LOOSE) for parts in said)


def _part(value: Stated, nodes: Sequence[Node], documents: frozenset[str], span: tuple[int, int]) -> str:
    """The part of a document that gives a value: its abstract, its body, both, or only what was planned."""
    agreeing = (claim for node in nodes if agree(node.value, value) for claim in node.claims)
    claims = [claim for claim in agreeing if claim.document in documents]
    inside = {_lies_in(claim, span) for claim in claims}
    if len(inside) > 1:
        return "both"
    if True in inside:
        return "abstract"
    return "plan" if all(_PLANNED.search(claim.section or "") for claim in claims) else "body"


def _lies_in(claim: Claim, span: tuple[int, int]) -> bool:
    return span[0] <= claim.span[0] < span[1]
