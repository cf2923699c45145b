"""A claim: one number, canonical, with everything it is about. The fields are those of contract.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from claimcheck.model.mention import TablePlace
from claimcheck.model.quantity import Comparator, Detail, Interval, PValue, Special

AttributeValue = str | tuple[str, ...]
"""A canonical name, or a tuple of them for `citation` and `source`."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A canonical claim."""

    id: str
    document: str
    span: tuple[int, int]
    quote: str
    page: int | None
    line: int | None
    table: TablePlace | None
    sentence: str
    metric: str
    statistic: str
    value: Decimal | str | None
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator
    special: Special | None
    decimals: int
    unit: str
    canonical_value: Decimal | None
    canonical_unit: str
    ci: Interval | None
    p_value: PValue | None
    numerator: int | None
    denominator: int | None
    attributes: Mapping[str, AttributeValue] = field(hash=False)
    section: str | None
    box: tuple[int, float, float, float, float] | None
    confidence: float
    inferred: frozenset[str] = frozenset()
    """Attribute keys that come from outside the sentence: heading, caption, paragraph before or the document itself."""
    detail: Detail | None = None
