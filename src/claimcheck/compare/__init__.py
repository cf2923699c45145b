"""Claims -> conflicts: which claims state one fact, whether their values agree, and what may explain it if not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from claimcheck.compare.abstract import abstract_of
from claimcheck.compare.articles import Abstracts
from claimcheck.compare.canonical import canonical_facts
from claimcheck.compare.doubles import without_doubles
from claimcheck.compare.facts import Fact, facts
from claimcheck.compare.identity import id_of, identity, known, numbered
from claimcheck.compare.ignored import ignored
from claimcheck.compare.inheritance import beyond, inherited
from claimcheck.compare.inside import inside
from claimcheck.compare.pairs import Corpus
from claimcheck.compare.pins import Pinned, pinned
from claimcheck.compare.reasons import LOUDNESS
from claimcheck.compare.region import Region, pinned_handles, region, ties
from claimcheck.compare.rules import ACROSS, DEFAULT, PINNED, RULES
from claimcheck.compare.selection import ignoring, kept, selected
from claimcheck.compare.sides import Evidence, weighed
from claimcheck.model import CanonicalFact, Claim, Conflict, Pin
from claimcheck.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing brought: conflicts, loudest first, ids of all claims that met another, facts, and pinned ones."""

    conflicts: tuple[Conflict, ...]
    compared: frozenset[str]
    facts: tuple[CanonicalFact, ...] = ()
    pinned: Pinned | None = None


def compare(
    claims: Sequence[Claim],
    vocabulary: Vocabulary,
    rules: Collection[str] = DEFAULT,
    within: Region | None = None,
    pins: Sequence[Pin] = (),
    abstracts: Abstracts = MappingProxyType({}),
) -> Comparison:
    """Compare all claims of all documents by the selected rules; the result does not depend on their order.

    The conflicts have no id yet: `id_of` and `numbered` give them theirs, together with those of single documents.

    Args:
        claims: the claims; of a region all that lie in it.
        vocabulary: the vocabulary.
        rules: codes of the rules that run.
        within: the region to look at (`compare.region`); None for everything.
        pins: right values that people recorded.
        abstracts: where the abstracts of articles stand, by document.
    """
    found = facts(claims, vocabulary)
    if within is not None:
        found = [fact for fact in found if within.holds(fact.bucket)]
    corpus = Corpus(found, vocabulary, abstracts)
    shown = canonical_facts(found)
    held = pinned(pins, shown, claims, vocabulary)
    conflicts = [conflict for rule in ACROSS if rule.code in rules for conflict in rule.check(corpus)]
    conflicts += [conflict for rule in PINNED if rule.code in rules for conflict in rule.check(held)]
    return Comparison(tuple(sorted(conflicts, key=_order)), _compared(found, conflicts), shown, held)


def _order(conflict: Conflict) -> tuple[int, str, str, tuple[str, ...]]:
    return LOUDNESS.index(conflict.level), conflict.rule, conflict.metric, conflict.claims


def _compared(found: Sequence[Fact], conflicts: Sequence[Conflict]) -> frozenset[str]:
    met = {claim.id for fact in found if fact.count() > 1 for node in fact.nodes for claim in node.claims}
    return frozenset(met.union(*(conflict.claims for conflict in conflicts)))


__all__ = [
    "RULES",
    "Comparison",
    "Evidence",
    "Fact",
    "Region",
    "abstract_of",
    "beyond",
    "compare",
    "facts",
    "id_of",
    "identity",
    "ignored",
    "ignoring",
    "inherited",
    "inside",
    "kept",
    "known",
    "numbered",
    "pinned_handles",
    "region",
    "selected",
    "ties",
    "weighed",
    "without_doubles",
]
