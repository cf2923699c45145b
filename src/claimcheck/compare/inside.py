"""A document -> what its own numbers contradict: the rules that need one document only, run while it is at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

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
    return tuple(_merged(found))


def _merged(found: Sequence[Conflict]) -> Iterator[Conflict]:
    """What a document says twice in the same words is one conflict with two places."""
    groups: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in found:
        said = sorted(side.display for side in conflict.sides)
        key = sorted(conflict.key.items())
        groups[repr((conflict.rule, conflict.metric, conflict.statistic, key, said))].append(conflict)
    for first, *more in groups.values():
        claims = tuple(dict.fromkeys(name for conflict in (first, *more) for name in conflict.claims))
        sides = tuple(
            replace(side, claims=tuple(dict.fromkeys(name for one in alike for name in one.claims)))
            for side, *rest in zip(first.sides, *(conflict.sides for conflict in more), strict=True)
            for alike in [[side, *rest]]
        )
        yield replace(first, claims=claims, sides=sides)
