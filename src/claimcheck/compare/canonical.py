"""Facts as a reader asks for them: each with its distinct values and the claims that state them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from claimcheck.compare.agree import Stated, agree
from claimcheck.compare.facts import Fact
from claimcheck.compare.wording import display
from claimcheck.model import CanonicalFact, Claim, Side


def canonical_facts(found: Iterable[Fact]) -> tuple[CanonicalFact, ...]:
    """The facts, by metric and key; the values of each begin with the one that most documents state."""
    facts = [_canonical(fact) for fact in found]
    return tuple(sorted(facts, key=lambda fact: (fact.metric, repr(fact.key), fact.statistic, fact.id)))


def _canonical(fact: Fact) -> CanonicalFact:
    key = fact.key()
    basis = repr((fact.bucket.metric, fact.bucket.statistic, fact.bucket.unit, sorted(key.items())))
    sides = sorted((_side(claims) for claims in _values(fact)), key=lambda side: (-len(side.claims), side.display))
    documents = sorted({document for node in fact.nodes for document in node.documents})
    return CanonicalFact(
        id=sha256(basis.encode()).hexdigest()[:16],
        metric=fact.bucket.metric,
        statistic=fact.bucket.statistic,
        unit=fact.bucket.unit,
        key=key,
        sides=tuple(sides),
        documents=tuple(documents),
    )


def _values(fact: Fact) -> list[list[Claim]]:
    """The claims by value: what agrees with the finest print of a value stands beside it."""
    groups: list[tuple[Stated, list[Claim]]] = []
    for node in sorted(fact.nodes, key=lambda node: (node.value.unit, node.claims[0].id)):
        home = next((claims for value, claims in groups if agree(value, node.value)), None)
        if home is None:
            groups.append((node.value, list(node.claims)))
        else:
            home.extend(node.claims)
    return [claims for _, claims in groups]


def _side(claims: list[Claim]) -> Side:
    ordered = sorted(claims, key=lambda claim: (claim.document, claim.span, claim.id))
    first = ordered[0]
    value = first.value
    if value is None and first.low is not None and first.high is not None:
        return Side((first.low, first.high), display(first), tuple(claim.id for claim in ordered))
    return Side(value, display(first), tuple(claim.id for claim in ordered))
