"""Which claims state one fact: a group-by on what every claim of a metric states, then a refinement inside each group.

A group (`Bucket`) is made of the metric, the statistic, the study or the compound, and the parts whose silence says
something (no subgroup is the whole group). Inside it, only distinct pairs of key and value are looked at, so that the
cost grows with what is said, not with how often it is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimcheck.compare.agree import Stated, agree, stated
from claimcheck.compare.cohorts import PROPERTIES, Cohorts, Reports, reports
from claimcheck.compare.parts import (
    MAY_BE_UNSAID,
    RATIOS,
    WHOLE_IF_UNSAID,
    Relation,
    needs,
    needs_study,
    relation,
    required,
    statistic_class,
    text,
    words,
)
from claimcheck.model import Claim
from claimcheck.vocabulary import Metric, Vocabulary

Parts = Mapping[str, str]
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bucket:
    """What claims must share before anything else about them is compared."""

    metric: str
    statistic: str
    unit: str
    anchor: tuple[str, str]
    exact: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """Claims with one key and one printed value."""

    claims: tuple[Claim, ...]
    value: Stated
    parts: Parts = field(hash=False)
    lacks: frozenset[str]
    """What the metric requires and the claims do not say."""
    analysed: frozenset[int]
    reports: Reports

    @property
    def places(self) -> frozenset[Place]:
        """The sentences and tables in which it stands."""
        return frozenset(place(claim) for claim in self.claims)

    @property
    def documents(self) -> frozenset[str]:
        """The documents that state it."""
        return frozenset(claim.document for claim in self.claims)


@dataclass(slots=True)
class Fact:
    """One fact and every claim that states it, whatever the value."""

    bucket: Bucket
    nodes: list[Node]
    parts: dict[str, str]
    """The union of what the claims say; of two nested names the narrower."""
    shared: dict[str, str]
    """Parts that all claims of the bucket have in common: what it is anchored in, and its exact parts."""

    def key(self) -> dict[str, str]:
        """The fact's key as contract.md shows it."""
        return dict(sorted({**self.shared, **self.parts}.items()))

    def count(self) -> int:
        """How many claims state it."""
        return sum(len(node.claims) for node in self.nodes)


def place(claim: Claim) -> Place:
    """The sentence or the table in which a claim stands."""
    return claim.document, f"table {claim.table.index}" if claim.table else claim.sentence


def facts(claims: Sequence[Claim], vocabulary: Vocabulary) -> list[Fact]:
    """All facts of the claims, in an order that does not depend on the claims' order."""
    cohorts = Cohorts(claims)
    grouped: dict[Bucket, list[Claim]] = defaultdict(list)
    for claim in claims:
        metric = vocabulary.metrics.get(claim.metric)
        bucket = metric and _bucket(claim, metric, vocabulary, cohorts)
        if bucket:
            grouped[bucket].append(claim)
    found = []
    for bucket, members in grouped.items():
        nodes = _nodes(members, vocabulary.metrics[bucket.metric], vocabulary, cohorts)
        shared = _shared(bucket, members, cohorts)
        found += [Fact(bucket, group, parts, shared) for group, parts in gather(nodes)]
    return sorted(found, key=lambda fact: (fact.bucket.metric, fact.bucket.statistic, repr(fact.bucket), repr(fact.key()), fact.nodes[0].claims[0].id))


def _bucket(claim: Claim, metric: Metric, vocabulary: Vocabulary, cohorts: Cohorts) -> Bucket | None:
    """Where a claim is grouped; None where it does not say enough to be compared, or names no number."""
    anchor = _anchor(claim, metric, cohorts)
    if anchor is None or claim.special is not None:
        return None
    statistic = statistic_class(claim, metric, vocabulary)
    exact = {part: text(claim, part) for part in _exact(metric, claim.canonical_unit)}
    if not needs_study(metric) and "study" not in claim.inferred:
        exact["study"] = text(claim, "study")
    folded = tuple((part, _fold(value)) for part, value in sorted(exact.items()) if value is not None)
    return Bucket(claim.metric, statistic, claim.canonical_unit, anchor, folded)


