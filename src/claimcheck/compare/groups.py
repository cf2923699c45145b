"""Claims about one group of patients: the same arm, population and everything else that both say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from claimcheck.compare.parts import text
from claimcheck.model import Claim, Comparator

GROUP = (
    "study", "treatment", "comparator", "population", "subgroup", "therapy_line", "data_cutoff", "assessment", "phase",
    "fusion",
)  # fmt: skip
"""What makes a group of patients one, and its results one analysis."""
Key = tuple[str | None, ...]


def group_of(claim: Claim, without: Iterable[str] = ()) -> Key:
    """What a claim says of its patients and their analysis; two groups are one only where all of it is equal."""
    left_out = frozenset(without)
    cited = claim.attributes.get("source", ())
    works = " ".join(cited) if isinstance(cited, tuple) else str(cited)
    return (*(text(claim, part) for part in GROUP if part not in left_out), works or None)


def by_group(claims: Iterable[Claim], without: Iterable[str] = ()) -> Mapping[Key, Sequence[Claim]]:
    """Claims that are plain numbers, by the group that they are of, in the order of the text."""
    found: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, Decimal) and claim.comparator is Comparator.EQUAL:
            found[group_of(claim, without)].append(claim)
    return found


def value(claim: Claim) -> Decimal:
    """The printed number of a claim that has one, in the metric's canonical unit."""
    assert claim.canonical_value is not None
    return claim.canonical_value


def half(claim: Claim) -> Decimal:
    """Half a unit in the last printed place, in the metric's canonical unit."""
    if not isinstance(claim.value, Decimal) or claim.value == 0 or claim.canonical_value is None:
        return Decimal(5).scaleb(-claim.decimals - 1)
    return Decimal(5).scaleb(-claim.decimals - 1) * abs(claim.canonical_value / claim.value)
