"""What is new, changed, the same or resolved since an earlier result, and what the baseline had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimcheck.model import Conflict, Known
from claimcheck.report.exhibits import Earlier
from claimcheck.report.page.wording import title
from claimcheck.report.places import in_order

STATES = ("new", "changed", "same")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A conflict that was there and is no more."""

    level: str
    """Empty where the baseline does not say it."""
    rule: str
    name: str
    metric: str
    about: str
    values: str


@dataclass(frozen=True, slots=True)
class Since:
    """The comparison with an earlier result."""

    against: str
    states: Mapping[str, str]
    counts: Mapping[str, int]
    resolved: tuple[Resolved, ...]


def since(earlier: Earlier | None) -> Since | None:
    """Count what came; None where there is no earlier result."""
    if earlier is None:
        return None
    counts = Counter(earlier.states.values())
    shown = {**{state: counts[state] for state in STATES}, "resolved": len(earlier.resolved)}
    return Since(earlier.name, earlier.states, shown, tuple(_of_conflict(item) for item in earlier.resolved))


def gone(known: Iterable[Known]) -> tuple[Resolved, ...]:
    """What the baseline remembers and this result has not."""
    return tuple(_resolved(entry, "", [value for _, value in entry.values]) for entry in known)


def _of_conflict(conflict: Conflict) -> Resolved:
    return _resolved(conflict, conflict.level.value, [side.display for side in conflict.sides])


def _resolved(item: Conflict | Known, level: str, values: Iterable[str]) -> Resolved:
    about = " · ".join(value for _, value in in_order(item.key))
    shown = " / ".join(dict.fromkeys(values))
    return Resolved(level, item.rule, item.name, title(item.metric, item.statistic), about, shown)
