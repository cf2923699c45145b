"""What the gate did, in words: which documents were held against how many others, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.gate.verdict import Verdict
from claimcheck.model import Decision
from claimcheck.report.summary import READ, count
from claimcheck.report.wording import COUNTED, levels_of


def closing(verdict: Verdict) -> str:
    """The line that every run ends with: what was looked at, and what was found."""
    counted = [conflict for conflict in verdict.result.conflicts if conflict.status in COUNTED]
    levels = f" ({levels_of(counted)})" if counted else ""
    parts = [f"{count(len(counted), 'conflict')}{levels}"]
    for status in ("accepted", "known"):
        if number := sum(conflict.status == status for conflict in verdict.result.conflicts):
            parts.append(f"{number:,} {status}")
    rest = []
    if verdict.old:
        rest.append(f"{verdict.old:,} that were there before not counted")
    if verdict.elsewhere:
        rest.append(f"{verdict.elsewhere:,} among other documents not counted")
    if verdict.gone:
        rest.append(f"{verdict.gone:,} resolved")
    return f"{_looked_at(verdict)}: {', '.join(parts)}{'; ' if rest else ''}{', '.join(rest)}"


def hints(verdict: Verdict) -> Iterator[str]:
    """What is worth doing next, a sentence each."""
    for conflict, documents in verdict.changed_since:
        names = ", ".join(documents)
        yield f"{conflict.id} was decided on an earlier version of {names}: see whether the decision still holds"
    if verdict.ran_out:
        about = f"{count(verdict.ran_out, 'decision')} about other conflicts"
        yield f"{about} ran out: `claimcheck decisions list` names them"
    if resolved := len(verdict.result.resolved):
        yield f"{count(resolved, 'conflict')} of the baseline gone: `claimcheck baseline prune` takes them out"
    if gone := len(verdict.decided_gone):
        about = f"{count(gone, 'decision')} about documents that are no more"
        yield f"{about}: `claimcheck decisions prune` takes them out"


def strangers(names: Sequence[str]) -> Iterator[str]:
    """A list whose names lead nowhere would let every change pass: it is written for another folder, perhaps."""
    if names:
        about = f"{count(len(names), 'name')} of the list {'is' if len(names) == 1 else 'are'} neither there nor"
        yield f"warning: {about} in the corpus, such as {names[0]}; names are relative to the current folder"


def unmatched(decision: Decision) -> str:
    """The error about a decision that matches nothing."""
    return (
        f"decision {decision.id} ({decision.verdict.value}: {decision.reason}) matches no conflict, though its "
        "documents were read: it is gone, or its values changed; `claimcheck decisions prune` takes the decision out"
    )


def _looked_at(verdict: Verdict) -> str:
    change = verdict.change
    kinds = (("added", change.added), ("changed", change.modified), ("deleted", change.deleted))
    said = [f"{len(names):,} {kind}" for kind, names in kinds if names]
    others = sum(item.status in READ and item.path not in change.changed for item in verdict.result.documents)
    if not said:
        verb = "has changed" if change.since.startswith("since") else "is"
        return f"no document {verb} {change.since}; {count(others, 'document')} there"
    number = len(change.added) + len(change.modified) + len(change.deleted)
    noun = "document" if number == 1 else "documents"
    return f"checked {_listed(said)} {noun} against {count(others, 'other')}, {change.since}"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
