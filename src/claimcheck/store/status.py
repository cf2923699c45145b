"""What people and the baseline have to say of the conflicts: the one place that sets a conflict's status."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claimcheck.model import Conflict, Coverage, Decision, Known
from claimcheck.store import plain

Inherited = Callable[[Conflict, Sequence[Decision]], str | None]
"""The id of a decided conflict that this one repeats with further documents, if there is one (`compare.identity`)."""


class Scanned(StrEnum):
    """Whether a run could have found again what an entry is about."""

    ALL = "all"
    """Every document it names was scanned."""
    GONE = "gone"
    """A document that it names is no more."""
    NOT_ALL = "not all"
    """A document that it names was not among those scanned."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of a run, as decisions and the baseline name them."""

    documents: Sequence[Coverage]
    complete: bool = False
    """Whether these are all documents there are, so that others are gone."""
    gone: frozenset[str] = frozenset()
    """Identities of documents that are known to be no more."""

    def scanned(self, names: Iterable[str]) -> Scanned:
        """Whether the documents of these names were scanned; a name is a path or an identity."""
        there = {name for item in self.documents for name in (item.path, item.identity)}
        missing = {*names} - there
        if not missing:
            return Scanned.ALL
        return Scanned.GONE if self.complete or missing <= self.gone else Scanned.NOT_ALL

    def changed_since(self, decision: Decision) -> tuple[str, ...]:
        """The documents that are not as they were when a decision was made."""
        now = {name: item for item in self.documents for name in (item.path, item.identity)}
        seen = sorted(decision.saw.items())
        return tuple(name for name, saw in seen if name in now and saw != f"sha256:{now[name].sha256}")


@dataclass(frozen=True, slots=True)
class Judged:
    """The conflicts with their status, and what matches none of them."""

    conflicts: tuple[Conflict, ...]
    resolved: tuple[Known, ...] = ()
    """Entries of the baseline whose conflict is gone."""
    unmatched: tuple[Decision, ...] = ()
    """Decisions that match no conflict, though all their documents were scanned."""
    gone: tuple[Decision, ...] = ()
    """Decisions about documents that are no more."""


def judged(
    conflicts: Sequence[Conflict],
    baseline: Sequence[Known],
    decisions: Sequence[Decision],
    corpus: Corpus,
    today: datetime.date | None = None,
    inherited: Inherited = lambda conflict, decisions: None,
) -> Judged:
    """Set the status of every conflict.

    A decision wins over the baseline. One that ran out brings its conflict back, as `expired`.

    Args:
        conflicts: every conflict of the run, with its id.
        baseline: what stood before.
        decisions: what people decided.
        corpus: the documents of the run.
        today: the day on which decisions must hold.
        inherited: finds the decision that also covers a conflict with further documents.
    """
    today = today or plain.today()
    known = {entry.id for entry in baseline}
    by_id = {decision.id: decision for decision in decisions}
    found = [_with_status(conflict, known, by_id, today, inherited) for conflict in conflicts]
    ids = {conflict.id for conflict in conflicts}
    matched = ids | {conflict.decision.id for conflict in found if conflict.decision is not None}
    missing = [decision for decision in decisions if decision.id not in matched]
    scanned = {decision.id: corpus.scanned(decision.saw) for decision in missing}
    lost = [entry for entry in baseline if entry.id not in ids]
    return Judged(
        conflicts=tuple(found),
        resolved=tuple(e for e in lost if corpus.scanned(name for name, _ in e.values) is not Scanned.NOT_ALL),
        unmatched=tuple(decision for decision in missing if scanned[decision.id] is Scanned.ALL and decision.saw),
        gone=tuple(decision for decision in missing if scanned[decision.id] is Scanned.GONE),
    )


def ran_out(decision: Decision, today: datetime.date) -> bool:
    """Whether a decision held until a day that is past."""
    return decision.expires is not None and datetime.date.fromisoformat(decision.expires) < today


def _with_status(
    conflict: Conflict,
    known: frozenset[str] | set[str],
    decisions: Mapping[str, Decision],
    today: datetime.date,
    inherited: Inherited,
) -> Conflict:
    decision = decisions.get(conflict.id)
    if decision is None and decisions:
        name = inherited(conflict, tuple(decisions.values()))
        decision = decisions[name] if name is not None else None
    if decision is not None:
        return replace(conflict, decision=decision, status="expired" if ran_out(decision, today) else "accepted")
    return replace(conflict, status="known") if conflict.id in known else conflict