def _exact(metric: Metric, unit: str) -> Iterator[str]:
    own = {*metric.identity, *(part for need in required(metric) for part in need)}
    for part in WHOLE_IF_UNSAID:
        if (part in own or part == "subgroup") and (part != "timepoint" or unit == "percent"):
            yield part
    if needs_study(metric) and not needs(metric, "treatment"):
        yield "treatment"  # 343 patients are of the trial, 172 of an arm


def _anchor(claim: Claim, metric: Metric, cohorts: Cohorts) -> tuple[str, str] | None:
    """The study or the cited work; for what is no result of a study, the compound, the target or the marker."""
    if needs_study(metric):
        study = cohorts.study(claim)
        if study is not None:
            return "study", _fold(study)
        cited = claim.attributes.get("source", ())
        return ("source", cited[0]) if isinstance(cited, tuple) and len(cited) == 1 else None
    if needs(metric, "subject"):
        subject = text(claim, "subject")
        if subject is None or text(claim, "study") is not None:
            return None
        return "subject", claim.document if subject == "this document" else _fold(subject)
    for part in ("treatment", "target"):
        if needs(metric, part):
            value = text(claim, part)
            return None if value is None else (part, _fold(value))
    marker = text(claim, "marker")
    return None if marker is None else ("marker", _gene(marker))


def _gene(marker: str) -> str:
    """`ALK` of `secondary ALK mutation`: what markers that nest have in common."""
    return " ".join(sorted(set(re.findall(r"\b[A-Z][A-Z0-9]+[A-Z0-9-]*\b", marker)))) or _fold(marker)


def _fold(value: str) -> str:
    return " ".join(sorted(words(value)))


def _shared(bucket: Bucket, members: Iterable[Claim], cohorts: Cohorts) -> dict[str, str]:
    """The bucket's own parts in the words of its claims (the first in the alphabet, so that no order matters)."""
    names = {bucket.anchor[0], *(part for part, _ in bucket.exact)} - {"marker"}
    result = {}
    for name in names:
        said = {value for claim in members if (value := text(claim, name)) is not None}
        if name == "study":
            said |= {study for claim in members if (study := cohorts.study(claim)) is not None}
        if name == "source":
            said = {bucket.anchor[1]}
        if said:
            result[name] = min(said)
    return result


def _nodes(members: Iterable[Claim], metric: Metric, vocabulary: Vocabulary, cohorts: Cohorts) -> list[Node]:
    found: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    made: dict[tuple[object, ...], Node] = {}
    for claim in members:
        value = stated(claim, metric, vocabulary)
        if value is None:
            continue
        parts = _parts(claim, metric, cohorts)
        node = Node((), value, parts, _lacks(metric, claim, parts), cohorts.analysed(claim), reports(claim))
        at = (value, tuple(sorted(parts.items())), node.lacks, node.analysed, node.reports)
        made.setdefault(at, node)
        found[at].append(claim)
    nodes = []
    for at, claims in found.items():
        node = made[at]
        ordered = tuple(sorted(claims, key=lambda claim: (claim.document, claim.span, claim.id)))
        nodes.append(Node(ordered, node.value, node.parts, node.lacks, node.analysed, node.reports))
    return nodes


def _parts(claim: Claim, metric: Metric, cohorts: Cohorts) -> dict[str, str]:
    """The parts that may be unsaid, those of a whole study filled in from what the corpus says of the study."""
    study = cohorts.study(claim) if needs_study(metric) else None
    parts = {}
    for part in _comparable(metric, claim.statistic):
        value = text(claim, part)
        if study is not None and part in PROPERTIES:
            value = cohorts.property(study, part) or value
        if value is not None:
            parts[part] = value
    return parts


