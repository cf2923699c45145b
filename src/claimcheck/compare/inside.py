"""A document -> what its own numbers contradict: the rules that need one document only, run while it is at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import sha256

from claimcheck.compare.paper import Paper
from claimcheck.compare.rules import DEFAULT, INSIDE
from claimcheck.model import Claim, Conflict, Document
from claimcheck.vocabulary import Vocabulary


def inside(
    document: Document,
    claims: Sequence[Claim],
    loose: Sequence[Claim],
    vocabulary: Vocabulary,
    selected: Collection[str] = DEFAULT,
) -> tuple[Conflict, ...]:
    """Every conflict of a document with itself.

    Args:
        document: the document.
        claims: its claims.
        loose: its numbers of no known metric that can be checked all the same.
        vocabulary: the vocabulary.
        selected: the codes of the rules that run.
    """
    paper = Paper(document, claims, loose, vocabulary)
    found = [conflict for rule in INSIDE if rule.code in selected for conflict in rule.check(paper)]
    return tuple(_numbered(found))


def _numbered(found: Sequence[Conflict]) -> list[Conflict]:
    """Two findings that look alike (the same slip in two rows) get ids of their own."""
    seen: Counter[str] = Counter()
    result = []
    for conflict in found:
        seen[conflict.id] += 1
        again = seen[conflict.id]
        name = conflict.id if again == 1 else sha256(f"{conflict.id} {again}".encode()).hexdigest()[:16]
        result.append(replace(conflict, id=name))
    return result
