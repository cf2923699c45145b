"""Which claims state one fact: a group-by on what every claim of a metric states, then a refinement inside each group.

A group (`Bucket`) is made of the metric, the statistic, the study or the compound, and the parts whose silence says
something (no subgroup is the whole group). Inside it, only distinct pairs of key and value are looked at, so that the
cost grows with what is said, not with how often it is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.compare.agree import Stated, stated
from claimcheck.compare.cohorts import PROPERTIES, Cohorts, Reports, reports, sources, works
from claimcheck.compare.gather import Node, Parts, gather
from claimcheck.compare.parts import (
    comparable_parts,
    exact_parts,
    in_assay,
    needs,
    needs_study,
    required,
    statistic_class,
    text,
    words,
)
from claimcheck.model import Claim
from claimcheck.vocabulary import Metric, Vocabulary

_Said = tuple[Stated, tuple[tuple[str, str], ...], frozenset[str], frozenset[int], Reports]


@dataclass(frozen=True, slots=True)
class Bucket:
    """What claims must share before anything else about them is compared."""

    metric: str
    statistic: str
    unit: str
    anchor: tuple[str, str]
    exact: tuple[tuple[str, str], ...]


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
        found += [Fact(bucket, group.nodes, group.parts, shared) for group in gather(nodes)]
    return sorted(found, key=_in_order)


def _in_order(fact: Fact) -> tuple[str, str, str]:
    return repr(fact.bucket), repr(fact.key()), fact.nodes[0].claims[0].id


def _bucket(claim: Claim, metric: Metric, vocabulary: Vocabulary, cohorts: Cohorts) -> Bucket | None:
    """Where a claim is grouped; None where it does not say enough to be compared, or names no number."""
    anchor = _anchor(claim, metric, cohorts)
    if anchor is None or claim.special is not None:
        return None
    statistic = statistic_class(claim, metric, vocabulary)
    exact = {part: cohorts.said(claim, part) for part in exact_parts(metric, claim.canonical_unit)}
    if claim.metric == "sample_size" and ("treatment" in claim.inferred or cohorts.of_everyone(claim)):
        exact["treatment"] = None  # that a drug is in the heading makes a count none of its arm
    if cohorts.of_everyone(claim):
        exact["subgroup"] = None
    if anchor[0] == "study" and "subgroup" in exact and cohorts.is_whole(claim):
        exact["subgroup"] = None  # `T790M` in a trial of nobody else is no part of its patients
    if in_assay(metric) and exact.get("target") is None:
        exact["target"] = cohorts.target(claim)
    if not needs_study(metric) and ("study" not in claim.inferred or needs(metric, "schedule")):
        exact["study"] = text(claim, "study")
    folded = tuple((part, unordered(value)) for part, value in sorted(exact.items()) if value is not None)
    return Bucket(claim.metric, statistic, claim.canonical_unit, anchor, folded)


def _anchor(claim: Claim, metric: Metric, cohorts: Cohorts) -> tuple[str, str] | None:
    """The study or the cited work; for what is no result of a study, the compound, the target or the marker."""
    if needs_study(metric):
        study = cohorts.study(claim)
        if study is not None:
            return "study", unordered(study)
        cited = sources(claim)
        return ("source", cited[0]) if len(cited) == 1 else None
    return own_anchor(claim, metric)


def own_anchor(claim: Claim, metric: Metric) -> tuple[str, str] | None:
    """The anchor of what is no result of a study; no other claim is asked for it."""
    if needs(metric, "subject"):
        subject = text(claim, "subject")
        if subject is None or text(claim, "study") is not None:
            return None
        return "subject", claim.document if subject == "this document" else unordered(subject)
    for part in ("treatment", "target"):
        if needs(metric, part):
            value = text(claim, part)
            return None if value is None else (part, unordered(value))
    marker = text(claim, "marker")
    return None if marker is None else ("marker", _gene(marker))


def _gene(marker: str) -> str:
    """`ALK` of `secondary ALK mutation`: what markers that nest have in common."""
    return " ".join(sorted(set(re.findall(r"\b[A-Z][A-Z0-9]+[A-Z0-9-]*\b", marker)))) or unordered(marker)


def unordered(value: str) -> str:
    """A name without case, accents and order of its words."""
    return " ".join(sorted(words(value)))


def _shared(bucket: Bucket, members: Iterable[Claim], cohorts: Cohorts) -> dict[str, str]:
    """The bucket's own parts in the words of its claims (the first in the alphabet, so that no order matters)."""
    names = {bucket.anchor[0], *(part for part, _ in bucket.exact)} - {"marker"}
    of_study = bucket.anchor[0] in ("study", "source")  # else no study is asked for the names of anything
    result = {}
    for name in names:
        spoken = (cohorts.said(claim, name) if of_study else text(claim, name) for claim in members)
        said = {value for value in spoken if value is not None}
        if name == "study" and of_study:
            said |= {study for claim in members if (study := cohorts.study(claim)) is not None}
        if name == "source":
            said = {bucket.anchor[1]}
        if said:
            result[name] = min(said)
    return result


def _nodes(members: Iterable[Claim], metric: Metric, vocabulary: Vocabulary, cohorts: Cohorts) -> list[Node]:
    values = [(claim, value) for claim in members if (value := stated(claim, metric, vocabulary)) is not None]
    several = _with_several(values)
    found: dict[_Said, list[Claim]] = defaultdict(list)
    for claim, value in values:
        parts = _parts(claim, metric, cohorts)
        lacks = _lacks(metric, claim, parts)
        cited = reports(claim) if claim.document in several else works(claim)
        found[value, tuple(sorted(parts.items())), lacks, cohorts.analysed(claim), cited].append(claim)
    return [
        Node.of(sorted(claims, key=_by_place), value, dict(parts), lacks, analysed, cited)
        for (value, parts, lacks, analysed, cited), claims in found.items()
    ]


def _with_several(values: Iterable[tuple[Claim, Stated]]) -> frozenset[str]:
    """Documents that give several values, and so may tell them apart by their reference marks, which are their own."""
    first: dict[str, Stated] = {}
    return frozenset(claim.document for claim, value in values if first.setdefault(claim.document, value) != value)


def _by_place(claim: Claim) -> tuple[str, tuple[int, int], str]:
    return claim.document, claim.span, claim.id


def _parts(claim: Claim, metric: Metric, cohorts: Cohorts) -> dict[str, str]:
    """The parts that may be unsaid, those of a whole study filled in from what the corpus says of the study."""
    study = cohorts.study(claim) if needs_study(metric) else None
    parts = {}
    for part in comparable_parts(metric, claim.statistic):
        value = text(claim, part) if study is None else cohorts.said(claim, part)
        if study is not None and part in PROPERTIES:
            value = cohorts.of_study(claim, study, part)
        if value is not None and not (part == "indication" and part in claim.inferred):
            parts[part] = value  # what a heading or a title is about need not be what was approved
    return parts


def _lacks(metric: Metric, claim: Claim, parts: Parts) -> frozenset[str]:
    """Requirements that the claim leaves unsaid; the study or work is what it is grouped by."""
    return frozenset(
        need[0]
        for need in required(metric)
        if "study" not in need and not any(part in parts or _said_beside(claim, part) for part in need)
    )


def _said_beside(claim: Claim, part: str) -> bool:
    """Whether a part that is no comparable one is said; a surmised indication is not."""
    return part != "indication" and text(claim, part) is not None
