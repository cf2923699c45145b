"""What is new, changed, the same or resolved since an earlier result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import Conflict, Known, PastConflict
from claimcheck.model.earlier import fact
from claimcheck.report.exhibits import Exhibits
from claimcheck.report.page.wording import title
from claimcheck.report.places import in_order


@dataclass(frozen=True, slots=True)
class Resolved:
    """A conflict that the earlier result had and this one has not."""

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
    """Conflict id -> `new`, `changed` or `same`."""
    counts: Mapping[str, int]
    resolved: tuple[Resolved, ...]


def since(conflicts: Sequence[Conflict], exhibits: Exhibits) -> Since | None:
    """Compare by the ids of conflicts, which outlive edits elsewhere; None where there is no earlier result.

    A conflict whose id is new, but whose fact was in conflict before, has changed: one of its values is another.
    """
    if exhibits.earlier is None:
        return None
    ids = {past.id for past in exhibits.earlier}
    facts = {past.fact for past in exhibits.earlier if past.id not in {conflict.id for conflict in conflicts}}
    states, changed = {}, set()
    for conflict in conflicts:
        about = fact(conflict.rule, conflict.metric, conflict.statistic, conflict.key)
        if conflict.id not in ids and about in facts:
            changed.add(about)
            states[conflict.id] = "changed"
        else:
            states[conflict.id] = "same" if conflict.id in ids else "new"
    left = [past for past in exhibits.earlier if past.id not in states and past.fact not in changed]
    counts = Counter(states.values())
    return Since(
        exhibits.against,
        states,
        {**{state: counts[state] for state in ("new", "changed", "same")}, "resolved": len(left)},
        tuple(_resolved(past) for past in left),
    )


def gone(known: Iterable[Known]) -> tuple[Resolved, ...]:
    """What the baseline remembers and this result has not."""
    return tuple(
        Resolved(
            "",
            entry.rule,
            entry.name,
            title(entry.metric, entry.statistic),
            " · ".join(value for _, value in in_order(entry.key)),
            " / ".join(dict.fromkeys(value for _, value in entry.values)),
        )
        for entry in known
    )


def _resolved(past: PastConflict) -> Resolved:
    about = " · ".join(value for _, value in in_order(past.key))
    return Resolved(
        past.level, past.rule, past.name, title(past.metric, past.statistic), about, " / ".join(past.displays)
    )
