"""What came between two results: conflicts that are new, resolved, of other values, or of another level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.model import Conflict, Level, ScanResult
from claimcheck.report.as_markdown import code
from claimcheck.report.records import conflict_record, indented
from claimcheck.report.safe import one_line
from claimcheck.report.wording import COUNTED, fact, title


@dataclass(frozen=True, slots=True)
class Pair:
    """A conflict as it was and as it is."""

    before: Conflict
    now: Conflict
    joined: tuple[str, ...] = ()
    """Documents that take part now and did not."""
    left: tuple[str, ...] = ()
    """Documents that took part and do not now."""

    @property
    def same(self) -> bool:
        """Whether the same documents say the same; the id of a document that was renamed is another."""
        return not self.joined and not self.left and _values(self.before) == _values(self.now)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two results held against each other."""

    new: tuple[Conflict, ...]
    resolved: tuple[Conflict, ...]
    changed: tuple[Pair, ...]
    """The same fact under the same rule, with other values or documents."""
    relevelled: tuple[Pair, ...]
    """The same values, louder or quieter."""
    same: int

    def fresh(self) -> Iterator[Conflict]:
        """What nobody has seen as it is now: the new, those of other values, and those that grew louder."""
        louder = (pair.now for pair in self.relevelled if _loudness(pair.now) < _loudness(pair.before))
        for conflict in (*self.new, *(pair.now for pair in self.changed), *louder):
            if conflict.status in COUNTED:
                yield conflict


def difference(old: ScanResult, new: ScanResult) -> Difference:
    """Match by id first, for an id holds documents and values; what is left by rule and fact."""
    before = {conflict.id: conflict for conflict in old.conflicts}
    now = {conflict.id: conflict for conflict in new.conflicts}
    gone = [conflict for name, conflict in before.items() if name not in now]
    documents = [{claim.id: claim.document for claim in result.claims} for result in (old, new)]
    came: list[Conflict] = []
    changed: list[Pair] = []
    kept: list[Pair] = []
    for name, conflict in now.items():
        if name in before:
            kept.append(Pair(before[name], conflict))
        elif earlier := next((item for item in gone if _fact(item) == _fact(conflict)), None):
            gone.remove(earlier)
            pair = Pair(earlier, conflict, *_moved(earlier, conflict, documents))
            (kept if pair.same else changed).append(pair)
        else:
            came.append(conflict)
    relevelled = tuple(pair for pair in kept if pair.before.level is not pair.now.level)
    return Difference(tuple(came), tuple(gone), tuple(changed), relevelled, len(kept) - len(relevelled))


def _moved(
    before: Conflict, now: Conflict, documents: Sequence[Mapping[str, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents that joined and those that left; none where a result came without its claims."""
    was, are = (
        {named[claim] for claim in conflict.claims if claim in named}
        for conflict, named in zip((before, now), documents, strict=True)
    )
    return (tuple(sorted(are - was)), tuple(sorted(was - are))) if was and are else ((), ())


def _fact(conflict: Conflict) -> object:
    return conflict.rule, conflict.metric, conflict.statistic, sorted(conflict.key.items())


def _loudness(conflict: Conflict) -> int:
    return list(Level).index(conflict.level)


def as_json(found: Difference) -> str:
    """One object; a conflict as in conflicts.json, a pair as `before` and `now`."""

    def pairs(items: Sequence[Pair]) -> list[dict[str, Any]]:
        return [
            {
                "before": conflict_record(pair.before),
                "now": conflict_record(pair.now),
                "joined": pair.joined,
                "left": pair.left,
            }
            for pair in items
        ]

    return indented(
        {
            "schema_version": 1,
            "new": [conflict_record(conflict) for conflict in found.new],
            "resolved": [conflict_record(conflict) for conflict in found.resolved],
            "changed": pairs(found.changed),
            "relevelled": pairs(found.relevelled),
            "same": found.same,
        }
    )


def as_text(found: Difference) -> str:
    """A line a conflict, under headings, and the figures at the end."""
    lines: list[str] = []
    for heading, entries in _sections(found):
        lines += [f"{heading}:", *(f"  {one_line(about)}: {one_line(values)}" for about, values in entries), ""]
    return "".join(line + "\n" for line in (*lines, _total(found)))


def as_markdown(found: Difference) -> str:
    """The same for a comment or a job summary."""
    parts = [f"## claimcheck: {_total(found)}\n"]
    for heading, entries in _sections(found):
        parts.append(f"\n### {heading.capitalize()}\n\n| conflict | values |\n| --- | --- |\n")
        parts += [f"| {code(about)} | {code(values)} |\n" for about, values in entries]
    return "".join(parts)


FORMATS = {"text": as_text, "json": as_json, "markdown": as_markdown}


def _sections(found: Difference) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Heading, and what stands under it: what a conflict is about, and its values."""
    for heading, conflicts in (("new", found.new), ("resolved", found.resolved)):
        if conflicts:
            yield heading, [(_about(conflict), _values(conflict)) for conflict in conflicts]
    if found.changed:
        yield "other values or documents", [(_about(pair.now), _change(pair)) for pair in found.changed]
    if found.relevelled:
        yield (
            "other levels",
            [(_about(pair.now), f"{pair.before.level} -> {pair.now.level}") for pair in found.relevelled],
        )


def _change(pair: Pair) -> str:
    """The values before and now, and the documents that came or went."""
    was, are = _values(pair.before), _values(pair.now)
    parts = [f"{was} -> {are}" if was != are else are]
    parts += [f"+ {name}" for name in pair.joined] + [f"- {name}" for name in pair.left]
    return "; ".join(parts)


def _about(conflict: Conflict) -> str:
    status = "" if conflict.status == "new" else f" ({conflict.status})"
    return f"{conflict.level.value} {title(conflict)}: {fact(conflict)}{status}"


def _values(conflict: Conflict) -> str:
    return " / ".join(side.display for side in conflict.sides)


def _total(found: Difference) -> str:
    parts = (
        f"{len(found.new):,} new",
        f"{len(found.resolved):,} resolved",
        f"{len(found.changed):,} with other values or documents",
        f"{len(found.relevelled):,} with another level",
        f"{found.same:,} as before",
    )
    return ", ".join(parts)