def _comparable(metric: Metric, statistic: str) -> Iterator[str]:
    own = {*metric.identity, *(part for need in required(metric) for part in need), "data_cutoff"}
    if needs_study(metric):
        own.add("population")
        if not needs(metric, "treatment"):
            own.discard("treatment")  # exact, see _exact
    if statistic in RATIOS:
        own.add("comparator")
    return (part for part in MAY_BE_UNSAID if part in own)


def _lacks(metric: Metric, claim: Claim, parts: Parts) -> frozenset[str]:
    """Requirements that the claim leaves unsaid; the study or work is what it is grouped by."""
    return frozenset(
        need[0]
        for need in required(metric)
        if "study" not in need and not any(part in parts or text(claim, part) is not None for part in need)
    )


def gather(nodes: Iterable[Node]) -> list[tuple[list[Node], dict[str, str]]]:
    """Put the nodes of one bucket into facts.

    The most outspoken go first. A node that leaves a part unsaid belongs to the fact whose value it repeats; one that
    repeats none waits, and then joins the fact that it is nearest to, unless each of the two says what the other does not.
    """
    groups: list[tuple[list[Node], dict[str, str]]] = []
    waiting = []
    for node in sorted(nodes, key=_outspoken):
        fits = [group for group in groups if fit(node, group)]
        home = [group for group in fits if not unsaid(node.parts, group[1])] or [g for g in fits if _repeats(node, g[0])]
        if home:
            _join(node, min(home, key=lambda group: _distance(node, group)))
        elif fits:
            waiting.append(node)
        else:
            groups.append(([node], dict(node.parts)))
    for node in waiting:
        fits = [group for group in groups if fit(node, group)]
        home = [g for g in fits if _repeats(node, g[0])] or [g for g in fits if not crossed(node.parts, g[1])]
        if not home or (node.lacks and len(home) > 1):
            groups.append(([node], dict(node.parts)))
        else:
            _join(node, min(home, key=lambda group: _distance(node, group)))
    return groups


def fit(node: Node, group: tuple[list[Node], Parts]) -> bool:
    """Whether nothing that the node says differs from what the group says."""
    if any(node.parts[p] != v and relation(p, node.parts[p], v) is Relation.DIFFERS for p, v in group[1].items() if p in node.parts):
        return False
    return not any(other_patients(node, other) for other in group[0])


def other_patients(a: Node, b: Node) -> bool:
    """Whether two numbers are of different numbers of patients, both said."""
    return bool(a.analysed and b.analysed and not a.analysed & b.analysed)


def unsaid(a: Parts, b: Parts) -> tuple[str, ...]:
    """Parts that one of two says and the other does not, or says more broadly."""
    return tuple(sorted(p for p in {*a, *b} if relation(p, a.get(p), b.get(p)) in (Relation.UNSAID, Relation.BROADER)))


def crossed(a: Parts, b: Parts) -> bool:
    """Whether each of two says something that the other does not: rather two facts than one."""
    return bool(a.keys() - b.keys()) and bool(b.keys() - a.keys())


def _outspoken(node: Node) -> tuple[int, int, str, str]:
    return -len(node.parts), -len(node.claims), repr(sorted(node.parts.items())), node.claims[0].id


def _repeats(node: Node, group: Iterable[Node]) -> bool:
    return any(agree(node.value, other.value) for other in group)


def _distance(node: Node, group: tuple[list[Node], Parts]) -> tuple[int, bool, int, str]:
    members, parts = group
    count = sum(len(member.claims) for member in members)
    return len(unsaid(node.parts, parts)), not _repeats(node, members), -count, repr(sorted(parts.items()))


def _join(node: Node, group: tuple[list[Node], dict[str, str]]) -> None:
    members, parts = group
    members.append(node)
    for part, value in node.parts.items():
        if part not in parts or len(words(value)) > len(words(parts[part])):
            parts[part] = value
