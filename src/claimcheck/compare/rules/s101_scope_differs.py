"""S101 scope-differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claimcheck.compare.agree import agree
from claimcheck.compare.beside import pairs_of, set_apart
from claimcheck.compare.build import conflict
from claimcheck.compare.facts import Bucket, Fact
from claimcheck.compare.pairs import Corpus, Pair, differing
from claimcheck.compare.parts import Relation, months, nested, relation
from claimcheck.model import Conflict, Kind

CODE = "S101"
NAME = "scope-differs"
KIND = Kind.SCOPE

EASILY_MISSED = frozenset({"data_cutoff", "analysed", "assessment", "region", "assay"})
"""Qualifiers that a reader easily passes over; another arm, agency or indication nobody takes for the same."""

NAMED_ONCE = frozenset({"therapy_line", "timepoint", "subgroup"})
"""The same, unless one document states both: it tells them apart."""

NEAR = 1.1
"""Time points are taken for one another up to this factor: 12 months and 52 weeks."""


def check(corpus: Corpus) -> Iterator[Conflict]:
    """One quantity of one study or compound stands under different or missing qualifiers, with different values.

    A person must look whether a reader could take the two for one: another data cut, assessor, assay or region, or a
    side that does not say which arm or which patients it is about.

    Conflicts: `64% identical in the kinase domain` and `84% identical at the ATP-binding site`; `hazard ratio 0.63`, at
    the interim analysis, and `hazard ratio 0.80`, at the final one.

    Agrees: `72% in the ROS1 cohort` and `57% in the ALK cohort`, which nobody takes for one; a table that lists the
    values of many arms or targets.
    """
    for fact in corpus.facts:
        pairs = list(corpus.pairs(fact))
        if pairs and all(pair.of_scope for pair in pairs):
            yield conflict(CODE, NAME, KIND, pairs, fact.key(), fact.nodes)
    for facts in _alike(corpus.facts):
        for group, pairs in _merged(list(_between(corpus, facts))):
            shared = _common([fact.key() for fact in group])
            yield conflict(CODE, NAME, KIND, pairs, shared, [node for fact in group for node in fact.nodes])


def _alike(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Facts of one bucket, the time point and the subgroup left open."""
    found: dict[Bucket, list[Fact]] = defaultdict(list)
    for fact in facts:
        b = fact.bucket
        exact = tuple((part, name) for part, name in b.exact if part not in ("timepoint", "subgroup"))
        found[Bucket(b.metric, b.statistic, b.unit, b.anchor, exact)].append(fact)
    yield from (group for group in found.values() if len(group) > 1)


def _between(corpus: Corpus, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact, Pair]]:
    for at, first in enumerate(facts):
        for second in facts[at + 1 :]:
            where = _where_exact(first, second)
            if where is None:
                continue
            for pair in _pairs(corpus, first, second, where):
                yield first, second, pair


def _where_exact(a: Fact, b: Fact) -> tuple[str, ...] | None:
    """Time points or subgroups that differ but look alike; None where they plainly differ."""
    times = a.shared.get("timepoint"), b.shared.get("timepoint")
    groups = a.shared.get("subgroup"), b.shared.get("subgroup")
    found = []
    for part, (one, other), alike in (("timepoint", times, _near), ("subgroup", groups, nested)):
        if relation(part, one, other) is Relation.SAME:
            continue
        if one is None or other is None or not alike(one, other):
            return None
        found.append(part)
    return tuple(found)


def _pairs(corpus: Corpus, a: Fact, b: Fact, where: tuple[str, ...]) -> Iterator[Pair]:
    """The nodes of two facts that a reader could take for one; none where the facts have a value in common."""
    if any(agree(x, y) for x in {node.value for node in a.nodes} for y in {node.value for node in b.nodes}):
        return
    together = not _documents(a).isdisjoint(_documents(b))
    for first, second in pairs_of(a.nodes, b.nodes):
        parts = tuple(sorted({*where, *differing(a, b, first, second)}))
        if first.lacks or second.lacks or set_apart(first, second):
            continue
        if parts and {*parts} <= (EASILY_MISSED if together else EASILY_MISSED | NAMED_ONCE):
            yield Pair(first, second, corpus.metric(a), a, differing=parts, dimension=corpus.dimension(a))


def _documents(fact: Fact) -> frozenset[str]:
    return frozenset(name for node in fact.nodes for name in node.documents)


def _merged(found: Sequence[tuple[Fact, Fact, Pair]]) -> Iterator[tuple[list[Fact], list[Pair]]]:
    """One conflict for all facts that are joined by a pair."""
    home: dict[int, tuple[dict[int, Fact], list[Pair]]] = {}
    for first, second, pair in found:
        one = home.setdefault(id(first), ({id(first): first}, []))
        other = home.setdefault(id(second), ({id(second): second}, []))
        if one is not other:
            small, large = sorted((one, other), key=lambda group: len(group[0]))
            large[0].update(small[0])
            large[1].extend(small[1])
            home.update(dict.fromkeys(small[0], large))
            one = large
        one[1].append(pair)
    groups = {id(group): group for group in home.values()}
    yield from ((list(facts.values()), pairs) for facts, pairs in groups.values())


def _common(keys: Sequence[dict[str, str]]) -> dict[str, str]:
    return {part: value for part, value in keys[0].items() if all(key.get(part) == value for key in keys)}


def _near(a: str, b: str) -> bool:
    first, second = months(a), months(b)
    return bool(first and second and max(first, second) / min(first, second) <= NEAR)
