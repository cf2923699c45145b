"""Decisions on their way between people: the JSON that the page and its server speak, and what an import does."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimcheck.errors import ConfigError
from claimcheck.model import Decision, Verdict
from claimcheck.store.decisions import DECISION_KEYS, Sheet, alone, decision_of, faults

SCHEMA_VERSION = 1
_EXACT = 0xFFFF_FFFF_FFFF
"""48 bits: every program that reads JSON keeps such a number exact."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What someone wants a decision to be."""

    where: str
    """Its place in the file it comes from: `entry 3`, `row 7`."""
    id: str
    decision: Decision | None
    """None where the decision is withdrawn."""


@dataclass(slots=True)
class Merged:
    """What became of the entries of an import."""

    added: list[Entry] = field(default_factory=list)
    replaced: list[Entry] = field(default_factory=list)
    withdrawn: list[Entry] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    unknown: list[Entry] = field(default_factory=list)
    """About a conflict that the result does not have: left out."""


def record(decision: Decision) -> dict[str, Any]:
    """A decision as JSON has it: every key, in one order, so that the page can tell whether two are the same."""
    return {**{key: getattr(decision, key) for key in DECISION_KEYS}, "saw": dict(decision.saw)}


def revision(decision: Decision | None) -> int | None:
    """A number that is another one for any other content; None where no decision stands.

    Made of the content, it holds over a restart of the server and tells of an edit by hand.
    """
    if decision is None:
        return None
    text = json.dumps(record(decision), sort_keys=True)
    return int.from_bytes(sha256(text.encode("utf-8")).digest()) & _EXACT


def as_json(decisions: Iterable[Decision]) -> str:
    """The file that `claimcheck decisions import` takes, in the order given."""
    data = {"schema_version": SCHEMA_VERSION, "decisions": [record(decision) for decision in decisions]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of such a file.

    Raises:
        ConfigError: no JSON, another version, or an entry that is no decision; names every fault.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ConfigError(f"{name}: not JSON: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("decisions"), list):
        raise ConfigError(f"{name}: no decisions in it; give the file that the report's 'Download decisions' saves")
    if data.get("schema_version") != SCHEMA_VERSION:
        version = data.get("schema_version")
        raise ConfigError(f"{name}: schema_version is {version!r}; this claimcheck reads {SCHEMA_VERSION}")
    return entries(name, ((f"entry {number}", item) for number, item in enumerate(data["decisions"], 1)))


def entries(name: str, items: Iterable[tuple[str, object]]) -> tuple[Entry, ...]:
    """Check what was read of a file before anything of it is used.

    Args:
        name: the file.
        items: place and content of each entry; a ConfigError for one that could not be read at all.

    Raises:
        ConfigError: with a line a fault.
    """
    found: dict[str, Entry] = {}
    wrong: list[str] = []
    for where, item in items:
        said = entry_faults(item)
        wrong += (f"\n  {where}: {fault}" for fault in said)
        if said or not isinstance(item, Mapping):
            continue
        entry = entry_of(where, item)
        if entry.id in found:
            wrong.append(f"\n  {where}: {entry.id} stands in {found[entry.id].where} too; keep the one that holds")
        found[entry.id] = entry
    if wrong:
        raise ConfigError("".join((f"{name}: nothing was imported:", *wrong)))
    return tuple(found.values())


def entry_faults(item: object) -> list[str]:
    """What is wrong with an entry; nothing where it can be made."""
    if isinstance(item, ConfigError):
        return [str(item)]
    if not isinstance(item, dict):
        return [f"must be an object, not {item!r}"]
    if "verdict" in item and item["verdict"] is None:
        return list(faults({"id": item.get("id"), "verdict": Verdict.BOTH_VALID, "reason": "none"}))
    said = list(faults(item))
    texts = [text for value in item.values() for text in (value if isinstance(value, dict) else (value,))]
    if any("\ud800" <= char <= "\udfff" for text in texts if isinstance(text, str) for char in text):
        said.append("holds half of a character (a lone surrogate)")
    if isinstance(item.get("reason"), str) and item["reason"] and not item["reason"].strip():
        said.append("'reason' is missing or empty")
    return said


def entry_of(where: str, item: Mapping[str, Any]) -> Entry:
    """The entry of an item without faults; a verdict of null withdraws the decision."""
    decision = None if item["verdict"] is None else decision_of(item)
    return Entry(where, item["id"], decision)


def merge(path: Path, wanted: Sequence[Entry], known: Collection[str] | None, today: str) -> Merged:
    """Bring entries into the decisions file, in one step; what it already says is left as it is.

    Args:
        path: the decisions file.
        wanted: checked entries.
        known: ids of the conflicts there are; None where that is not known, and any is taken.
        today: the day that a decision without one was made, ISO 8601.

    Raises:
        ConfigError: the decisions file cannot be read.
        ClaimcheckError: it cannot be written.
    """
    merged = Merged()
    with alone(path):
        sheet = Sheet(path)
        for entry in wanted:
            current = sheet.decisions.get(entry.id)
            _place(merged, entry, current, known).append(entry)
        changed = [entry.decision for entry in (*merged.added, *merged.replaced) if entry.decision is not None]
        if changed or merged.withdrawn:
            dated = [decision if decision.on else replace(decision, on=today) for decision in changed]
            sheet.change(dated, [entry.id for entry in merged.withdrawn])
            sheet.save()
    return merged


def _place(merged: Merged, entry: Entry, current: Decision | None, known: Collection[str] | None) -> list[Entry]:
    if entry.decision is None:
        return merged.unchanged if current is None else merged.withdrawn
    if current is not None:
        return merged.unchanged if _same(entry.decision, current) else merged.replaced
    return merged.added if known is None or entry.id in known else merged.unknown


def _same(wanted: Decision, current: Decision) -> bool:
    """Whether a decision says what stands already; a day or hashes that it leaves out it does not ask to change."""
    return replace(wanted, on=wanted.on or current.on, saw=wanted.saw or current.saw) == current
