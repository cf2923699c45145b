"""Each document with every number marked: read as a claim, or skipped and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import Claim, Conflict, ScanResult, SourceText
from claimcheck.report.page.wording import Pair, title
from claimcheck.report.places import in_order

LONGEST = 400_000
"""Characters of a document whose text is shown."""
ROOM = 1_500_000
"""Characters of all documents together, those in conflict first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain, a claim or a skipped number."""

    kind: str
    """`text`, `claim` or `skipped`."""
    text: str
    note: str = ""
    """What it was read as, or why it was skipped."""
    conflict: str | None = None
    """The conflict that it takes part in, the loudest first."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A document's text, or why it is not shown."""

    place: int
    """Of the document in the ledger."""
    path: str
    pieces: tuple[Piece, ...]
    read: int
    skipped: tuple[Pair, ...]
    missing: str = ""


def texts(result: ScanResult) -> tuple[TextView, ...]:
    """The documents that were read, in the order of the ledger."""
    claims: dict[str, list[Claim]] = {}
    for claim in result.claims:
        claims.setdefault(claim.document, []).append(claim)
    conflicts: dict[str, str] = {}
    for conflict in result.conflicts:
        for name in conflict.claims:
            conflicts.setdefault(name, conflict.id)
    shown = {text.path: text for text in fitting(result.texts, result.conflicts, result.claims)}
    return tuple(
        _view(place, item.path, shown.get(item.path), claims.get(item.path, []), conflicts)
        for place, item in enumerate(result.documents)
        if item.numbers.seen
    )


def fitting(
    sources: Sequence[SourceText], conflicts: Iterable[Conflict], claims: Iterable[Claim]
) -> tuple[SourceText, ...]:
    """The texts that a page has room for: those in conflict first, then in their order."""
    documents = {claim.id: claim.document for claim in claims}
    disputed = {documents[name] for conflict in conflicts for name in conflict.claims if name in documents}
    room, kept = ROOM, []
    for source in sorted(sources, key=lambda source: source.path not in disputed):
        if len(source.text) <= min(LONGEST, room):
            room -= len(source.text)
            kept.append(source)
    return tuple(kept)


def _view(
    place: int, path: str, source: SourceText | None, claims: Sequence[Claim], conflicts: Mapping[str, str]
) -> TextView:
    if source is None:
        missing = "The text is not part of this page: there is no room for it."
        return TextView(place, path, (), len(claims), (), missing)
    reasons: dict[str, int] = {}
    for skip in source.skipped:
        reasons[skip.reason] = reasons.get(skip.reason, 0) + 1
    skipped = tuple(
        Pair(reason, f"{number:,}") for reason, number in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))
    )
    return TextView(place, path, tuple(_pieces(source, claims, conflicts)), len(claims), skipped)


def _pieces(source: SourceText, claims: Sequence[Claim], conflicts: Mapping[str, str]) -> Iterable[Piece]:
    """The text cut at its numbers; where spans overlap, what is left of the later one."""
    readings: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        readings.setdefault(claim.span, []).append(claim)
    spans: dict[tuple[int, int], str] = {(skip.start, skip.end): skip.reason for skip in source.skipped}
    at = 0
    for start, end in sorted(spans.keys() | readings.keys()):
        start = max(at, start)
        if start >= end:
            continue
        if at < start:
            yield Piece("text", source.text[at:start])
        yield _number(source.text[start:end], readings.get((start, end), []), spans.get((start, end), ""), conflicts)
        at = end
    if at < len(source.text):
        yield Piece("text", source.text[at:])


def _number(text: str, claims: Sequence[Claim], reason: str, conflicts: Mapping[str, str]) -> Piece:
    if not claims:
        return Piece("skipped", text, reason)
    conflict = next((conflicts[claim.id] for claim in claims if claim.id in conflicts), None)
    return Piece("claim", text, " | ".join(_brief(claim) for claim in claims), conflict)


def _brief(claim: Claim) -> str:
    """A claim in a line: metric and statistic, then what it is about."""
    about = [f"[{value}]" if key == "citation" else value for key, value in in_order(claim.attributes)]
    return " · ".join(" ".join(part.split()) for part in (title(claim.metric, claim.statistic), *about))
