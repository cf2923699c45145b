"""`claimcheck decisions list`, `prune` and `stats`: what became of what people decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from claimcheck.cli.console import put
from claimcheck.cli.decided import corpus_of, scanned
from claimcheck.cli.options import PATHS
from claimcheck.config import load
from claimcheck.model import Conflict, Decision, ScanResult, Verdict
from claimcheck.report.safe import one_line
from claimcheck.report.summary import count


@dataclass(frozen=True, slots=True)
class Held:
    """A decision and what it is about now."""

    decision: Decision
    conflict: Conflict | None
    state: str
    """`holds`, `ran out`, `matches nothing`, `documents are gone`, or `not scanned`."""
    changed: tuple[str, ...]
    """Documents that are not as they were when it was made."""


@click.command("list", short_help="List the decisions, and which still hold.")
@PATHS
def show(paths: tuple[Path, ...]) -> None:
    """List the decisions: what each is about, and whether it still holds."""
    lines = []
    for held in _held(paths):
        item = held.decision
        about = "" if held.conflict is None else f" {held.conflict.rule} {held.conflict.metric.replace('_', ' ')}"
        who = ", ".join(part for part in (item.by, item.on, item.expires and f"until {item.expires}") if part)
        lines.append(f"{item.id} {held.state}: {item.verdict.value}{about}: {item.reason}{f' ({who})' if who else ''}")
        lines += [f"  decided on an earlier version of {name}" for name in held.changed]
    told = "".join(one_line(line) + "\n" if line[0] != " " else f"  {one_line(line)}\n" for line in lines)
    put(told or "no decisions\n", exact=False)


@click.command("prune")
@PATHS
def prune(paths: tuple[Path, ...]) -> None:
    """Take out the decisions that match no conflict any more. Nothing is added; one that ran out stays."""
    from claimcheck.store.decisions import FILE, remove

    stale = [held for held in _held(paths) if held.state in ("matches nothing", "documents are gone")]
    if stale:
        remove(load().root / FILE, {held.decision.id for held in stale})
    for held in stale:
        put(one_line(f"removed {held.decision.id}, {held.state}: {held.decision.reason}") + "\n", exact=False)
    put(f"{count(len(stale), 'decision')} removed\n", exact=False)


@click.command("stats", short_help="Count the verdicts by rule.")
@PATHS
def stats(paths: tuple[Path, ...]) -> None:
    """Count the verdicts by rule: how many of its conflicts were real, and how many were read right.

    Real are those where one document is wrong; read right all but extraction-error and not-a-claim. What still needs
    a source counts for neither.
    """
    rows: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for held in _held(paths):
        rule = "no longer found" if held.conflict is None else f"{held.conflict.rule} {held.conflict.name}"
        rows[rule][held.decision.verdict] += 1
    put("".join(f"{line}\n" for line in _table(rows)) or "no decisions\n", exact=False)


def _table(rows: dict[str, Counter[Verdict]]) -> Iterator[str]:
    for rule, verdicts in sorted(rows.items()):
        decided = verdicts.total() - verdicts[Verdict.NEEDS_SOURCE]
        real = verdicts[Verdict.WRONG_IN]
        right = real + verdicts[Verdict.BOTH_VALID]
        shares = f"{real} of {decided} real, {right} of {decided} read right" if decided else "none decided"
        parts = ", ".join(f"{verdicts[verdict]} {verdict.value}" for verdict in Verdict if verdicts[verdict])
        yield f"{rule}: {shares} ({parts})"


def _held(paths: Sequence[Path]) -> list[Held]:
    """The decisions, each held against a scan."""
    from claimcheck.store.decisions import FILE
    from claimcheck.store.decisions import load as load_decisions
    from claimcheck.store.status import Corpus

    config = load()
    decisions = load_decisions(config.root / FILE).decisions
    if not decisions:
        return []
    result = scanned(paths, config)
    corpus: Corpus = corpus_of(result, paths)
    about = _about(result)
    return [
        Held(item, about.get(item.id), _state(item, about.get(item.id), corpus.scanned(item.saw).value), changed)
        for item in decisions
        for changed in [corpus.changed_since(item)]
    ]


def _about(result: ScanResult) -> dict[str, Conflict]:
    """Id of a decision -> the conflict that it holds for."""
    own = {conflict.id: conflict for conflict in result.conflicts}
    return {item.decision.id: item for item in result.conflicts if item.decision is not None} | own


def _state(decision: Decision, conflict: Conflict | None, scanned: str) -> str:
    from claimcheck.store.plain import today
    from claimcheck.store.status import Scanned, ran_out

    if conflict is not None:
        return "ran out" if ran_out(decision, today()) else "holds"
    if scanned == Scanned.ALL:
        return "matches nothing"
    return "documents are gone" if scanned == Scanned.GONE else "not scanned"
