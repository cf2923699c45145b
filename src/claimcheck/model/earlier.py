"""An older result that this one is held against: what is new, what was known, what is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimcheck.model.claim import AttributeValue


@dataclass(frozen=True, slots=True)
class PastConflict:
    """A conflict of the older result, as far as a report names it."""

    id: str
    rule: str
    name: str
    level: str
    metric: str
    statistic: str
    key: Mapping[str, AttributeValue] = field(hash=False)
    displays: tuple[str, ...]
    """Its values, as they were printed."""

    @property
    def fact(self) -> tuple[object, ...]:
        """What it is about, whatever the values: a conflict of today about the same has changed, not vanished."""
        return fact(self.rule, self.metric, self.statistic, self.key)


def fact(rule: str, metric: str, statistic: str, key: Mapping[str, AttributeValue]) -> tuple[object, ...]:
    """What a conflict is about, as something that can be compared."""
    return rule, metric, statistic, tuple(sorted((part, str(value)) for part, value in key.items()))
