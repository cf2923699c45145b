"""A canonical fact: one quantity of one study, arm and group, and every value that documents give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimcheck.model.claim import AttributeValue
from claimcheck.model.conflict import Side


@dataclass(frozen=True, slots=True)
class CanonicalFact:
    """What all claims of one key state together."""

    id: str
    """Made of the metric, the statistic and the key: a changed value does not change it."""
    metric: str
    statistic: str
    unit: str
    """The metric's canonical unit; the values stand as printed."""
    key: Mapping[str, AttributeValue] = field(hash=False)
    sides: tuple[Side, ...]
    """The distinct values, the one that most documents state first."""
    documents: tuple[str, ...]
