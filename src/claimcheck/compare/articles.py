"""Two values that one article gives under one key: whether its abstract says otherwise than its body.

An article tells its results twice, in the abstract and in the body; where each tells another value, one of them is off.
What the body tells once is one of many analyses (of a subset, an interim look, another trial), and our key holds less
than its author had in mind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.compare.agree import Stated, agree
from claimcheck.compare.gather import Node
from claimcheck.model import Claim

Abstracts = Mapping[str, tuple[int, int]]
"""Document -> the half-open span of its abstract; documents that have none are left out."""


def in_one_article(a: Node, b: Node, nodes: Sequence[Node], abstracts: Abstracts) -> bool:
    """Whether one article gives both values, and not the one in its abstract only and the other in its body only.

    Args:
        a: a node.
        b: a node of another value.
        nodes: all nodes of the fact.
        abstracts: the articles.
    """
    documents = a.documents | b.documents
    span = abstracts.get(next(iter(documents))) if len(documents) == 1 else None
    if span is None:
        return False
    parts = {_part(node.value, nodes, documents, span) for node in (a, b)}
    return parts != {"abstract", "body"}


def _part(value: Stated, nodes: Sequence[Node], documents: frozenset[str], span: tuple[int, int]) -> str:
    """The part of a document that gives a value: its abstract, its body, or both."""
    claims = (claim for node in nodes if agree(node.value, value) for claim in node.claims)
    inside = {_lies_in(claim, span) for claim in claims if claim.document in documents}
    return "both" if len(inside) > 1 else "abstract" if True in inside else "body"


def _lies_in(claim: Claim, span: tuple[int, int]) -> bool:
    return span[0] <= claim.span[0] < span[1]
